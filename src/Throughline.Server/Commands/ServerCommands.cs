using System.CommandLine;

namespace Throughline.Server.Commands;

/// <summary>
/// The server's part of the <c>throughline</c> command: <c>serve</c>, <c>keys</c> and <c>webhooks</c>.
/// </summary>
internal static class ServerCommands
{
    private const int BadInput = 2;

    /// <summary>Parses and runs one command line.</summary>
    /// <returns>The exit code, as the other commands have them.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var root = new RootCommand(
            "Throughline's server.") { ServeCommand.Create(), KeysCommand.Create(), WebhooksCommand.Create() };
        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var problem in parsed.Errors)
            {
                await error.WriteLineAsync($"throughline: {problem.Message}");
            }

            return BadInput;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null, // The host listens for signals itself.
            });
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException
            or InvalidOperationException or Throughline.Sight.SightException)
        {
            await error.WriteLineAsync($"throughline: {failure.Message}");
            return BadInput;
        }
    }
}
