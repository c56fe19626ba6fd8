using System.Numerics;

namespace Throughline.Stage.Assets;

/// <summary>A part of an arm or leg as cloth meets it: a cone on a bone. Metres, model space.</summary>
/// <param name="Bone">The bone that carries it.</param>
/// <param name="From">Its first end.</param>
/// <param name="To">Its second end.</param>
/// <param name="FromRadius">Radius at the first end.</param>
/// <param name="ToRadius">Radius at the second end.</param>
internal readonly record struct Limb(int Bone, Vector3 From, Vector3 To, float FromRadius, float ToRadius)
{
    // Beyond its ends it fades over this share of its length, so that cloth leaves it without a step.
    private const float End = 0.15f;

    // In radii: what lies farther in is the cloth of another side.
    private const float Deepest = 4;

    /// <summary>Where its bone carries it.</summary>
    /// <param name="bones">For each bone 16 numbers: the images of X, Y, Z and the origin, each padded with 0.</param>
    public Limb Posed(ReadOnlySpan<float> bones)
    {
        var m = bones.Slice(16 * Bone, 16);
        var (x, y, z, origin) = (new Vector3(m[..3]), new Vector3(m.Slice(4, 3)), new Vector3(m.Slice(8, 3)),
            new Vector3(m.Slice(12, 3)));
        return this with
        {
            From = origin + (x * From.X) + (y * From.Y) + (z * From.Z),
            To = origin + (x * To.X) + (y * To.Y) + (z * To.Z),
        };
    }

    /// <summary>How far a place has to go along a direction to be outside, metres; 0 where it is.</summary>
    public float WayOut(Vector3 place, Vector3 direction)
    {
        var axis = To - From;
        var length = axis.LengthSquared();
        var off = place - From;
        var along = Vector3.Dot(off, axis) / length;
        var share = Math.Clamp((Math.Min(along, 1 - along) + End) / End, 0, 1);
        if (share <= 0)
        {
            return 0;
        }

        // Across the axis, where the limb is a disc.
        var radius = FromRadius + (Math.Clamp(along, 0, 1) * (ToRadius - FromRadius));
        var across = off - (axis * along);
        var way = direction - (axis * (Vector3.Dot(direction, axis) / length));
        var (a, b, c) = (way.LengthSquared(), Vector3.Dot(across, way), across.LengthSquared() - (radius * radius));
        var inside = (b * b) - (a * c);
        if (a < 0.05f || inside <= 0)
        {
            return 0;
        }

        var exit = (MathF.Sqrt(inside) - b) / a;
        return exit <= 0 || exit > Deepest * radius ? 0 : exit * share;
    }
}
