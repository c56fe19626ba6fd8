using Throughline.Production;

namespace Throughline.Cli.Progress;

/// <summary>
/// Plain lines, for logs and pipes: one when a shot begins and ends, and every few seconds one for each shot that is
/// being shot and, where there are several shots, one for the whole.
/// </summary>
internal sealed class PlainFace(TextWriter output, TimeSpan? every = null) : IProgressFace
{
    private static readonly TimeSpan _every = TimeSpan.FromSeconds(3);

    private readonly TimeSpan _between = every ?? _every;
    private readonly Dictionary<string, ShotState> _shown = new(StringComparer.Ordinal);
    private TimeSpan _next = every ?? _every;

    /// <inheritdoc/>
    public TimeSpan Interval => TimeSpan.FromMilliseconds(250);

    /// <inheritdoc/>
    public void Show(FilmProgress now)
    {
        foreach (ShotProgress shot in now.Shots)
        {
            ShotState before = _shown.GetValueOrDefault(shot.Id, ShotState.Waiting);
            ShotState state = shot.State == ShotState.Shooting ? ShotState.Preparing : shot.State;
            if (state != before)
            {
                _shown[shot.Id] = state;
                output.WriteLine(ProgressText.Line(state == shot.State ? shot : shot with { State = state }));
            }
        }

        if (now.Elapsed < _next)
        {
            return;
        }

        _next = now.Elapsed + _between;
        List<ShotProgress> shooting = [.. now.Shots.Where(shot => shot.State == ShotState.Shooting)];
        shooting.ForEach(shot => output.WriteLine(ProgressText.Line(shot)));
        if (now.Shots.Count > 1 && shooting.Count > 0)
        {
            output.WriteLine(ProgressText.Line(now));
        }
    }

    /// <inheritdoc/>
    public void Say(string name, string text) => output.WriteLine(text);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
