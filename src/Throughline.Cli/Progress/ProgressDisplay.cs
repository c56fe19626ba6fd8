using Throughline.Production;

namespace Throughline.Cli.Progress;

/// <summary>Asks a meter how far things are and shows it, until disposed.</summary>
internal sealed class ProgressDisplay : IAsyncDisposable
{
    private readonly ProgressMeter _meter;
    private readonly IProgressFace _face;
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _gate = new();
    private readonly Task _loop;

    /// <summary>Starts showing.</summary>
    public ProgressDisplay(ProgressMeter meter, IProgressFace face)
    {
        _meter = meter;
        _face = face;
        _loop = Task.Run(ShowAsync);
    }

    /// <summary>Chooses the face: JSON lines when asked for, a live display on a terminal, else plain lines.</summary>
    public static IProgressFace FaceFor(bool json, TextWriter output, TextWriter error) =>
        json ? new JsonFace(output)
        : error == Console.Error && !Console.IsErrorRedirected && IsCapable() ? LiveFace.OnStandardError()
        : new PlainFace(error);

    /// <summary>
    /// Says what happens besides shooting: <paramref name="name"/> for programs, <paramref name="text"/> for people.
    /// </summary>
    public void Say(string name, string text)
    {
        lock (_gate)
        {
            _face.Show(_meter.Now()); // What happened before must be said before.
            _face.Say(name, text);
        }
    }

    /// <summary>Shows the last state and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_end.IsCancellationRequested)
        {
            return;
        }

        await _end.CancelAsync();
        await _loop;
        _face.Show(_meter.Now());
        await _face.DisposeAsync();
        _end.Dispose();
    }

    private static bool IsCapable() => Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");

    private async Task ShowAsync()
    {
        using var timer = new PeriodicTimer(_face.Interval);
        try
        {
            do
            {
                lock (_gate)
                {
                    _face.Show(_meter.Now());
                }
            }
            while (await timer.WaitForNextTickAsync(_end.Token));
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }
}
