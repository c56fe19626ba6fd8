using System.Text.Json;
using Throughline.Media.Video;

namespace Throughline.Cli.Tests;

public sealed class RestyleTests : IDisposable
{
    private readonly FilmFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_clip_is_drawn_anew_with_as_many_frames()
    {
        await ClipAsync();
        using CliRun run = await CliRun.RunAsync(_folder.Path, "restyle", "clip.mp4", "--look", "ink", "--json");
        Assert.Equal("", run.ExitCode == 0 ? "" : run.Error);
        JsonElement end = run.JsonLines[^1];
        Assert.Equal(
            ("128x72", "12", 12), (end.GetProperty("size").GetString(), end.GetProperty("fps").GetString(),
                end.GetProperty("frames").GetInt32()));
        string[] drawn = FilmFolder.FrameHashes(_folder["clip-ink.mp4"]);
        Assert.Equal(12, drawn.Length);
        Assert.Empty(drawn.Intersect(FilmFolder.FrameHashes(_folder["clip.mp4"])));
    }

    [Fact]
    public async Task The_clips_own_sound_is_kept()
    {
        await ClipAsync();
        using (var ffmpeg = System.Diagnostics.Process.Start(
            Ffmpeg.Find().Path,
            [
                "-v", "error", "-i", _folder["clip.mp4"], "-f", "lavfi", "-i", "sine=frequency=440:duration=4", "-c:v",
                "copy", "-c:a", "aac", _folder["heard.mp4"]
            ]))
        {
            await ffmpeg.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        using CliRun run = await CliRun.RunAsync(_folder.Path, "restyle", "heard.mp4", "--look", "ink");
        Assert.Equal("", run.ExitCode == 0 ? "" : run.Error);
        ClipSound? sound = await ClipSound.FindAsync(
            Ffmpeg.Find(), _folder["heard-ink.mp4"], TestContext.Current.CancellationToken);
        Assert.Equal("aac", sound?.Codec);
        Assert.Equal(
            12,
            (await ClipReader.ProbeAsync(Ffmpeg.Find(), _folder["heard-ink.mp4"], TestContext.Current.CancellationToken)).Frames);
    }

    [Fact]
    public async Task What_is_wrong_is_said_and_nothing_is_written()
    {
        await ClipAsync();
        foreach ((string[] arguments, string words) in new (string[], string)[]
        {
            (["clip.mp4", "--look", "watercolor"], "Did you mean 'watercolour'?"),
            (["one.png", "--look", "ink"], "one.png"),
            (["none.mp4", "--look", "ink"], "there is no such clip"),
            (["clip.mp4", "--look", "ink", "--out", "clip.mp4"], "the clip itself"),
        })
        {
            using CliRun run = await CliRun.RunAsync(_folder.Path, ["restyle", .. arguments]);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains(words, run.Error, StringComparison.Ordinal);
        }

        Assert.Equal(["clip.mp4"], Directory.GetFiles(_folder.Path, "*.mp4").Select(Path.GetFileName));
    }

    private async Task ClipAsync()
    {
        using CliRun run = await CliRun.RunAsync(
            _folder.Path, "animate", "one.png", "--camera", "truck_right 0.2", "--seconds", "1", "--ratio", "128:72",
            "--fps", "12", "--out", "clip.mp4");
        Assert.Equal("", run.ExitCode == 0 ? "" : run.Error);
    }
}
