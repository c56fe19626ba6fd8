using System.Text.Json;

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
        Assert.Equal(("128x72", "12", 12), (end.GetProperty("size").GetString(), end.GetProperty("fps").GetString(), end.GetProperty("frames").GetInt32()));
        string[] drawn = FilmFolder.FrameHashes(_folder["clip-ink.mp4"]);
        Assert.Equal(12, drawn.Length);
        Assert.Empty(drawn.Intersect(FilmFolder.FrameHashes(_folder["clip.mp4"])));
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
            _folder.Path, "animate", "one.png", "--camera", "truck_right 0.2", "--seconds", "1", "--ratio", "128:72", "--fps", "12", "--out", "clip.mp4");
        Assert.Equal("", run.ExitCode == 0 ? "" : run.Error);
    }
}
