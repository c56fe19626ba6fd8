using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using F = System.Runtime.Intrinsics.Vector512<float>;
using I = System.Runtime.Intrinsics.Vector512<int>;

namespace Throughline.Stage.Rendering;

/// <summary>
/// Smooth chance over a plane or space, anchored to its coordinates: lattice values joined by smooth steps, and cells
/// with a point in each. Lanes: sixteen places. Values are 0 to 1. Each function has a scalar twin that gives the same
/// bits.
/// </summary>
internal static class Noise
{
    private const int Px = 0x2C1B3C6D, Py = 0x297A2D39, Pz = 0x1B56C4E9, Mix = 0x45D9F3B;
    private const float To01 = 1f / 16777216f;

    /// <summary>Value noise over a plane.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F Plane(F x, F y)
    {
        var wholeX = Vector512.Floor(x);
        var wholeY = Vector512.Floor(y);
        var tx = x - wholeX;
        var ty = y - wholeY;
        tx = tx * tx * Vector512.FusedMultiplyAdd(tx, Vector512.Create(-2f), Vector512.Create(3f));
        ty = ty * ty * Vector512.FusedMultiplyAdd(ty, Vector512.Create(-2f), Vector512.Create(3f));
        var hx = Vector512.ConvertToInt32Native(wholeX) * Vector512.Create(Px);
        var hy = Vector512.ConvertToInt32Native(wholeY) * Vector512.Create(Py);
        var hx1 = hx + Vector512.Create(Px);
        var hy1 = hy + Vector512.Create(Py);
        var top = Vector512.FusedMultiplyAdd(tx, Value(hx1 ^ hy) - Value(hx ^ hy), Value(hx ^ hy));
        var bottom = Vector512.FusedMultiplyAdd(tx, Value(hx1 ^ hy1) - Value(hx ^ hy1), Value(hx ^ hy1));
        return Vector512.FusedMultiplyAdd(ty, bottom - top, top) * Vector512.Create(To01);
    }

    /// <summary>The scalar twin of <see cref="Plane(F, F)"/>.</summary>
    public static float Plane(float x, float y)
    {
        float wholeX = MathF.Floor(x), wholeY = MathF.Floor(y);
        float tx = x - wholeX, ty = y - wholeY;
        tx = tx * tx * MathF.FusedMultiplyAdd(tx, -2f, 3f);
        ty = ty * ty * MathF.FusedMultiplyAdd(ty, -2f, 3f);
        unchecked
        {
            int hx = (int)wholeX * Px, hy = (int)wholeY * Py;
            int hx1 = hx + Px, hy1 = hy + Py;
            var top = MathF.FusedMultiplyAdd(tx, Value(hx1 ^ hy) - Value(hx ^ hy), Value(hx ^ hy));
            var bottom = MathF.FusedMultiplyAdd(tx, Value(hx1 ^ hy1) - Value(hx ^ hy1), Value(hx ^ hy1));
            return MathF.FusedMultiplyAdd(ty, bottom - top, top) * To01;
        }
    }

    /// <summary>Value noise in space.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F Space(F x, F y, F z)
    {
        var wholeX = Vector512.Floor(x);
        var wholeY = Vector512.Floor(y);
        var wholeZ = Vector512.Floor(z);
        var tx = x - wholeX;
        var ty = y - wholeY;
        var tz = z - wholeZ;
        tx = tx * tx * Vector512.FusedMultiplyAdd(tx, Vector512.Create(-2f), Vector512.Create(3f));
        ty = ty * ty * Vector512.FusedMultiplyAdd(ty, Vector512.Create(-2f), Vector512.Create(3f));
        tz = tz * tz * Vector512.FusedMultiplyAdd(tz, Vector512.Create(-2f), Vector512.Create(3f));
        var hx = Vector512.ConvertToInt32Native(wholeX) * Vector512.Create(Px);
        var hy = Vector512.ConvertToInt32Native(wholeY) * Vector512.Create(Py);
        var hz = Vector512.ConvertToInt32Native(wholeZ) * Vector512.Create(Pz);
        var hx1 = hx + Vector512.Create(Px);
        var near = Sheet(hx, hx1, hy, hz, tx, ty);
        var far = Sheet(hx, hx1, hy, hz + Vector512.Create(Pz), tx, ty);
        return Vector512.FusedMultiplyAdd(tz, far - near, near) * Vector512.Create(To01);
    }

    /// <summary>The scalar twin of <see cref="Space(F, F, F)"/>.</summary>
    public static float Space(float x, float y, float z)
    {
        float wholeX = MathF.Floor(x), wholeY = MathF.Floor(y), wholeZ = MathF.Floor(z);
        float tx = x - wholeX, ty = y - wholeY, tz = z - wholeZ;
        tx = tx * tx * MathF.FusedMultiplyAdd(tx, -2f, 3f);
        ty = ty * ty * MathF.FusedMultiplyAdd(ty, -2f, 3f);
        tz = tz * tz * MathF.FusedMultiplyAdd(tz, -2f, 3f);
        unchecked
        {
            int hx = (int)wholeX * Px, hy = (int)wholeY * Py, hz = (int)wholeZ * Pz;
            var near = Sheet(hx, hx + Px, hy, hz, tx, ty);
            var far = Sheet(hx, hx + Px, hy, hz + Pz, tx, ty);
            return MathF.FusedMultiplyAdd(tz, far - near, near) * To01;
        }
    }

    /// <summary>Noise of a plane's cells: one value for each whole place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F Cell(I x, I y) =>
        Value((x * Vector512.Create(Px)) ^ (y * Vector512.Create(Py))) * Vector512.Create(To01);

    /// <summary>One value for each whole place in space.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F Cell(I x, I y, I z) =>
        Value((x * Vector512.Create(Px)) ^ (y * Vector512.Create(Py)) ^ (z * Vector512.Create(Pz))) * Vector512.Create(
            To01);

    /// <summary>The scalar twin of <see cref="Cell(I, I)"/>.</summary>
    public static float Cell(int x, int y) => Value(unchecked((x * Px) ^ (y * Py))) * To01;

    /// <summary>Three octaves of <see cref="Plane(F, F)"/>, the first half of the whole.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F Clouds(F x, F y)
    {
        var first = Plane(x, y);
        var second = Plane(Turn(x, y, 2.03f), Turn(y, -x, 2.03f));
        var third = Plane(Turn(x, y, 4.21f) + Vector512.Create(17.3f), Turn(y, -x, 4.21f) - Vector512.Create(5.9f));
        return (first * Vector512.Create(0.57f))
            + (second * Vector512.Create(0.28f)) + (third * Vector512.Create(0.15f));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F Turn(F x, F y, float scale) =>
        Vector512.FusedMultiplyAdd(x, Vector512.Create(0.8f * scale), y * Vector512.Create(0.6f * scale));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F Sheet(I hx, I hx1, I hy, I hz, F tx, F ty)
    {
        var hyz = hy ^ hz;
        var hyz1 = (hy + Vector512.Create(Py)) ^ hz;
        var v00 = Value(hx ^ hyz);
        var v01 = Value(hx ^ hyz1);
        var top = Vector512.FusedMultiplyAdd(tx, Value(hx1 ^ hyz) - v00, v00);
        var bottom = Vector512.FusedMultiplyAdd(tx, Value(hx1 ^ hyz1) - v01, v01);
        return Vector512.FusedMultiplyAdd(ty, bottom - top, top);
    }

    private static float Sheet(int hx, int hx1, int hy, int hz, float tx, float ty)
    {
        int hyz = hy ^ hz, hyz1 = unchecked(hy + Py) ^ hz;
        var top = MathF.FusedMultiplyAdd(tx, Value(hx1 ^ hyz) - Value(hx ^ hyz), Value(hx ^ hyz));
        var bottom = MathF.FusedMultiplyAdd(tx, Value(hx1 ^ hyz1) - Value(hx ^ hyz1), Value(hx ^ hyz1));
        return MathF.FusedMultiplyAdd(ty, bottom - top, top);
    }

    // 0 to 2^24: exact as a float.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F Value(I hash)
    {
        hash = (hash ^ (hash >>> 15)) * Vector512.Create(Mix);
        return Vector512.ConvertToSingle((hash ^ (hash >>> 13)) & Vector512.Create(0xFFFFFF));
    }

    private static float Value(int hash)
    {
        hash = unchecked((hash ^ (hash >>> 15)) * Mix);
        return (hash ^ (hash >>> 13)) & 0xFFFFFF;
    }
}
