using System.Numerics;

namespace Throughline.Stage.Motion;

/// <summary>A beat with its times and its way, as a role plays it.</summary>
public sealed record TimedBeat
{
    /// <summary>Name of the action.</summary>
    public required string Action { get; init; }

    /// <summary>
    /// What is done at the same time, as far as the body can: what needs a part that something before it needs is left
    /// out.
    /// </summary>
    public IReadOnlyList<string> With { get; init; } = [];

    /// <summary>Start, in seconds since the scene began.</summary>
    public required double From { get; init; }

    /// <summary>End, in seconds since the scene began.</summary>
    public required double To { get; init; }

    /// <summary>
    /// The way it goes, world, metres; for the air and for water with its heights. Empty when it stays where it is.
    /// </summary>
    public IReadOnlyList<Vector3> Way { get; init; } = [];

    /// <summary>What it looks at, turns to or points at, world, metres; null for nothing in particular.</summary>
    public Vector3? Target { get; init; }

    /// <summary>Speed against the action's usual, 0.2 to 3.</summary>
    public float Pace { get; init; } = 1;

    /// <summary>How it is done: one of <see cref="ActionLibrary.Manners"/>; others and null are plain.</summary>
    public string? Manner { get; init; }

    /// <summary>
    /// Whether it begins from a standstill; otherwise it is under way when the beat begins, which only a first beat can
    /// be.
    /// </summary>
    public bool SetsOff { get; init; } = true;

    /// <summary>Whether it comes to a standstill at the end of its way; otherwise it would go on.</summary>
    public bool Arrives { get; init; } = true;

    /// <summary>Height of what it sits or rides on above the ground, metres; null for the usual seat.</summary>
    public float? Seat { get; init; }
}
