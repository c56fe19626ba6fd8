using System.Diagnostics;

[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]

namespace Throughline.Server.Tests.Restart;

/// <summary>The real program as a child process, on a port of its own.</summary>
internal sealed class RealServer : IDisposable
{
    private readonly Process _process;

    private RealServer(Process process, Uri address)
    {
        _process = process;
        Client = new HttpClient { BaseAddress = address };
        Client.DefaultRequestHeaders.Add("X-Runway-Version", "2024-11-06");
    }

    public HttpClient Client { get; }

    // The program's own output folder lies beside the tests', as built by the same build.
    public static string Program { get; } = Path.Combine(
        Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/'))!, "..", "Throughline.Server",
        Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')) + "_linux-x64", "Throughline.Server");

    public static async Task<RealServer> StartAsync(string data, params string[] arguments)
    {
        var start = new ProcessStartInfo(
            Program, ["serve", "--data", data, "--urls", "http://127.0.0.1:0", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process process = Process.Start(start)!;
        _ = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)
            ?? throw new InvalidOperationException("The server ended at once.");
        _ = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        return new RealServer(process, new Uri(line.Split(' ')[2].TrimEnd(',')));
    }

    /// <summary>Ends it as kill -9 does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Asks it to end; gives the exit code.</summary>
    public async Task<int> StopAsync()
    {
        using (Process kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
