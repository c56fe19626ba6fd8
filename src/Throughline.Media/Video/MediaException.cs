namespace Throughline.Media.Video;

/// <summary>A clip could not be written or read. The message says what, where, and what to do.</summary>
public sealed class MediaException : Exception
{
    /// <summary>Says what failed and what to do.</summary>
    public MediaException(MediaError code, string message, Exception? innerException = null)
        : base(message, innerException) => Code = code;

    /// <summary>What kind of failure.</summary>
    public MediaError Code { get; }

    /// <summary>ffmpeg's exit code (128 and the signal when a signal ended it); null when it never ran.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The last lines ffmpeg wrote, at most 4096 characters; empty when there are none.</summary>
    public string LastLines { get; init; } = "";
}
