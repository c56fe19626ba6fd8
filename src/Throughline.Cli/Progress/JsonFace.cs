using Throughline.Production;

namespace Throughline.Cli.Progress;

/// <summary>One JSON object a line, for programs. Every object has <c>event</c>; times are seconds.</summary>
internal sealed class JsonFace(TextWriter output) : IProgressFace
{
    private readonly Dictionary<string, ShotProgress> _shown = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public TimeSpan Interval => TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    public void Show(FilmProgress now)
    {
        foreach (ShotProgress shot in now.Shots)
        {
            ShotProgress? before = _shown.GetValueOrDefault(shot.Id);
            _shown[shot.Id] = shot;
            bool begun = before is null or { State: ShotState.Waiting };
            if (begun && shot.State is ShotState.Preparing or ShotState.Shooting or ShotState.Done or ShotState.Failed)
            {
                Write("shot-started", shot, now);
            }

            if (shot.State != before?.State && EndOf(shot.State) is { } end)
            {
                Write(end, shot, now);
            }
            else if (shot.State == ShotState.Shooting && shot.FramesDone != before?.FramesDone)
            {
                Write("frame-progress", shot, now);
            }
        }
    }

    /// <inheritdoc/>
    public void Say(string name, string text) =>
        JsonLine.Write(output, name, json => json.WriteString("message", text));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string? EndOf(ShotState state) => state switch
    {
        ShotState.Kept => "shot-kept",
        ShotState.Done => "shot-finished",
        ShotState.Failed => "shot-failed",
        _ => null,
    };

    private void Write(string name, ShotProgress shot, FilmProgress film) => JsonLine.Write(output, name, json =>
    {
        json.WriteString("shot", shot.Id);
        json.WriteNumber("framesDone", shot.FramesDone);
        json.WriteNumber("frames", shot.Frames);
        JsonLine.WriteRounded(json, "framesPerSecond", shot.FramesPerSecond);
        JsonLine.WriteRounded(json, "timeLeft", shot.TimeLeft?.TotalSeconds);
        json.WriteStartObject("film");
        json.WriteNumber("framesDone", film.FramesDone);
        json.WriteNumber("frames", film.Frames);
        JsonLine.WriteRounded(json, "framesPerSecond", film.FramesPerSecond);
        JsonLine.WriteRounded(json, "elapsed", film.Elapsed.TotalSeconds);
        JsonLine.WriteRounded(json, "timeLeft", film.TimeLeft?.TotalSeconds);
        json.WriteEndObject();
    });
}
