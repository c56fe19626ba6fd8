using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace Throughline.Media.Video;

/// <summary>
/// A running program with its streams. On Linux it runs in a session of its own (setsid), so that a terminal's Ctrl-C
/// reaches this process alone, which then stops the program in order.
/// </summary>
internal sealed partial class ChildProcess : IAsyncDisposable
{
    private const int Interrupt = 2, Kill = 9, SetPipeSize = 1031, PipeBytes = 1 << 20;
    private static readonly TimeSpan _grace = TimeSpan.FromMilliseconds(150);
    private static readonly string? _setsid = File.Exists("/usr/bin/setsid") ? "/usr/bin/setsid" : null;
    private static readonly string? _prlimit = File.Exists("/usr/bin/prlimit") ? "/usr/bin/prlimit" : null;
    private readonly Process _process;
    private readonly TextTail _tail = new();
    private readonly Task _errors;

    private ChildProcess(Process process)
    {
        _process = process;
        _errors = _tail.FillAsync(process.StandardError);
    }

    /// <summary>What the program reads.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>What the program writes.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>The last lines of its standard error.</summary>
    public string LastLines => _tail.ToString();

    /// <summary>
    /// A command that runs the program with no more memory than this, where the system can hold it to that.
    /// </summary>
    /// <param name="program">The program.</param>
    /// <param name="memory">Bytes; null for no bound.</param>
    public static (string Program, string[] Before) Bounded(string program, long? memory) =>
        memory is { } bytes && _prlimit is not null
        ? (_prlimit, [string.Create(CultureInfo.InvariantCulture, $"--data={bytes}"), program])
        : (program, []);

    /// <summary>Starts the program with all three streams connected.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">What it is told.</param>
    /// <param name="memory">Bytes of memory it may have; null for no bound.</param>
    /// <exception cref="MediaException">The program cannot be started.</exception>
    public static ChildProcess Start(string program, IEnumerable<string> arguments, long? memory = null)
    {
        (program, var before) = Bounded(program, memory);
        var start = new ProcessStartInfo(_setsid ?? program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        if (_setsid is not null)
        {
            start.ArgumentList.Add(program);
        }

        foreach (var argument in before.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            var child = new ChildProcess(Process.Start(start)!);
            Widen(child.Input);
            Widen(child.Output);
            return child;
        }
        catch (Win32Exception e)
        {
            throw new MediaException(
                MediaError.FfmpegMissing, $"{program}: the program cannot be started: {e.Message}", e);
        }
    }

    /// <summary>Waits for the end; gives the exit code, 128 and the signal when a signal ended it.</summary>
    public async Task<int> WaitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        await _errors.WaitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Interrupts the program, and kills it when it has not ended 150 ms later.</summary>
    public async Task StopAsync()
    {
        if (_process.HasExited)
        {
            return;
        }

        Signal(Interrupt);
        using var grace = new CancellationTokenSource(_grace);
        try
        {
            await _process.WaitForExitAsync(grace.Token);
        }
        catch (OperationCanceledException)
        {
            Signal(Kill);
            await _process.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
    }

    /// <summary>
    /// A larger pipe spares most of the waking up and going to sleep of both sides; a failure costs nothing.
    /// </summary>
    private static void Widen(Stream stream)
    {
        if (OperatingSystem.IsLinux() && stream is PipeStream pipe)
        {
            _ = FileControl((int)pipe.SafePipeHandle.DangerousGetHandle(), SetPipeSize, PipeBytes);
        }
    }

    private void Signal(int signal)
    {
        if (OperatingSystem.IsWindows())
        {
            _process.Kill(entireProcessTree: true);
        }
        else
        {
            _ = SendSignal(_setsid is null ? _process.Id : -_process.Id, signal);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int FileControl(int handle, int command, int argument);
}
