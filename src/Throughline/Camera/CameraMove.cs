namespace Throughline.Camera;

/// <summary>One move of a shot. Several moves of a shot add up; each runs over its own span of the shot.</summary>
public sealed record CameraMove
{
    /// <summary>Which move.</summary>
    public required CameraMoveKind Kind { get; init; }

    /// <summary>How far, in the unit of <see cref="Kind"/>; null is the move's usual amount.</summary>
    public double? Amount { get; init; }

    /// <summary>How speed is gained and lost; null is the move's usual easing.</summary>
    public Ease? Ease { get; init; }

    /// <summary>When the move starts, in seconds from the shot's start; null is the start.</summary>
    public decimal? From { get; init; }

    /// <summary>When the move ends, in seconds from the shot's start; null is the end.</summary>
    public decimal? To { get; init; }

    /// <summary>The numbers of <see cref="CameraMoveKind.Six"/>; null for every other kind.</summary>
    public SixNumbers? Six { get; init; }
}
