namespace Throughline.Media.Video;

/// <summary>
/// What ffmpeg may take up when it reads a clip, for clips of strangers. A clip that wants more counts as broken.
/// </summary>
public sealed record FfmpegLimits
{
    /// <summary>
    /// Bytes of memory of its own that the program may write to; held by the system (RLIMIT_DATA) where prlimit is
    /// installed.
    /// </summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Largest frame, in pixels.</summary>
    public required int FramePixels { get; init; }

    /// <summary>The most frames that are counted; a longer clip counts as this long.</summary>
    public required int Frames { get; init; }

    /// <summary>Threads that decode: each holds frames of its own.</summary>
    public int Threads { get; init; } = 4;
}
