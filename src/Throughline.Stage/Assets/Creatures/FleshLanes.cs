using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector256<float>;

namespace Throughline.Stage.Assets;

/// <summary>
/// <see cref="Flesh"/> at eight places at once, as building asks for it: the rows of a block of cells, or a place with
/// the six about it. Lanes: eight places. Space: the creature's, metres. Remainder: none; spare lanes are asked for
/// whatever lies in them. Its scalar twin is <see cref="Flesh.Distance(Vector3, List{FleshBody}, List{FleshBody})"/>,
/// which it meets to rounding.
/// </summary>
internal static class FleshLanes
{
    /// <summary>Distances to the surface, metres.</summary>
    public static V Distance(V x, V y, V z, List<FleshBody> bodies, List<FleshBody> carved)
    {
        var distance = Vector256.Create(float.MaxValue);
        foreach (var body in bodies)
        {
            var other = To(body, x, y, z);
            distance = Vector256.MinNative(distance, other) - Melted(distance, other, body.Blend);
        }

        foreach (var body in carved)
        {
            var other = -To(body, x, y, z);
            distance = Vector256.MaxNative(distance, other) + Melted(distance, other, body.Blend);
        }

        return distance;
    }

    /// <summary>Distance at a place, and the direction in which it grows fastest there, not of unit length.</summary>
    /// <param name="point">The place.</param>
    /// <param name="step">How far from it the six others lie, metres.</param>
    /// <param name="bodies">The bodies that add.</param>
    /// <param name="carved">The bodies that are cut out.</param>
    public static (float Distance, Vector3 Slope) At(
        Vector3 point, float step, List<FleshBody> bodies, List<FleshBody> carved)
    {
        var d = Distance(
            Vector256.Create(point.X) + Vector256.Create(step, -step, 0, 0, 0, 0, 0, 0),
            Vector256.Create(point.Y) + Vector256.Create(0, 0, step, -step, 0, 0, 0, 0),
            Vector256.Create(point.Z) + Vector256.Create(0, 0, 0, 0, step, -step, 0, 0),
            bodies,
            carved);
        return (d[6], new Vector3(d[0] - d[1], d[2] - d[3], d[4] - d[5]) / (2 * step));
    }

    // What two surfaces that are near each other give or take where they melt.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Melted(V distance, V other, float blend)
    {
        var melt = Vector256.MaxNative(Vector256.Create(blend) - Vector256.Abs(distance - other), V.Zero);
        return blend > 0 ? melt * melt * (1 / (4 * blend)) : V.Zero;
    }

    private static V To(FleshBody body, V x, V y, V z)
    {
        x -= Vector256.Create(body.A.X);
        y -= Vector256.Create(body.A.Y);
        z -= Vector256.Create(body.A.Z);
        if (body.Half is not { } half)
        {
            return ToTube(body, x, y, z);
        }

        if (!body.Turn.IsIdentity)
        {
            var back = Quaternion.Conjugate(body.Turn);
            var (right, up, front) = (Vector3.Transform(Vector3.UnitX, back), Vector3.Transform(Vector3.UnitY, back),
                Vector3.Transform(Vector3.UnitZ, back));
            (x, y, z) = (
                (x * right.X) + (y * up.X) + (z * front.X),
                (x * right.Y) + (y * up.Y) + (z * front.Y),
                (x * right.Z) + (y * up.Z) + (z * front.Z));
        }

        return body.Edge < 0 ? ToEllipsoid(x, y, z, half) : ToBox(x, y, z, half, body.Edge);
    }

    private static V ToTube(FleshBody body, V x, V y, V z)
    {
        var way = body.B - body.A;
        var length = way.LengthSquared();
        var along = length < 1e-12f ? V.Zero
            : Vector256.MinNative(
                Vector256.MaxNative(((x * way.X) + (y * way.Y) + (z * way.Z)) * (1 / length), V.Zero), V.One);
        x -= along * way.X;
        y -= along * way.Y;
        z -= along * way.Z;
        var radius = Vector256.Create(body.RadiusA) + (along * (body.RadiusB - body.RadiusA));
        if (body.Flat >= 1)
        {
            return Length(x, y, z) - radius;
        }

        var thin = ((x * body.Thin.X) + (y * body.Thin.Y) + (z * body.Thin.Z)) * ((1 / body.Flat) - 1);
        return (Length(x + (thin * body.Thin.X), y + (thin * body.Thin.Y), z + (thin * body.Thin.Z)) - radius)
            * body.Flat;
    }

    private static V ToEllipsoid(V x, V y, V z, Vector3 half)
    {
        var per = Vector3.One / half;
        (x, y, z) = (x * per.X, y * per.Y, z * per.Z);
        var share = Length(x, y, z);
        var slope = Length(x * per.X, y * per.Y, z * per.Z);
        var middle = Vector256.LessThan(slope, Vector256.Create(1e-6f));
        return Vector256.ConditionalSelect(
            middle, Vector256.Create(-Math.Min(half.X, Math.Min(half.Y, half.Z))),
            share * (share - V.One) / Vector256.ConditionalSelect(middle, V.One, slope));
    }

    private static V ToBox(V x, V y, V z, Vector3 half, float edge)
    {
        x = Vector256.Abs(x) - Vector256.Create(half.X - edge);
        y = Vector256.Abs(y) - Vector256.Create(half.Y - edge);
        z = Vector256.Abs(z) - Vector256.Create(half.Z - edge);
        var outside = Length(
            Vector256.MaxNative(x, V.Zero), Vector256.MaxNative(y, V.Zero), Vector256.MaxNative(z, V.Zero));
        return outside
            + Vector256.MinNative(Vector256.MaxNative(x, Vector256.MaxNative(y, z)), V.Zero) - Vector256.Create(edge);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Length(V x, V y, V z) => Vector256.Sqrt((x * x) + (y * y) + (z * z));
}
