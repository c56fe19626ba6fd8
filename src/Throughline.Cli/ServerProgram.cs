using System.Runtime.InteropServices;

namespace Throughline.Cli;

/// <summary>
/// The server is a program of its own (docs/decisions/0020): <c>serve</c>, <c>keys</c> and <c>webhooks</c> become it,
/// with the same process id, so that signals and exit codes are its own.
/// </summary>
internal static partial class ServerProgram
{
    /// <summary>The command that serves.</summary>
    public const string Serve = "serve";

    /// <summary>The command that manages keys.</summary>
    public const string Keys = "keys";

    /// <summary>The command that manages webhooks.</summary>
    public const string Webhooks = "webhooks";

    private const string Name = "Throughline.Server";

    /// <summary>Becomes the server; comes back only when that is not possible.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> BecomeAsync(string[] args, TextWriter error)
    {
        if (Find() is not { } program)
        {
            await error.WriteLineAsync(
                $"throughline: the server is not built. Start it by the script: ./throughline {args[0]}");
            return ExitCode.BadInput;
        }

        _ = Execute(program, [program, .. args, null]);
        await error.WriteLineAsync(
            $"throughline: {program} cannot be started (error {Marshal.GetLastPInvokeError()}).");
        return ExitCode.BadInput;
    }

    // Published beside this program's folder by the script; beside it in a build's own folders.
    private static string? Find()
    {
        string here = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        string[] places =
        [
            Path.Combine(here, "..", "server", Name),
            Path.Combine(here, "..", "..", Name, Path.GetFileName(here), Name),
        ];
        return places.Select(Path.GetFullPath).FirstOrDefault(File.Exists);
    }

    [LibraryImport("libc", EntryPoint = "execv", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Execute(string path, string?[] arguments);
}
