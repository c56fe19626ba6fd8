using Throughline.Films;
using Throughline.Media.Video;

namespace Throughline.Editing;

/// <summary>What to cut, and where to.</summary>
public sealed record CutOrder
{
    /// <summary>The film.</summary>
    public required Film Film { get; init; }

    /// <summary>The selected take of every shot, in the film's order.</summary>
    public required IReadOnlyList<CutClip> Clips { get; init; }

    /// <summary>Absolute path of the folder for the results; made if need be.</summary>
    public required string Output { get; init; }

    /// <summary>How the clips are encoded, and so the film.</summary>
    public ClipFormat Format { get; init; } = new();

    /// <summary>The ffmpeg that decodes and encodes the joints.</summary>
    public required Ffmpeg Ffmpeg { get; init; }
}
