namespace Throughline.Camera;

/// <summary>What there is to know about one camera move: a row of <see cref="CameraMoves"/>.</summary>
public sealed record CameraMoveInfo
{
    /// <summary>Which move.</summary>
    public required CameraMoveKind Kind { get; init; }

    /// <summary>The name film.yaml and <c>--camera</c> use.</summary>
    public required string Name { get; init; }

    /// <summary>What the amount counts.</summary>
    public required CameraUnit Unit { get; init; }

    /// <summary>The amount when none is given.</summary>
    public required double Usual { get; init; }

    /// <summary>The smallest amount.</summary>
    public required double Minimum { get; init; }

    /// <summary>The largest amount: what the picture can bear.</summary>
    public required double Maximum { get; init; }

    /// <summary>The easing when none is given.</summary>
    public required Ease UsualEase { get; init; }

    /// <summary>The move, in a line.</summary>
    public required string Description { get; init; }

    /// <summary>The move that goes the other way, when there is one.</summary>
    public CameraMoveKind? Opposite { get; init; }

    /// <summary>The other names this move goes by in the field; not accepted, only understood.</summary>
    public IReadOnlyList<string> AlsoCalled { get; init; } = [];
}
