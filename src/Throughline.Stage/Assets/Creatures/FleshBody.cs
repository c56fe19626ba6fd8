using System.Numerics;

namespace Throughline.Stage.Assets;

/// <summary>
/// One swelling of flesh on a bone: a ball drawn out from A to B with a radius at each end, flattened across if wanted;
/// an ellipsoid; or a box with round edges. Distances are negative inside and never larger than the true ones.
/// </summary>
internal sealed record FleshBody
{
    /// <summary>Middle, or the first end.</summary>
    public required Vector3 A { get; init; }

    /// <summary>The second end of a drawn-out ball.</summary>
    public Vector3 B { get; init; }

    /// <summary>Radii at both ends.</summary>
    public float RadiusA { get; init; }

    /// <inheritdoc cref="RadiusA"/>
    public float RadiusB { get; init; }

    /// <summary>Half sizes of an ellipsoid or box; null for a drawn-out ball.</summary>
    public Vector3? Half { get; init; }

    /// <summary>Radius of a box's edges; negative for an ellipsoid.</summary>
    public float Edge { get; init; } = -1;

    /// <summary>From the body's own axes to the creature's, for ellipsoids and boxes.</summary>
    public Quaternion Turn { get; init; } = Quaternion.Identity;

    /// <summary>Unit direction in which a drawn-out ball is flattened.</summary>
    public Vector3 Thin { get; init; } = Vector3.UnitZ;

    /// <summary>Thickness along <see cref="Thin"/> against the width; 1 is round.</summary>
    public float Flat { get; init; } = 1;

    /// <summary>How far it melts into its neighbours, metres.</summary>
    public float Blend { get; init; } = 0.02f;

    /// <summary>Whether it is cut out instead of added.</summary>
    public bool Carve { get; init; }

    /// <summary>Bone at the first end.</summary>
    public required int Bone { get; init; }

    /// <summary>Bone at the second end; -1 for the same.</summary>
    public int BoneB { get; init; } = -1;

    /// <summary>Colour that multiplies the material's, linear light.</summary>
    public Vector3 Tint { get; init; } = Vector3.One;

    /// <summary>
    /// How eagerly its colour spreads over its neighbours', in metres: a bias on the distance by which colours compete.
    /// </summary>
    public float TintReach { get; init; }

    /// <summary>A ball.</summary>
    public static FleshBody Ball(int bone, Vector3 middle, float radius, float blend) =>
        Tube(bone, middle, middle, radius, radius, blend);

    /// <summary>A ball drawn out from <paramref name="a"/> to <paramref name="b"/>.</summary>
    public static FleshBody Tube(int bone, Vector3 a, Vector3 b, float radiusA, float radiusB, float blend) =>
        new() { A = a, B = b, RadiusA = radiusA, RadiusB = radiusB, Blend = blend, Bone = bone };

    /// <summary>An ellipsoid.</summary>
    public static FleshBody Egg(int bone, Vector3 middle, Vector3 half, float blend, Quaternion? turn = null) =>
        new() { A = middle, B = middle, Half = half, Blend = blend, Bone = bone, Turn = turn ?? Quaternion.Identity };

    /// <summary>A box with round edges.</summary>
    public static FleshBody Box(
        int bone, Vector3 middle, Vector3 half, float edge, float blend, Quaternion? turn = null) =>
        new()
        {
            A = middle,
            B = middle,
            Half = half,
            Edge = edge,
            Blend = blend,
            Bone = bone,
            Turn = turn ?? Quaternion.Identity,
        };

    /// <summary>Distance from a point to the surface, metres.</summary>
    public float Distance(Vector3 point) => Half is { } half
        ? Edge < 0 ? ToEllipsoid(point, half) : ToBox(point, half)
        : ToTube(point);

    /// <summary>Where along A to B a point is, 0 to 1.</summary>
    public float Along(Vector3 point)
    {
        var way = B - A;
        var length = way.LengthSquared();
        return Half is not null || length < 1e-12f ? 0 : Math.Clamp(Vector3.Dot(point - A, way) / length, 0, 1);
    }

    /// <summary>Half the size of a box about A (and B) that holds it.</summary>
    public float Reach => Half is { } half ? half.Length() : Math.Max(RadiusA, RadiusB);

    private float ToTube(Vector3 point)
    {
        var along = Along(point);
        var across = point - Vector3.Lerp(A, B, along);
        var radius = RadiusA + (along * (RadiusB - RadiusA));
        if (Flat >= 1)
        {
            return across.Length() - radius;
        }

        var thin = Vector3.Dot(across, Thin);
        var squeezed = across + (Thin * (thin * ((1 / Flat) - 1)));
        return (squeezed.Length() - radius) * Flat;
    }

    private float ToEllipsoid(Vector3 point, Vector3 half)
    {
        var local = Vector3.Transform(point - A, Quaternion.Conjugate(Turn));
        var share = (local / half).Length();
        var slope = (local / (half * half)).Length();
        return slope < 1e-6f ? -Math.Min(half.X, Math.Min(half.Y, half.Z)) : share * (share - 1) / slope;
    }

    private float ToBox(Vector3 point, Vector3 half)
    {
        var local = Vector3.Abs(Vector3.Transform(point - A, Quaternion.Conjugate(Turn))) - half + new Vector3(Edge);
        var outside = Vector3.Max(local, Vector3.Zero).Length();
        return outside + Math.Min(Math.Max(local.X, Math.Max(local.Y, local.Z)), 0) - Edge;
    }
}
