using System.Text.Json;

namespace Throughline.Cli.Tests;

public sealed class MakeTests : IDisposable
{
    private const int Frames = 12 + 12 + 12 - 6;

    private readonly FilmFolder _film = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _film.Dispose();

    [Fact]
    public async Task Makes_the_film_and_shoots_nothing_twice()
    {
        using CliRun first = await CliRun.RunAsync(_film.Path, "make", "film.yaml", "--json");
        Assert.Equal("", first.ExitCode == 0 ? "" : first.Error);
        Assert.Equal(Frames, FilmFolder.FrameHashes(_film["out/film.mp4"]).Length);
        _film.AssertTidy();
        Assert.Equal(3, Count(first, "shot-finished"));
        Assert.Equal(0, Count(first, "shot-kept"));
        Assert.Equal("finished", first.JsonLines[^1].GetProperty("event").GetString());
        Assert.Equal(_film["out/film.mp4"], first.JsonLines[^1].GetProperty("film").GetString());

        var marks = _film.TakeMarks();
        string[] frames = FilmFolder.FrameHashes(_film["out/film.mp4"]);
        using CliRun again = await CliRun.RunAsync(_film.Path, "make", ".", "--json");
        Assert.Equal(3, Count(again, "shot-kept"));
        Assert.Equal(marks, _film.TakeMarks());
        Assert.Equal(frames, FilmFolder.FrameHashes(_film["out/film.mp4"]));
    }

    [Fact]
    public async Task A_changed_shot_is_shot_with_its_chain_and_a_changed_transition_shoots_nothing()
    {
        using CliRun first = await CliRun.RunAsync(_film.Path, "make", "film.yaml");
        Assert.Equal("", first.ExitCode == 0 ? "" : first.Error);
        _film.Write("film.yaml", FilmFolder.Film.Replace("dissolve 0.5", "cut", StringComparison.Ordinal));
        using CliRun cut = await CliRun.RunAsync(_film.Path, "make", "film.yaml", "--json");
        Assert.Equal(3, Count(cut, "shot-kept"));
        Assert.Equal(36, FilmFolder.FrameHashes(_film["out/film.mp4"]).Length);

        _film.Draw("one.png", 8);
        using CliRun changed = await CliRun.RunAsync(_film.Path, "make", "film.yaml", "--json");
        Assert.Equal(["one", "two"], Shots(changed, "shot-finished"));
        Assert.Equal(["three"], Shots(changed, "shot-kept"));
    }

    [Fact]
    public async Task The_results_go_where_they_are_asked_to_and_lines_are_plain()
    {
        using CliRun run = await CliRun.RunAsync(_film.Path, "make", "film.yaml", "--out", "elsewhere/deep");
        Assert.Equal(0, run.ExitCode);
        _film.AssertTidy("elsewhere/deep");
        Assert.False(Directory.Exists(_film["out"]));
        Assert.DoesNotContain("\u001b", run.Error + run.Output, StringComparison.Ordinal);
        string[] lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            [
                "one: begun", "one: done, 12 frames", "three: begun", "three: done, 12 frames", "two: begun",
                "two: done, 13 frames"
            ],
            lines.Where(
                line => line.Contains(": begun", StringComparison.Ordinal)
                    || line.Contains(": done", StringComparison.Ordinal)).Order());
        Assert.StartsWith(
            _film["elsewhere/deep/film.mp4"] + ": 2.5 s, 128x72 at 12 fps\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_film_with_errors_ends_with_2_and_tells_them_all()
    {
        _film.Write(
            "film.yaml", FilmFolder.Film.Replace("from: one", "from: nobody", StringComparison.Ordinal).Replace(
                "fps: 12", "fps: -1", StringComparison.Ordinal));
        using CliRun run = await CliRun.RunAsync(_film.Path, "make", "film.yaml");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("film.yaml:4:", run.Error, StringComparison.Ordinal);
        Assert.Contains("nobody", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_film["out"]));
    }

    [Theory]
    [InlineData("/proc/nowhere")]
    [InlineData("one.png")]
    public async Task A_folder_that_cannot_be_written_ends_with_2_before_anything_is_shot(string folder)
    {
        using CliRun run = await CliRun.RunAsync(_film.Path, "make", "film.yaml", "--out", folder);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--out", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_film.Takes));
    }

    [Fact]
    public async Task An_earlier_film_is_kept_when_the_next_make_fails()
    {
        using CliRun first = await CliRun.RunAsync(_film.Path, "make", "film.yaml");
        Assert.Equal(0, first.ExitCode);
        byte[] film = await File.ReadAllBytesAsync(_film["out/film.mp4"], Token);
        _film.Draw("three.png", 9);
        _film.Write("dying-ffmpeg", "#!/bin/sh\ncat >/dev/null\necho 'no more tape' >&2\nexit 1\n");
        File.SetUnixFileMode(_film["dying-ffmpeg"], (UnixFileMode)0b111_101_101);
        using CliRun failed = await CliRun.RunAsync(_film.Path, "make", "film.yaml", "--ffmpeg", "dying-ffmpeg");
        Assert.Equal(4, failed.ExitCode);
        Assert.Contains("shot 'three': ", failed.Error, StringComparison.Ordinal);
        Assert.Contains("no more tape", failed.Error, StringComparison.Ordinal);
        Assert.Equal(film, await File.ReadAllBytesAsync(_film["out/film.mp4"], Token));
        _film.AssertTidy();
        using CliRun next = await CliRun.RunAsync(_film.Path, "make", "film.yaml", "--json");
        Assert.Equal(["three"], Shots(next, "shot-finished"));
    }

    [Fact]
    public async Task Two_makes_at_once_take_turns_and_both_finish()
    {
        using CliRun one = CliRun.Start(_film.Path, ["make", "film.yaml", "--json"]);
        using CliRun two = CliRun.Start(_film.Path, ["make", "film.yaml", "--json"]);
        await Task.WhenAll(one.EndAsync(), two.EndAsync());
        Assert.Equal((0, 0), (one.ExitCode, two.ExitCode));
        Assert.Equal(3, Count(one, "shot-finished") + Count(two, "shot-finished"));
        Assert.Equal(3, Count(one, "shot-kept") + Count(two, "shot-kept"));
        Assert.Equal(1, Count(one, "waiting") + Count(two, "waiting"));
        _film.AssertTidy();
    }

    [Fact]
    public async Task A_full_disk_is_said_plainly_and_the_next_make_goes_on()
    {
        string disk = Directory.CreateTempSubdirectory("throughline-disk-").FullName;
        Assert.SkipUnless(
            await SystemAsync("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk), "needs the right to mount");
        try
        {
            foreach (string file in Directory.GetFiles(_film.Path))
            {
                File.Copy(file, Path.Combine(disk, Path.GetFileName(file)));
            }

            using CliRun full = await CliRun.RunAsync(disk, "make", "film.yaml");
            Assert.Equal(2, full.ExitCode);
            Assert.Contains("disk is full", full.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", full.Error, StringComparison.Ordinal);
            Assert.False(File.Exists(Path.Combine(disk, "out", "film.mp4")));

            Assert.True(await SystemAsync("mount", "-o", "remount,size=64m", disk));
            using CliRun next = await CliRun.RunAsync(disk, "make", "film.yaml");
            Assert.Equal("", next.ExitCode == 0 ? "" : next.Error);
            Assert.Equal(Frames, FilmFolder.FrameHashes(Path.Combine(disk, "out", "film.mp4")).Length);
        }
        finally
        {
            await SystemAsync("umount", disk);
            Directory.Delete(disk);
        }
    }

    private static int Count(CliRun run, string name) => Shots(run, name).Length;

    private static string[] Shots(CliRun run, string name) =>
    [
        .. run.JsonLines.Where(line => line.GetProperty("event").GetString() == name)
            .Select(line => line.TryGetProperty("shot", out JsonElement shot) ? shot.GetString()! : "").Order(),
    ];

    private static async Task<bool> SystemAsync(string program, params string[] arguments)
    {
        var start = new System.Diagnostics.ProcessStartInfo(program, arguments) { RedirectStandardError = true };
        using var process = System.Diagnostics.Process.Start(start)!;
        await process.WaitForExitAsync(Token);
        return process.ExitCode == 0;
    }
}
