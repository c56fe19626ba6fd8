using Throughline.Server.Tasks;

namespace Throughline.Server.Tests.Tasks;

public sealed class FairQueueTests
{
    private readonly FairQueue _queue = new();
    private readonly Dictionary<Guid, string> _names = [];

    [Fact]
    public void Keys_take_turns_whatever_their_lines_length()
    {
        Add("a", "a1", "a2", "a3", "a4");
        Add("b", "b1");
        Add("c", "c1", "c2");
        Assert.Equal(["a1", "b1", "c1", "a2", "c2", "a3", "a4"], TakeAll(_ => 10));
    }

    [Fact]
    public void A_key_at_its_concurrency_is_passed_over_until_one_of_its_tasks_ends()
    {
        Add("a", "a1", "a2");
        Add("b", "b1", "b2", "b3");
        Assert.Equal(["a1", "b1", "b2"], TakeAll(key => key == "a" ? 1 : 2));
        _queue.Release("a");
        Assert.Equal(["a2"], TakeAll(key => key == "a" ? 1 : 2));
        _queue.Release("b");
        Assert.Equal(["b3"], TakeAll(key => key == "a" ? 1 : 2));
        Assert.Equal(0, _queue.Waiting);
    }

    [Fact]
    public void A_task_that_is_taken_out_is_never_taken()
    {
        Guid[] tasks = Add("a", "a1", "a2", "a3");
        Add("b", "b1");
        Assert.True(_queue.Remove("a", tasks[0]));
        Assert.False(_queue.Remove("a", tasks[0]));
        Assert.Equal(2, _queue.WaitingOf("a"));
        Assert.Equal(["a2", "b1", "a3"], TakeAll(_ => 10));
        Guid alone = Add("c", "c1")[0];
        Assert.True(_queue.Remove("c", alone));
        Assert.Empty(TakeAll(_ => 10));
    }

    [Fact]
    public void A_line_whose_first_task_may_not_run_now_is_passed_over()
    {
        Guid slow = Add("a", "a1", "a2")[0];
        Add("b", "b1");
        Assert.True(_queue.TryTake(_ => 10, out Guid id, one => one != slow));
        Assert.Equal("b1", _names[id]);
        Assert.False(_queue.TryTake(_ => 10, out _, one => one != slow));
        Assert.Equal(["a1", "a2"], TakeAll(_ => 10));
    }

    private Guid[] Add(string key, params string[] names) => [.. names.Select(name =>
    {
        var id = Guid.NewGuid();
        _names.Add(id, name);
        _queue.Add(key, id);
        return id;
    })];

    private List<string> TakeAll(Func<string, int> concurrency)
    {
        var taken = new List<string>();
        while (_queue.TryTake(concurrency, out Guid id))
        {
            taken.Add(_names[id]);
        }

        return taken;
    }
}
