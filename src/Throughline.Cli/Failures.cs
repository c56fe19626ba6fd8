using Throughline.Engines;

namespace Throughline.Cli;

/// <summary>Turns what a command threw into a sentence on standard error and an exit code.</summary>
internal static class Failures
{
    /// <summary>Writes what is wrong, where and what to do.</summary>
    /// <returns>The exit code.</returns>
    public static int Report(Exception failure, bool interrupted, TextWriter error, bool debug)
    {
        if (interrupted)
        {
            error.WriteLine("throughline: stopped. What was finished is kept; the same command goes on from there.");
            return ExitCode.Interrupted;
        }

        int code = CodeOf(failure);
        error.WriteLine(code == ExitCode.Unexpected
            ? $"throughline: unexpected error: {failure.Message} ({failure.GetType().Name}). "
                + (debug ? "" : "The same command with --debug says where it came from.")
            : $"throughline: {failure.Message}");
        if (debug)
        {
            error.WriteLine(failure);
        }

        return code;
    }

    private static int CodeOf(Exception failure) => failure switch
    {
        CommandException command => command.Code,
        EngineException => ExitCode.EngineFailed,
        UnauthorizedAccessException or IOException => ExitCode.BadInput,
        _ => ExitCode.Unexpected,
    };
}
