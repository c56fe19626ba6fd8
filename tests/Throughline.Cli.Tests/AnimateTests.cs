using System.Text.Json;
using Throughline.Media.Pictures;

namespace Throughline.Cli.Tests;

public sealed class AnimateTests : IDisposable
{
    private readonly FilmFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Writes_a_clip_and_its_frames()
    {
        using CliRun run = await CliRun.RunAsync(
            _folder.Path, "animate", "one.png", "--camera", "push_in 0.3", "--seconds", "1.5", "--ratio", "128:72",
            "--fps", "12", "--out", "clip.mp4", "--frames", "frames");
        Assert.Equal("", run.ExitCode == 0 ? "" : run.Error);
        Assert.Equal(18, FilmFolder.FrameHashes(_folder["clip.mp4"]).Length);
        Assert.Equal(
            Enumerable.Range(0, 18).Select(i => $"frame-{i:00000}.png"),
            Directory.GetFiles(_folder["frames"]).Select(Path.GetFileName).Order());
        Picture first = PictureFile.Read(_folder["frames/frame-00000.png"]);
        Assert.Equal(Fit.Cover(PictureFile.Read(_folder["one.png"]), new PixelSize(128, 72)).Pixels, first.Pixels);
        Assert.NotEqual(first.Pixels, PictureFile.Read(_folder["frames/frame-00017.png"]).Pixels);
    }

    [Fact]
    public async Task Words_that_cannot_be_shown_are_said()
    {
        string[] arguments =
            [
                "animate", "one.png", "--seconds", "1", "--ratio", "64:64", "--fps", "4", "--prompt",
                "She walks to the door and sings.", "--frames", "frames"
            ];
        using CliRun plain = await CliRun.RunAsync(_folder.Path, arguments);
        Assert.Contains("note: 'walks': ", plain.Output, StringComparison.Ordinal);
        Assert.Contains("note: 'sings': ", plain.Output, StringComparison.Ordinal);
        using CliRun json = await CliRun.RunAsync(_folder.Path, [.. arguments, "--json"]);
        string[] words = [
            .. json.JsonLines[^1].GetProperty("notStaged").EnumerateArray().Select(text => text.GetString()![..7])
        ];
        Assert.Equal(["'walks'", "'sings'"], words);
    }

    [Fact]
    public async Task Frames_alone_need_no_ffmpeg_and_are_the_same_with_one_thread_and_two()
    {
        foreach (string threads in (string[])["1", "2"])
        {
            using CliRun run = CliRun.Start(
                _folder.Path,
                [
                    "animate", "one.png", "--camera", "orbit_left 4", "--seconds", "1", "--ratio", "128:72", "--fps",
                    "8", "--threads", threads, "--frames", threads
                ],
                new() { ["PATH"] = "", ["THROUGHLINE_FFMPEG"] = null });
            await run.EndAsync();
            Assert.Equal("", run.ExitCode == 0 ? "" : run.Error);
        }

        for (int frame = 0; frame < 8; frame++)
        {
            string name = $"frame-{frame:00000}.png";
            Assert.Equal(
                await File.ReadAllBytesAsync(_folder["1/" + name], TestContext.Current.CancellationToken),
                await File.ReadAllBytesAsync(_folder["2/" + name], TestContext.Current.CancellationToken));
        }

        Assert.False(File.Exists(_folder["one.mp4"]));
    }

    [Fact]
    public async Task The_size_is_the_pictures_own_shape_about_as_large_as_1280x720()
    {
        _folder.Draw("tall.png", 5, 100, 150);
        using CliRun run = await CliRun.RunAsync(
            _folder.Path, "animate", "tall.png", "--seconds", "1", "--fps", "1", "--json");
        Assert.Equal("784x1176", run.JsonLines[^1].GetProperty("size").GetString());
        Assert.Equal(_folder["tall.mp4"], run.JsonLines[^1].GetProperty("clip").GetString());
    }

    [Fact]
    public async Task Json_is_one_object_a_line_from_start_to_finish()
    {
        using CliRun run = await CliRun.RunAsync(
            _folder.Path, "animate", "one.png", "--seconds", "1", "--ratio", "128:72", "--json");
        string[] events = [.. run.JsonLines.Select(line => line.GetProperty("event").GetString()!)];
        Assert.Equal("shot-started", events[0]);
        Assert.Equal(["shot-finished", "finished"], events[^2..]);
        Assert.Equal(24, run.JsonLines[^2].GetProperty("framesDone").GetInt32());
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task Without_a_terminal_progress_is_plain_lines()
    {
        using CliRun run = await CliRun.RunAsync(
            _folder.Path, "animate", "one.png", "--seconds", "1", "--ratio", "128:72");
        Assert.Equal("one.mp4: begun\none.mp4: done, 24 frames\n", run.Error);
        Assert.Equal($"{_folder["one.mp4"]}: 24 frames, 128x72 at 24 fps\n", run.Output);
    }

    [Fact]
    public async Task An_existing_clip_is_kept_when_ffmpeg_dies_and_its_last_lines_are_told()
    {
        _folder.Write("clip.mp4", "an earlier clip");
        string dying = Script("#!/bin/sh\nhead -c 20000 >/dev/null\necho 'the encoder caught fire' >&2\nexit 7\n");
        using CliRun run = await CliRun.RunAsync(
            _folder.Path, "animate", "one.png", "--seconds", "2", "--ratio", "128:72", "--out", "clip.mp4", "--ffmpeg",
            dying, "--json");
        Assert.Equal(4, run.ExitCode);
        Assert.Contains("the encoder caught fire", run.Error, StringComparison.Ordinal);
        JsonElement last = run.JsonLines[^1];
        Assert.Equal("error", last.GetProperty("event").GetString());
        Assert.Equal(4, last.GetProperty("exitCode").GetInt32());
        Assert.Equal(
            "an earlier clip", await File.ReadAllTextAsync(_folder["clip.mp4"], TestContext.Current.CancellationToken));
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.part"));
    }

    [Theory]
    [InlineData("missing.png", "clip.mp4", "missing.png")]
    [InlineData("broken.png", "clip.mp4", "broken.png")]
    [InlineData("one.png", "/proc/nowhere/clip.mp4", "/proc/nowhere")]
    [InlineData("one.png", "one.png/clip.mp4", "one.png")]
    [InlineData("one.png", "clip.mov", "clip.mp4")]
    public async Task Bad_input_ends_with_2_before_anything_is_drawn(string picture, string output, string named)
    {
        _folder.Write("broken.png", "not a picture");
        using CliRun run = await CliRun.RunAsync(_folder.Path, "animate", picture, "--out", output);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("begun", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_ffmpeg_is_one_sentence_with_the_command_that_installs_it()
    {
        using CliRun run = CliRun.Start(
            _folder.Path, ["animate", "one.png"], new() { ["PATH"] = "", ["THROUGHLINE_FFMPEG"] = null });
        await run.EndAsync();
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("apt-get install -y ffmpeg", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private string Script(string text)
    {
        _folder.Write("dying-ffmpeg", text);
        File.SetUnixFileMode(
            _folder["dying-ffmpeg"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return _folder["dying-ffmpeg"];
    }
}
