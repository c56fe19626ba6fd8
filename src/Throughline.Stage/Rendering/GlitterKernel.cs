using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using F = System.Runtime.Intrinsics.Vector512<float>;
using I = System.Runtime.Intrinsics.Vector512<int>;

namespace Throughline.Stage.Rendering;

/// <summary>
/// Grains of snow that catch the sun: in each cell of a few pixels' size one grain with a direction of its own, which
/// flashes where it lies between the eye and the sun. Cells lie on the surface and double in size with the distance, so
/// a grain stays where it is while the camera moves, and lights up and goes out slowly. Lanes: sixteen pixels. Space:
/// rest places.
/// </summary>
internal static unsafe class GlitterKernel
{
    // Of a cell's side, how far a grain reaches; and the share of directions in which it flashes.
    private const float Grain = 0.32f;
    private const float Flash = 0.03f;

    /// <summary>How bright the grains are, in multiples of the surface's colour.</summary>
    /// <param name="strip">The row.</param>
    /// <param name="x">First of the sixteen lanes.</param>
    /// <param name="pixel">How large a pixel is there, metres.</param>
    /// <param name="rig">The light.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F At(RowStrip strip, int x, F pixel, in LightRig rig)
    {
        // The next power of two above twice a pixel; farther off than two centimetres a pixel nothing is left of it.
        var size = Vector512.AsSingle(
            (Vector512.AsInt32(Wide.Max(pixel * Wide.Of(2), Wide.Of(0.006f))) & Vector512.Create(0x7F800000))
                + Vector512.Create(0x00800000));
        var fades = Wide.Saturate(Wide.Of(1.4f) - (pixel * Wide.Of(50)));
        if (!Vector512.GreaterThanAny(fades, F.Zero))
        {
            return F.Zero;
        }

        var per = F.One / size;
        F u = Vector512.Load(strip.Rx + x) * per, v = Vector512.Load(strip.Rz + x) * per;
        F cellU = Vector512.Floor(u), cellV = Vector512.Floor(v);
        var hash = Hash(
            Vector512.ConvertToInt32Native(cellU)
                * Vector512.Create(0x2C1B3C6D) ^ (Vector512.ConvertToInt32Native(cellV)
                    * Vector512.Create(0x297A2D39)) ^ Vector512.AsInt32(size));
        var again = Hash(hash ^ Vector512.Create(0x1B56C4E9));
        F a = To01(hash), b = To01(hash >>> 12), c = To01(again), d = To01(again >>> 12);
        var du = u - cellU - Wide.Fma(a, Wide.Of(1 - (2 * Grain)), Wide.Of(Grain));
        var dv = v - cellV - Wide.Fma(b, Wide.Of(1 - (2 * Grain)), Wide.Of(Grain));
        var spot = Wide.Saturate(F.One - (Wide.Fma(du, du, dv * dv) * Wide.Of(1 / (Grain * Grain))));

        // The way half between eye and sun turns each grain's own phase; it flashes in a small part of a turn.
        F hx = Wide.Of(rig.SunDirection.X) - Vector512.Load(strip.Vx + x), hy = Wide.Of(rig.SunDirection.Y)
            - Vector512.Load(strip.Vy + x), hz = Wide.Of(rig.SunDirection.Z) - Vector512.Load(strip.Vz + x);
        var half = F.One / Vector512.Sqrt(Wide.Max(Wide.Fma(hx, hx, Wide.Fma(hy, hy, hz * hz)), Wide.Of(1e-4f)));
        var turn = Wide.Fma(
            Wide.Fma(hx, a - Wide.Of(0.5f), Wide.Fma(hy, c - Wide.Of(0.5f), hz * (d - Wide.Of(0.5f)))),
            half * Wide.Of(6), c + d);
        turn -= Vector512.Floor(turn);
        var flash = Wide.Saturate(F.One - (Vector512.Abs(turn - Wide.Of(0.5f)) * Wide.Of(2 / Flash)));
        var light = MathF.Max(MathF.Max(rig.Sun.X, rig.Sun.Y), rig.Sun.Z);
        return spot * flash * fades * Vector512.Load(strip.Sun + x) * Wide.Of(3f * light);
    }

    private static I Hash(I value)
    {
        value = (value ^ (value >>> 15)) * Vector512.Create(0x2C1B3C6D);
        value = (value ^ (value >>> 12)) * Vector512.Create(0x297A2D39);
        return value ^ (value >>> 15);
    }

    private static F To01(I hash) => Vector512.ConvertToSingle(hash & Vector512.Create(0xFFF)) * Wide.Of(1f / 4096);
}
