using System.Numerics;
using Throughline.Stage.Assets;

namespace Throughline.Stage.Motion;

/// <summary>Where a role plays and how it begins.</summary>
public sealed record RoleGround
{
    /// <summary>Height of the ground.</summary>
    public Terrain Ground { get; init; } = Terrain.Flat;

    /// <summary>What it stands on instead of the ground, metres: a floor, a deck, a roof; null for the ground.</summary>
    public float? Floor { get; init; }

    /// <summary>Height of the water's surface, metres; null for none.</summary>
    public float? Water { get; init; }

    /// <summary>Where it begins, world, metres; the height counts for what flies or swims.</summary>
    public Vector3 Start { get; init; }

    /// <summary>Where it faces in the beginning in degrees, 0 towards the audience, positive to its left.</summary>
    public float Heading { get; init; }

    /// <summary>Where the wind blows to and how strong it is, 0 to 1, world.</summary>
    public Vector3 Wind { get; init; }

    /// <summary>The role of the shot before, which this one continues: it begins in that one's pose; null for a fresh start.</summary>
    public Role? Before { get; init; }

    /// <summary>The time in <see cref="Before"/> that becomes this role's beginning, seconds since that scene began.</summary>
    public double BeforeSeconds { get; init; }

    internal float HeightAt(float x, float z) => Floor ?? Ground.HeightAt(x, z);
}
