using Throughline.Cli.Progress;
using Throughline.Editing;
using Throughline.Engines;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Production;
using Throughline.Sight;
using Throughline.Stage.Assets;

namespace Throughline.Cli;

/// <summary>Turns what a command threw into a sentence on standard error and an exit code.</summary>
internal static class Failures
{
    private const string StoppedFilm = "stopped. What was finished is kept; the same command goes on from there.";
    private const string Stopped = "stopped. Nothing half finished is left; the same command begins anew.";

    /// <summary>Writes what is wrong, where and what to do.</summary>
    /// <param name="failure">What was thrown.</param>
    /// <param name="interrupted">Whether the process was asked to stop: then everything thrown is an echo of
    /// that.</param>
    /// <param name="resumes">Whether the command keeps what it has finished, and goes on from there the next
    /// time.</param>
    /// <param name="error">For people.</param>
    /// <param name="json">For programs; null when they did not ask.</param>
    /// <param name="debug">Whether to show where it came from.</param>
    /// <returns>The exit code.</returns>
    public static int Report(
        Exception failure, bool interrupted, bool resumes, TextWriter error, TextWriter? json, bool debug)
    {
        int code = interrupted ? ExitCode.Interrupted : CodeOf(failure);
        string message = interrupted ? (resumes ? StoppedFilm : Stopped)
            : code != ExitCode.Unexpected ? failure.Message
            : $"unexpected error: {failure.Message} ({failure.GetType().Name})."
                + (debug ? "" : " The same command with --debug says where it came from.");
        foreach (string line in message.Split('\n'))
        {
            error.WriteLine($"throughline: {line}");
        }

        if (json is not null)
        {
            JsonLine.Write(json, interrupted ? "interrupted" : "error", fields =>
            {
                fields.WriteString("message", message);
                fields.WriteNumber("exitCode", code);
            });
        }

        if (debug)
        {
            error.WriteLine(failure);
        }

        return code;
    }

    private static int CodeOf(Exception failure) => failure switch
    {
        CommandException command => command.Code,
        ProductionException production => production.Failures.Max(one => CodeOf(one.Cause)) is var most
            && production.Failures.Any(one => CodeOf(one.Cause) == ExitCode.Unexpected) ? ExitCode.Unexpected : most,
        EngineException { Code: EngineError.BadOrder } or AssetException => ExitCode.BadInput,
        EngineException => ExitCode.EngineFailed,
        MediaException { Code: MediaError.FfmpegFailed or MediaError.TimedOut } => ExitCode.EngineFailed,
        MediaException or PictureException or SightException => ExitCode.BadInput,
        CutException { Code: CutError.EncoderFailed } => ExitCode.EngineFailed,
        CutException => ExitCode.BadInput,
        UnauthorizedAccessException or IOException => ExitCode.BadInput,
        _ => ExitCode.Unexpected,
    };
}
