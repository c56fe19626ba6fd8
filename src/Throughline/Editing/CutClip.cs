using Throughline.Camera;
using Throughline.Films;
using Throughline.Review;

namespace Throughline.Editing;

/// <summary>The selected take of one shot, ready to be cut.</summary>
public sealed record CutClip
{
    /// <summary>The shot.</summary>
    public required Shot Shot { get; init; }

    /// <summary>The take's key.</summary>
    public required string Take { get; init; }

    /// <summary>Absolute path of the clip.</summary>
    public required string File { get; init; }

    /// <summary>What the timeline names the clip by, as a URL; null for its place as seen from the results.</summary>
    public string? Url { get; init; }

    /// <summary>Frames the clip holds, <see cref="Head"/> included.</summary>
    public required int Frames { get; init; }

    /// <summary>
    /// Frames at the clip's start that the film leaves out: 1 when frame 0 repeats the shot before, else 0.
    /// </summary>
    public int Head { get; init; }

    /// <summary>Name of the engine that shot the take.</summary>
    public required string Engine { get; init; }

    /// <summary>Why this engine, in words.</summary>
    public string Why { get; init; } = "";

    /// <summary>What the take cost, in US dollars.</summary>
    public decimal Cost { get; init; }

    /// <summary>How long the shooting took; null when that is not known.</summary>
    public TimeSpan? WallTime { get; init; }

    /// <summary>The camera's pose at every frame of the clip, as it was shot; empty when nobody knows.</summary>
    public IReadOnlyList<CameraPose> Camera { get; init; } = [];

    /// <summary>
    /// Absolute path of frame 0 as rendered, lossless; the review measures the clip against it. Null: not kept.
    /// </summary>
    public string? FirstPicture { get; init; }

    /// <summary>Absolute path of the last frame as rendered, lossless. Null: not kept.</summary>
    public string? LastPicture { get; init; }

    /// <summary>What production saw in the clip; null when nobody has looked yet.</summary>
    public ClipReview? Review { get; init; }

    /// <summary>What the prompt asked for and the engine could not show, each with the reason.</summary>
    public IReadOnlyList<string> NotStaged { get; init; } = [];

    /// <summary>Frames the clip has to offer to the film.</summary>
    internal int Usable => Frames - Head;
}
