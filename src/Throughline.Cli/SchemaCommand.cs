using System.CommandLine;
using Throughline.Films;

namespace Throughline.Cli;

/// <summary><c>throughline schema</c>: the JSON schema of film.yaml, for editors.</summary>
internal static class SchemaCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("schema", "Print the JSON schema of film.yaml, for editors.");
        command.SetAction(async (parsed, _) =>
        {
            await parsed.InvocationConfiguration.Output.WriteAsync(FilmSchema.Write());
            return ExitCode.Done;
        });
        return command;
    }
}
