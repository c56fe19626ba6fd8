using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Throughline.Production;

namespace Throughline.Cli.Progress;

/// <summary>
/// A display that redraws itself on a terminal: a bar for every shot being shot, and one for the whole.
/// </summary>
internal sealed class LiveFace : IProgressFace
{
    private const int BarWidth = 30;

    private readonly IAnsiConsole _console;
    private readonly HashSet<string> _ended = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<LiveDisplayContext> _context = new(
        TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _display;

    /// <summary>Takes over the bottom of the console until disposed.</summary>
    public LiveFace(IAnsiConsole console)
    {
        _console = console;
        _display = console.Live(new Text("")).AutoClear(true).StartAsync(context =>
        {
            _context.SetResult(context);
            return _end.Task;
        });
    }

    /// <inheritdoc/>
    public TimeSpan Interval => TimeSpan.FromMilliseconds(200);

    /// <summary>On the terminal that standard error is.</summary>
    public static LiveFace OnStandardError() =>
        new(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }));

    /// <inheritdoc/>
    public void Show(FilmProgress now)
    {
        foreach (ShotProgress shot in now.Shots)
        {
            if (shot.State is ShotState.Done or ShotState.Kept or ShotState.Failed && _ended.Add(shot.Id))
            {
                Say(shot.Id, ProgressText.Line(shot));
            }
        }

        if (_context.Task.IsCompletedSuccessfully)
        {
            Draw(_context.Task.GetAwaiter().GetResult(), now);
        }
    }

    /// <inheritdoc/>
    public void Say(string name, string text) =>
        // As wide as the terminal: the line goes where a bar was drawn and must leave nothing of it.
        _console.WriteLine(text.PadRight(Math.Max(0, _console.Profile.Width - 1)));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _end.TrySetResult();
        await _display;
    }

    private static void Draw(LiveDisplayContext context, FilmProgress now)
    {
        var lines = new List<IRenderable>();
        foreach (ShotProgress shot in now.Shots.Where(shot => shot.State is ShotState.Preparing or ShotState.Shooting))
        {
            string pace = shot.State == ShotState.Preparing
                ? "preparing"
                : ProgressText.Pace(shot.FramesPerSecond, shot.TimeLeft).TrimStart(',', ' ');
            lines.Add(Line(shot.Id, shot.FramesDone, shot.Frames, pace));
        }

        if (now.Shots.Count > 1 && now.Frames > 0)
        {
            lines.Add(
                Line(
                    "film", now.FramesDone, now.Frames,
                    ProgressText.Pace(now.FramesPerSecond, now.TimeLeft).TrimStart(',', ' ')));
        }

        context.UpdateTarget(new Rows(lines));
    }

    private static Text Line(string name, long done, long frames, string pace)
    {
        int full = (int)(BarWidth * done / Math.Max(1, frames));
        string bar = new string('━', full) + new string('·', BarWidth - full);
        return new Text(
            string.Create(
                CultureInfo.InvariantCulture, $"{name,-16} {bar} {100 * done / Math.Max(1, frames),3} %  {pace}"))
        {
            Overflow = Overflow.Ellipsis,
        };
    }
}
