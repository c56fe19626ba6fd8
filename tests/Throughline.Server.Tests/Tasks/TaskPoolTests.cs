using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Engines;
using Throughline.Server.Keys;
using Throughline.Server.Tasks;
using Throughline.Server.Tests.RunwayApi;

namespace Throughline.Server.Tests.Tasks;

public sealed class TaskPoolTests
{
    private static readonly Caller _local = new("", "local", null, 2);
    private int _requests;

    [Fact]
    public async Task A_task_becomes_a_clip()
    {
        await using TestServer server = await TestServer.StartAsync();
        TaskRecord task = await AcceptAsync(server, "a lamp");
        TaskRecord done = await server.UntilAsync(task.Id, now => now.HasEnded);
        Assert.Equal(TaskState.Succeeded, done.State);
        TaskFile file = Assert.Single(done.Files);
        Assert.Equal(new FileInfo(Path.Combine(server.Folder, file.Path)).Length, file.Bytes);
        Assert.Equal("stage/fake", done.Engine);
    }

    [Fact]
    public async Task Cancelling_stops_the_engine_at_once()
    {
        await using TestServer server = await TestServer.StartAsync(new FakeEngine { Hold = new() });
        TaskRecord task = await AcceptAsync(server, "a lamp");
        await server.UntilAsync(task.Id, _ => server.Engine.Running == 1);
        Assert.NotNull(await server.Services.GetRequiredService<TaskPool>().CancelAsync(task));
        TaskRecord ended = await server.UntilAsync(task.Id, _ => server.Engine.Running == 0);
        Assert.Equal(TaskState.Cancelled, ended.State);
        Assert.Empty(ended.Files);
    }

    [Fact]
    public async Task A_key_runs_no_more_than_its_concurrency_and_the_rest_is_throttled()
    {
        await using TestServer server = await TestServer.StartAsync(
            new FakeEngine { Hold = new() }, options => options with { LocalConcurrency = 1, Threads = 4 });
        var pool = server.Services.GetRequiredService<TaskPool>();
        var tasks = new List<TaskRecord>();
        for (int i = 0; i < 3; i++)
        {
            tasks.Add(await AcceptAsync(server, $"lamp {i}"));
        }

        await server.UntilAsync(tasks[0].Id, _ => server.Engine.Running == 1);
        Assert.True(pool.IsThrottled(server.Tasks.Find(tasks[2].Id)!));
        server.Engine.Hold!.SetResult();
        foreach (TaskRecord task in tasks)
        {
            await server.UntilAsync(task.Id, now => now.State == TaskState.Succeeded);
        }

        Assert.Equal(1, server.Engine.MostAtOnce);
        Assert.Equal(3, server.Engine.Shot);
    }

    [Fact]
    public async Task A_short_task_of_another_key_does_not_wait_for_the_long_ones_of_one_key()
    {
        await using TestServer server = await TestServer.StartAsync(
            new FakeEngine { Hold = new() }, options => options with { Threads = 2, LocalConcurrency = 10 });
        TaskOrder order = Order("a long lamp");
        TaskOrder lasting = order with { Width = 16, Height = 16, Shots = [order.Shots[0] with { Seconds = 60 }] };
        var others = new Caller("other", "other", null, 2);
        TaskRecord long1 = await AcceptAsync(server, lasting);
        TaskRecord long2 = await AcceptAsync(server, lasting with { Width = 32 });
        await server.UntilAsync(long1.Id, _ => server.Engine.Running == 2);

        // One more is begun beside them: of who has nothing yet, and short, and one at a time.
        TaskRecord own = await AcceptAsync(server, Order("mine, short"));
        TaskRecord slow = await AcceptAsync(server, lasting with { Width = 48 }, others);
        TaskRecord quick = await AcceptAsync(server, Order("a quick lamp"), new Caller("third", "third", null, 2));
        TaskRecord second = await AcceptAsync(server, Order("another"), new Caller("fourth", "fourth", null, 2));
        await server.UntilAsync(quick.Id, now => now.State == TaskState.Running);
        await server.UntilAsync(quick.Id, _ => server.Engine.Running == 3);
        Assert.All(
            new[] { own, slow, second },
            task => Assert.Equal(TaskState.Queued, server.Tasks.Find(task.Id)!.State));

        server.Engine.Hold!.SetResult();
        foreach (TaskRecord task in new[] { long1, long2, own, slow, quick, second })
        {
            await server.UntilAsync(task.Id, now => now.State == TaskState.Succeeded);
        }

        Assert.Equal(3, server.Engine.MostAtOnce);
    }

    [Fact]
    public async Task A_stop_hands_running_tasks_back_and_the_next_server_finishes_them()
    {
        string folder = Directory.CreateTempSubdirectory("throughline-server-").FullName;
        var ids = new List<Guid>();
        await using (TestServer first = await TestServer.StartAsync(new FakeEngine { Hold = new() }, folder: folder))
        {
            for (int i = 0; i < 5; i++)
            {
                ids.Add((await AcceptAsync(first, $"lamp {i}")).Id);
            }

            await first.UntilAsync(ids[0], _ => first.Engine.Running == 2);
        }

        // Which has another engine, and that is who makes them.
        var engine = new FakeEngine();
        engine = new FakeEngine { Card = engine.Card with { Version = "later" } };
        await using TestServer second = await TestServer.StartAsync(engine, folder: folder);
        foreach (Guid id in ids)
        {
            TaskRecord done = await second.UntilAsync(id, now => now.HasEnded);
            Assert.Equal((TaskState.Succeeded, "stage/later"), (done.State, done.Engine));
            Assert.Equal(1, done.Attempts);
        }

        Assert.Equal(5, second.Engine.Shot);
    }

    [Theory]
    [InlineData(1920, 1080, 10)]
    [InlineData(3840, 2160, 39.71)] // Against 1088 lines, which encoders make of 1080.
    public async Task Large_frames_count_for_more_seconds(int width, int height, decimal seconds)
    {
        await using TestServer server = await TestServer.StartAsync(new FakeEngine { Hold = new() });
        TaskOrder order = Order("a lamp");
        TaskRecord task = await AcceptAsync(
            server,
            order with { Width = width, Height = height, Shots = [order.Shots[0] with { Seconds = 10 }] });
        Assert.Equal(seconds, task.Seconds);
    }

    [Fact]
    public async Task A_server_that_stops_answers_until_its_tasks_are_done()
    {
        var engine = new FakeEngine { Hold = new() };
        await using TestServer server = await TestServer.StartAsync(
            engine, options => options with { StopGrace = TimeSpan.FromMinutes(1) });
        TaskRecord task = await AcceptAsync(server, "a lamp");
        await server.UntilAsync(task.Id, now => now.State == TaskState.Running);
        Task stop = server.StopAsync();
        TaskRecord later = await AcceptAsync(server, "another lamp");
        (int status, JsonElement told) = await server.SendAsync($"/v1/tasks/{task.Id}");
        Assert.Equal((200, "RUNNING", false), (status, told.GetProperty("status").GetString(), stop.IsCompleted));
        engine.Hold.SetResult();
        await stop;
        Assert.Equal(
            (TaskState.Succeeded, TaskState.Queued), (server.Tasks.Find(task.Id)!.State, server.Tasks.Find(later.Id)!.State));
    }

    [Fact]
    public async Task What_the_engine_refuses_is_told_to_the_owner()
    {
        await using TestServer server = await TestServer.StartAsync(
            new FakeEngine
            {
                Failure = () => new EngineException(EngineError.NotSupported, "shot 'shot-1': not from words alone."),
            });
        TaskRecord task = await AcceptAsync(server, "a lamp");
        TaskRecord failed = await server.UntilAsync(task.Id, now => now.HasEnded);
        // There is no shot that the owner would know of.
        Assert.Equal(new TaskFailure(TaskFailureCode.NotSupported, "Not from words alone."), failed.Failure);
    }

    [Fact]
    public async Task Slow_inputs_of_one_key_do_not_hold_up_anothers()
    {
        using var site = new TcpListener(IPAddress.Loopback, 0);
        site.Start();
        string url = $"http://localhost:{((IPEndPoint)site.LocalEndpoint).Port}/";
        await using TestServer server = await TestServer.StartAsync(
            change: options => options with { RequireKey = true, AllowedHosts = ["localhost"] });
        var keys = server.Services.GetRequiredService<KeyStore>();
        var intake = server.Services.GetRequiredService<Intake>();
        Caller slow = keys.Find((await keys.AddAsync("slow", null, 1, TestContext.Current.CancellationToken)).Secret)!;
        Caller quick =
            keys.Find((await keys.AddAsync("quick", null, 1, TestContext.Current.CancellationToken)).Secret)!;
        for (int i = 0; i < 40; i++)
        {
            // Nobody answers them.
            await SendAsync(slow, i);
        }

        TaskRecord task = await SendAsync(quick, 0);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        var open = new List<TcpClient>();
        for (bool met = false; !met;)
        {
            TcpClient client = await site.AcceptTcpClientAsync(patience.Token);
            open.Add(client);
            var request = new byte[256];
            int read = await client.GetStream().ReadAsync(request, patience.Token);
            met = Encoding.ASCII.GetString(request, 0, read).Contains("/quick", StringComparison.Ordinal);
        }

        open.ForEach(client => client.Dispose());
        await server.UntilAsync(task.Id, now => now.HasEnded);
        foreach (TaskRecord one in server.Tasks.All)
        {
            await server.Services.GetRequiredService<TaskPool>().CancelAsync(one);
        }

        Task<TaskRecord> SendAsync(Caller caller, int number) => intake.AcceptAsync(
            caller,
            "runway",
            "stage",
            Order("a lamp") with
            {
                Shots = [
                    new OrderShot { Seconds = 1, First = new PictureInput { Url = $"{url}{caller.Name}/{number}" } }
                ],
            },
            new RequestMark($"{caller.Name} {number}", null, new Resend(0, TimeSpan.FromMinutes(5))));
    }

    [Fact]
    public async Task Shots_that_go_on_are_cut_into_one_clip()
    {
        await using TestServer server = await TestServer.StartAsync();
        TaskOrder one = Order("a lamp");
        TaskRecord task = await AcceptAsync(
            server, one with { Shots = [one.Shots[0], one.Shots[0] with { Prompt = "it goes out" }] });
        TaskRecord done = await server.UntilAsync(task.Id, now => now.HasEnded);
        Assert.Equal(TaskState.Succeeded, done.State);
        Assert.Equal(2, server.Engine.Shot);
        Assert.Equal(2m, done.Seconds);
        Assert.StartsWith("results/", done.Files[0].Path, StringComparison.Ordinal);
    }

    private static TaskOrder Order(string prompt) => new()
    {
        Engine = "stage",
        Width = 64,
        Height = 64,
        RateNumerator = 2,
        Shots = [new OrderShot { Prompt = prompt, Seconds = 1, Seed = 1 }],
    };

    private Task<TaskRecord> AcceptAsync(TestServer server, string prompt) => AcceptAsync(server, Order(prompt));

    private Task<TaskRecord> AcceptAsync(TestServer server, TaskOrder order, Caller? caller = null) => server.Services.GetRequiredService<Intake>().AcceptAsync(
        caller ?? _local, "runway", "stage", order,
        new RequestMark($"request {++_requests}", null, new Resend(0, TimeSpan.FromMinutes(5))));
}
