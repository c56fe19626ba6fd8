using System.Numerics;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Blocking;

/// <summary>A beat with its times and its way.</summary>
public sealed record BlockedBeat
{
    /// <summary>What the scene says of it.</summary>
    public required Beat Beat { get; init; }

    /// <summary>Start in seconds since the scene began.</summary>
    public required double From { get; init; }

    /// <summary>End in seconds since the scene began.</summary>
    public required double To { get; init; }

    /// <summary>The way it goes, world, metres; empty when it stays where it is.</summary>
    public IReadOnlyList<Vector3> Way { get; init; } = [];

    /// <summary>
    /// The part of its way that leads over something, such as a bridge, world, metres; empty for none.
    /// </summary>
    public IReadOnlyList<Vector3> Over { get; init; } = [];

    /// <summary>What it looks at or points to, world, metres; null for nothing in particular.</summary>
    public Vector3? Target { get; init; }

    /// <summary>Number of the actor it is aimed at; null when that is none.</summary>
    public int? TargetActor { get; init; }
}
