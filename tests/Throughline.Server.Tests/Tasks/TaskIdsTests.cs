using Throughline.Server.Tasks;

namespace Throughline.Server.Tests.Tasks;

public sealed class TaskIdsTests
{
    [Fact]
    public void Ids_sort_in_the_order_they_were_given_though_the_clock_stands_or_goes_back()
    {
        var ids = new TaskIds();
        DateTimeOffset now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
        List<Guid> given = [
            .. Enumerable.Range(0, 10_000).Select(number => ids.Next(number == 5000 ? now.AddMinutes(-1) : now))
        ];
        Assert.Equal(given.Distinct().Order(), given);
        Assert.Equal(
            given.Select(id => id.ToString()).Order(StringComparer.Ordinal), given.Select(id => id.ToString()));
        Assert.All(given, id => Assert.Equal(7, id.Version));
    }
}
