using Throughline.Editing;
using Throughline.Engines;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Production;
using Throughline.Server.Fetching;

namespace Throughline.Server.Tasks;

/// <summary>Why a task failed.</summary>
/// <param name="Code">For programs.</param>
/// <param name="Message">For people; names no path of this machine.</param>
internal sealed record TaskFailure(TaskFailureCode Code, string Message)
{
    /// <summary>What an exception means for the task's owner.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="data">The server's own folder, which no message may show.</param>
    /// <param name="isFilm">Whether the owner knows the shots by their ids.</param>
    public static TaskFailure Of(Exception exception, string data, bool isFilm)
    {
        Exception cause = exception is ProductionException { Failures: [var first, ..] } ? first.Cause : exception;
        (TaskFailureCode code, string message) = cause switch
        {
            EngineException { Code: EngineError.NotSupported or EngineError.BadOrder } =>
                (TaskFailureCode.NotSupported, cause.Message),
            EngineException => (TaskFailureCode.Engine, cause.Message),
            RefusedException { Reason: RefusedReason.DiskLow } => (TaskFailureCode.DiskFull, FullDisk),
            FetchException or InputException => (TaskFailureCode.BadInput, cause.Message),
            PictureException { Code: PictureError.DiskFull } => (TaskFailureCode.DiskFull, FullDisk),
            PictureException { Code: PictureError.Unwritable } =>
                (TaskFailureCode.Internal, "A result could not be written."),
            PictureException => (TaskFailureCode.BadInput, cause.Message),
            MediaException { Code: MediaError.DiskFull } or CutException { Code: CutError.DiskFull } =>
                (TaskFailureCode.DiskFull, FullDisk),
            MediaException { Code: MediaError.NotAClip } => (TaskFailureCode.BadInput, "The clip is broken."),
            MediaException { Code: MediaError.FfmpegMissing or MediaError.EncoderMissing } =>
                (TaskFailureCode.Encoder, "ffmpeg is missing on the server."),
            MediaException or CutException => (TaskFailureCode.Encoder, "The clip could not be encoded."),
            TimeoutException => (TaskFailureCode.TimedOut, cause.Message),
            _ => (TaskFailureCode.Internal, "The server met an unexpected error; its log says which."),
        };
        return new TaskFailure(code, WithoutPaths(isFilm ? message : WithoutShot(message), data));
    }

    private const string FullDisk = "The server's disk is full.";

    // Engines name the shot, which is of our own making where there is no film.
    private static string WithoutShot(string message)
    {
        const string Shot = "shot 'shot-", End = "': ";
        int end = message.IndexOf(End, StringComparison.Ordinal);
        return !message.StartsWith(Shot, StringComparison.Ordinal) || end < 0 ? message
            : string.Concat(
                char.ToUpperInvariant(message[end + End.Length]).ToString(), message.AsSpan(end + End.Length + 1));
    }

    // Messages of the film's reader name files; the owner of a task knows them as "the picture".
    private static string WithoutPaths(string message, string data)
    {
        int start;
        while ((start = message.IndexOf(data, StringComparison.Ordinal)) >= 0)
        {
            int end = start + data.Length;
            while (end < message.Length
                && (char.IsAsciiLetterOrDigit(message[end]) || message[end] is '/' or '.' or '-' or '_'))
            {
                end++;
            }

            message = string.Concat(message.AsSpan(0, start), "the picture", message.AsSpan(end));
        }

        return message;
    }
}
