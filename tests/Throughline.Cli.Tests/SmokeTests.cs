namespace Throughline.Cli.Tests;

public class SmokeTests
{
    [Fact]
    public void The_test_host_runs() => Assert.True(true);
}
