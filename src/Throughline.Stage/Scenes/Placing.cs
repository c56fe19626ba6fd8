using System.Numerics;

namespace Throughline.Stage.Scenes;

/// <summary>Where a subject is.</summary>
public sealed record Placing
{
    /// <summary>The relation to <see cref="To"/>.</summary>
    public Relation Relation { get; init; } = Relation.Near;

    /// <summary>
    /// Id of a subject, or the name of one of the set's anchors (<c>path</c>, <c>shore</c>, <c>door</c>, <c>table</c>);
    /// null is the mark, the middle of the stage.
    /// </summary>
    public string? To { get; init; }

    /// <summary>A second one for <see cref="Relation.Between"/>.</summary>
    public string? And { get; init; }

    /// <summary>
    /// Exact place on the ground in metres, set axes, X right and Y towards the audience (+Z); overrides the relation.
    /// </summary>
    public Vector2? At { get; init; }

    /// <summary>
    /// Where it faces in degrees, 0 towards the audience, positive to its left (anticlockwise seen from above); null
    /// lets blocking decide.
    /// </summary>
    public float? Facing { get; init; }
}
