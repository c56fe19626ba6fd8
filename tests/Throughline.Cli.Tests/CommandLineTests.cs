namespace Throughline.Cli.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly FilmFolder _film = new();

    public void Dispose() => _film.Dispose();

    [Fact]
    public async Task Version_is_one_line()
    {
        using CliRun run = await CliRun.RunAsync(_film.Path, "--version");
        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+\n$", run.Output);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task Help_names_every_command()
    {
        using CliRun run = await CliRun.RunAsync(_film.Path, "--help");
        Assert.Equal(0, run.ExitCode);
        foreach (string command in (string[])["make", "animate", "check", "plan", "schema", "doctor", "serve", "keys"])
        {
            Assert.Contains($"  {command}", run.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("--cammera", "animate", "one.png", "--cammera", "push_in")]
    [InlineData("animat", "animat", "one.png")]
    [InlineData("FILM", "make")]
    [InlineData("vp9", "make", "film.yaml", "--codec", "vp9")]
    [InlineData("--threads", "make", "film.yaml", "--threads", "none")]
    [InlineData("--threads", "make", "film.yaml", "--threads", "0")]
    public async Task A_wrong_command_line_ends_with_2_and_names_what_is_wrong(string named, params string[] arguments)
    {
        using CliRun run = await CliRun.RunAsync(_film.Path, arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.Contains("--help' shows what is possible", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("make")]
    [InlineData("check")]
    [InlineData("plan")]
    public async Task A_missing_film_ends_with_2(string command)
    {
        using CliRun run = await CliRun.RunAsync(_film.Path, command, "nowhere.yaml");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("nowhere.yaml", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_wrong_option_of_animate_is_told_at_once_by_its_name()
    {
        using CliRun run = await CliRun.RunAsync(
            _film.Path, "animate", "one.png", "--seconds", "NaN", "--fps", "x", "--focus", "2,0", "--camera", "pushin",
            "--ratio", "127:72");
        Assert.Equal(2, run.ExitCode);
        foreach (string option in (string[])["--seconds:", "--fps:", "--focus:", "--camera:", "--ratio:"])
        {
            Assert.Contains("throughline: " + option, run.Error, StringComparison.Ordinal);
        }

        Assert.Contains("push_in", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("film.yaml", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_says_what_is_here_and_what_is_missing()
    {
        using CliRun well = await CliRun.RunAsync(_film.Path, "doctor", "--json");
        Assert.Equal(0, well.ExitCode);
        Assert.True(System.Text.Json.JsonElement.Parse(well.Output).GetProperty("ready").GetBoolean());

        using CliRun ill = CliRun.Start(
            _film.Path, ["doctor"], new() { ["PATH"] = _film.Path, ["THROUGHLINE_FFMPEG"] = null });
        await ill.EndAsync();
        Assert.Equal(2, ill.ExitCode);
        Assert.Contains("fix: apt-get install -y ffmpeg", ill.Output, StringComparison.Ordinal);
    }
}
