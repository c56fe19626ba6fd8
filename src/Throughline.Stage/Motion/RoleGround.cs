using System.Numerics;
using Throughline.Stage.Assets;

namespace Throughline.Stage.Motion;

/// <summary>Where a role plays and how it begins.</summary>
public sealed record RoleGround
{
    /// <summary>Height of the ground.</summary>
    public Terrain Ground { get; init; } = Terrain.Flat;

    /// <summary>
    /// What it stands on instead of the ground, metres: a floor, a deck, a roof; null for the ground.
    /// </summary>
    public float? Floor { get; init; }

    /// <summary>
    /// A way over something, such as a bridge, in world metres: near it one stands on it, elsewhere on the ground;
    /// empty for none.
    /// </summary>
    public IReadOnlyList<Vector3> Over { get; init; } = [];

    /// <summary>Height of the water's surface, metres; null for none.</summary>
    public float? Water { get; init; }

    /// <summary>Where it begins, world, metres; the height counts for what flies or swims.</summary>
    public Vector3 Start { get; init; }

    /// <summary>Where it faces in the beginning in degrees, 0 towards the audience, positive to its left.</summary>
    public float Heading { get; init; }

    /// <summary>Where the wind blows to and how strong it is, 0 to 1, world.</summary>
    public Vector3 Wind { get; init; }

    /// <summary>
    /// The role of the shot before, which this one continues: it begins in that one's pose; null for a fresh start.
    /// </summary>
    public Role? Before { get; init; }

    /// <summary>
    /// The time in <see cref="Before"/> that becomes this role's beginning, seconds since that scene began.
    /// </summary>
    public double BeforeSeconds { get; init; }

    /// <summary>What is put into its hand besides what belongs to its look; null for nothing.</summary>
    public Model? InHand { get; init; }

    internal float HeightAt(float x, float z) => Floor ?? Math.Max(Ground.HeightAt(x, z), OverAt(x, z));

    // Height of the way over at a place beside it; far below everything where there is none.
    private float OverAt(float x, float z)
    {
        const float Reach = 1.1f;
        var height = float.MinValue;
        for (var i = 0; i + 1 < Over.Count; i++)
        {
            var (from, to) = (Over[i], Over[i + 1]);
            var along = new Vector2(to.X - from.X, to.Z - from.Z);
            var share = Vector2.Dot(new Vector2(x - from.X, z - from.Z), along) / Math.Max(
                along.LengthSquared(), 1e-6f);
            var nearest = Vector2.Lerp(new(from.X, from.Z), new(to.X, to.Z), Math.Clamp(share, 0, 1));
            if (share is > -0.02f and < 1.02f && Vector2.DistanceSquared(nearest, new(x, z)) < Reach * Reach)
            {
                height = Math.Max(height, from.Y + ((to.Y - from.Y) * Math.Clamp(share, 0, 1)));
            }
        }

        return height;
    }
}
