using System.Diagnostics;
using System.Text.Json;

[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]

namespace Throughline.Cli.Tests;

/// <summary>The real program as a child process.</summary>
internal sealed class CliRun : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private CliRun(Process process)
    {
        _process = process;
        process.StandardInput.Close();
        _output = process.StandardOutput.ReadToEndAsync();
        _error = process.StandardError.ReadToEndAsync();
    }

    public int ProcessId => _process.Id;

    public bool HasEnded => _process.HasExited;

    public string Output { get; private set; } = "";

    public string Error { get; private set; } = "";

    public int ExitCode { get; private set; }

    /// <summary>The lines of standard output, each parsed: a line that is not JSON fails the test.</summary>
    public IReadOnlyList<JsonElement> JsonLines =>
        [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];

    // The program's own output folder lies beside the tests', as built by the same build.
    private static string Program { get; } = Path.Combine(
        Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/'))!,
        "..",
        "Throughline.Cli",
        Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')) + "_linux-x64",
        "Throughline.Cli");

    public static CliRun Start(string folder, string[] arguments, Dictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(Program)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string name, string? value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        return new CliRun(Process.Start(start)!);
    }

    public static async Task<CliRun> RunAsync(string folder, params string[] arguments)
    {
        CliRun run = Start(folder, arguments);
        await run.EndAsync();
        return run;
    }

    public async Task EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Output = await _output;
        Error = await _error;
        ExitCode = _process.ExitCode;
    }

    public void Kill() => _process.Kill();

    public void Signal(string name) => Process.Start("kill", [$"-{name}", $"{_process.Id}"]).WaitForExit();

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
