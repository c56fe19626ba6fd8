namespace Throughline.Stage.Stills;

/// <summary>What the estimate saw in a picture, to explain a depth to the person who looks at it.</summary>
internal sealed record DepthReport
{
    /// <summary>What the picture shows.</summary>
    public required SceneKind Kind { get; init; }

    /// <summary>
    /// Row of the horizon in the picture's own pixels, which may lie outside the picture; null without one.
    /// </summary>
    public double? HorizonRow { get; init; }

    /// <summary>Share of the picture that is sky, 0 to 1.</summary>
    public required double SkyShare { get; init; }

    /// <summary>Share of the picture that is ground, floor or table, 0 to 1.</summary>
    public required double GroundShare { get; init; }

    /// <summary>Share of the picture that belongs to subjects in front, 0 to 1.</summary>
    public required double SubjectShare { get; init; }

    /// <summary>How clearly the subject stands out, 0 (there is none) to 1.</summary>
    public required double SubjectTrust { get; init; }

    /// <summary>How far to trust the depth, 0 (a guess) to 1 (several cues agree).</summary>
    public required double Confidence { get; init; }
}
