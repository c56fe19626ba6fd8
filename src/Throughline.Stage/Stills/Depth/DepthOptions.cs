using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>How a picture's depth is estimated.</summary>
internal sealed record DepthOptions
{
    /// <summary>Threads to use, at least 1. The depth is the same whatever the number.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>
    /// Where the subject is known to be, a matte of the whole picture of whatever size; null to look for it.
    /// </summary>
    public MattePicture? Subject { get; init; }

    /// <summary>Longer side in pixels of the reduced picture that the cues are read from, 64 to 1024.</summary>
    public int WorkSide { get; init; } = 384;
}
