using System.Text.Json;
using Throughline.Cli.Progress;
using Throughline.Production;

namespace Throughline.Cli.Tests;

public sealed class ProgressFaceTests : IDisposable
{
    private readonly StringWriter _output = new() { NewLine = "\n" };

    public void Dispose() => _output.Dispose();

    [Fact]
    public async Task Plain_lines_come_at_starts_at_ends_and_only_every_few_seconds_between()
    {
        await using var face = new PlainFace(_output, TimeSpan.FromSeconds(3));
        face.Show(At(0, Shot("a", ShotState.Preparing, 0), Shot("b", ShotState.Kept, 0)));
        for (int tenth = 1; tenth <= 70; tenth++)
        {
            face.Show(At(tenth / 10.0, Shot("a", ShotState.Shooting, tenth), Shot("b", ShotState.Kept, 0)));
        }

        face.Show(At(7.1, Shot("a", ShotState.Done, 100), Shot("b", ShotState.Kept, 0)));
        Assert.Equal(
            """
            a: begun
            b: unchanged, its take is kept
            a: frame 30 of 100, 10 fps, 7 s left
            film: frame 30 of 100, 10 fps, 7 s left
            a: frame 60 of 100, 10 fps, 4 s left
            film: frame 60 of 100, 10 fps, 4 s left
            a: done, 100 frames

            """,
            _output.ToString());
    }

    [Fact]
    public async Task Json_tells_every_start_and_end_even_of_a_shot_that_was_never_seen_running()
    {
        await using var face = new JsonFace(_output);
        face.Show(At(0, Shot("a", ShotState.Waiting, 0)));
        face.Show(At(1, Shot("a", ShotState.Done, 100)));
        face.Show(At(2, Shot("a", ShotState.Done, 100)));
        Assert.Equal(["shot-started", "shot-finished"], Events());
    }

    [Fact]
    public async Task Json_says_nothing_while_nothing_moves()
    {
        await using var face = new JsonFace(_output);
        face.Show(At(0, Shot("a", ShotState.Shooting, 5)));
        face.Show(At(1, Shot("a", ShotState.Shooting, 5)));
        face.Show(At(2, Shot("a", ShotState.Shooting, 6)));
        Assert.Equal(["shot-started", "frame-progress", "frame-progress"], Events());
    }

    [Theory]
    [InlineData(0.2, "1 s")]
    [InlineData(99, "99 s")]
    [InlineData(200, "3 min 20 s")]
    [InlineData(7500, "2 h 05 min")]
    public void Time_is_written_as_people_say_it(double seconds, string text) =>
        Assert.Equal(text, ProgressText.Span(TimeSpan.FromSeconds(seconds)));

    private static FilmProgress At(double seconds, params ShotProgress[] shots) => new()
    {
        Shots = shots,
        FramesDone = shots.Sum(shot => (long)shot.FramesDone),
        Frames = 100,
        Elapsed = TimeSpan.FromSeconds(seconds),
        FramesPerSecond = 10,
        TimeLeft = TimeSpan.FromSeconds((100 - shots[0].FramesDone) / 10.0),
    };

    private static ShotProgress Shot(string id, ShotState state, int done) => new()
    {
        Id = id,
        State = state,
        FramesDone = done,
        Frames = 100,
        FramesPerSecond = 10,
        TimeLeft = TimeSpan.FromSeconds((100 - done) / 10.0),
    };

    private string[] Events() =>
    [
        .. _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonElement.Parse(line).GetProperty("event").GetString()!),
    ];
}
