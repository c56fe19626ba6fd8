namespace Throughline.Review;

/// <summary>What the report says of one shot.</summary>
public sealed record ShotReport
{
    /// <summary>The shot's id.</summary>
    public required string Shot { get; init; }

    /// <summary>The engine.</summary>
    public required string Engine { get; init; }

    /// <summary>Why this engine.</summary>
    public required string Why { get; init; }

    /// <summary>The take's key.</summary>
    public required string Take { get; init; }

    /// <summary>The seed.</summary>
    public required long Seed { get; init; }

    /// <summary>The camera's moves, as film.yaml writes them.</summary>
    public required string Camera { get; init; }

    /// <summary>Where the camera went, as it was shot; null where nobody knows.</summary>
    public CameraReview? CameraShot { get; init; }

    /// <summary>
    /// What the prompt asked for and the engine could not show, each with the reason; null in reports of before.
    /// </summary>
    public IReadOnlyList<string>? NotStaged { get; init; }

    /// <summary>First frame of the film that shows the shot.</summary>
    public required int Start { get; init; }

    /// <summary>Frames of the film that show the shot, transitions included.</summary>
    public required int Frames { get; init; }

    /// <summary>The same in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>What the take cost, in US dollars.</summary>
    public required decimal Cost { get; init; }

    /// <summary>How long the shooting took in seconds; null when that is not known.</summary>
    public double? WallSeconds { get; init; }

    /// <summary>Size of the take's clip.</summary>
    public required long ClipBytes { get; init; }

    /// <summary>Frames that went into the film as they were encoded.</summary>
    public required int CopiedFrames { get; init; }

    /// <summary>How well the clip keeps the first frame; null when the frame as rendered was not kept.</summary>
    public FirstFrameReview? FirstFrame { get; init; }

    /// <summary>How the film comes into the shot.</summary>
    public required JointReview Joint { get; init; }
}
