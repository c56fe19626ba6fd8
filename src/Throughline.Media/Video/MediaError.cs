namespace Throughline.Media.Video;

/// <summary>Why a clip could not be written or read.</summary>
public enum MediaError
{
    /// <summary>ffmpeg (or ffprobe) was not found or cannot be started.</summary>
    FfmpegMissing,

    /// <summary>This ffmpeg lacks the encoder.</summary>
    EncoderMissing,

    /// <summary>ffmpeg ended with an error.</summary>
    FfmpegFailed,

    /// <summary>The output cannot be written.</summary>
    Unwritable,

    /// <summary>The disk is full.</summary>
    DiskFull,

    /// <summary>There is no such clip.</summary>
    Missing,

    /// <summary>The file is not a clip, or is broken.</summary>
    NotAClip,

    /// <summary>ffmpeg gave no answer within the time allowed.</summary>
    TimedOut,
}
