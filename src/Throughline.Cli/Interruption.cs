using System.Runtime.InteropServices;

namespace Throughline.Cli;

/// <summary>
/// Ctrl-C and requests to terminate. The first asks the command to stop; a command that has not put everything away
/// within 0.9 seconds, or a second Ctrl-C, ends the process as it stands: everything on disk is complete or a draft,
/// which the next run clears away.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan _grace = TimeSpan.FromMilliseconds(900);

    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly TextWriter _error;
    private Timer? _deadline;

    /// <summary>Listens until disposed.</summary>
    public Interruption(TextWriter error)
    {
        _error = error;
        foreach (PosixSignal signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, Stop));
        }
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>
    /// Whether a signal came. Ctrl-C on a terminal also reaches ffmpeg, whose end may be noticed a moment before the
    /// signal is: so this waits that moment.
    /// </summary>
    public async Task<bool> IsRequestedOrImminentAsync()
    {
        if (!_source.IsCancellationRequested)
        {
            await Task.Delay(50, CancellationToken.None);
        }

        return _source.IsCancellationRequested;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _deadline?.Dispose();
        _source.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        if (_source.IsCancellationRequested)
        {
            EndNow();
        }

        _deadline = new Timer(_ => EndNow(), null, _grace, Timeout.InfiniteTimeSpan);
        _source.CancelAsync();
    }

    private void EndNow()
    {
        _error.WriteLine("throughline: stopped at once; the next run clears away what was half done and goes on.");
        _error.Flush();
        Environment.Exit(ExitCode.Interrupted);
    }
}
