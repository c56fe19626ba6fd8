using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using F = System.Runtime.Intrinsics.Vector512<float>;

namespace Throughline.Stage.Rendering;

/// <summary>
/// Air between the camera and the surfaces of a row: light is lost and the air's own light is added, thinning with
/// height and warm towards the sun. Lanes: sixteen pixels.
/// </summary>
internal static unsafe class FogKernel
{
    /// <summary>Puts air over the colours of all lanes but the sky's.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Paint(RowStrip strip, in LightRig rig)
    {
        if (rig.FogDensity <= 0)
        {
            return;
        }

        for (var x = strip.First; x < strip.End; x += 16)
        {
            var sky = Vector512.LessThan(Vector512.Load(strip.Surface + x), Vector512<int>.Zero);
            if (Vector512.EqualsAll(sky, Vector512<int>.AllBitsSet))
            {
                continue;
            }

            F dx = Vector512.Load(strip.Vx + x), dy = Vector512.Load(strip.Vy + x), dz = Vector512.Load(strip.Vz + x);
            var distance = Vector512.Load(strip.Distance + x);
            var clear = Clear(distance, dy * distance, rig);
            if (Vector512.GreaterThanAll(clear, Wide.Of(0.9985f)))
            {
                continue;
            }

            Colour(dx, dy, dz, rig, out var fr, out var fg, out var fb);
            clear = Vector512.ConditionalSelect(sky.AsSingle(), F.One, clear);
            Wide.Lerp(fr, Vector512.Load(strip.R + x), clear).Store(strip.R + x);
            Wide.Lerp(fg, Vector512.Load(strip.G + x), clear).Store(strip.G + x);
            Wide.Lerp(fb, Vector512.Load(strip.B + x), clear).Store(strip.B + x);
        }
    }

    /// <summary>Share of light that comes through the air.</summary>
    /// <param name="distance">Metres.</param>
    /// <param name="rise">Metres from the camera's height up.</param>
    /// <param name="rig">The light.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F Clear(F distance, F rise, in LightRig rig)
    {
        // The mean of exp(-height / scale) over the way, which has a closed form.
        const float ToTwo = 1.442695f;
        var steep = Wide.Min(Wide.Max(rise * Wide.Of(rig.FogPerHeight), Wide.Of(-8f)), Wide.Of(30f));
        var level = Vector512.LessThan(Vector512.Abs(steep), Wide.Of(0.01f));
        var safe = Vector512.ConditionalSelect(level, F.One, steep);
        var mean = Vector512.ConditionalSelect(
            level, F.One - (steep * Wide.Of(0.5f)), (F.One - Wide.Exp2(steep * Wide.Of(-ToTwo))) / safe);
        return Wide.Exp2(distance * mean * Wide.Of(-rig.FogAtEye * ToTwo));
    }

    /// <summary>The air's own light in a direction.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Colour(F dx, F dy, F dz, in LightRig rig, out F r, out F g, out F b)
    {
        var toSun = Wide.Fma(
            dx, Wide.Of(rig.SunDirection.X),
            Wide.Fma(dy, Wide.Of(rig.SunDirection.Y), dz * Wide.Of(rig.SunDirection.Z)));
        var near = Wide.Saturate(Wide.Fma(toSun, Wide.Of(0.5f), Wide.Of(0.5f)));
        var warm = near * near;
        warm = warm * warm;
        var glow = warm * warm * near * Wide.Of(0.22f);
        r = Wide.Fma(
            glow, Wide.Of(rig.SunHorizon.X),
            Wide.Lerp(Wide.Of(rig.Fog.X), Wide.Of(rig.SunHorizon.X), warm * Wide.Of(0.9f)));
        g = Wide.Fma(
            glow, Wide.Of(rig.SunHorizon.Y),
            Wide.Lerp(Wide.Of(rig.Fog.Y), Wide.Of(rig.SunHorizon.Y), warm * Wide.Of(0.9f)));
        b = Wide.Fma(
            glow, Wide.Of(rig.SunHorizon.Z),
            Wide.Lerp(Wide.Of(rig.Fog.Z), Wide.Of(rig.SunHorizon.Z), warm * Wide.Of(0.9f)));
        if (rig.SkyFlat > 0)
        {
            var flat = Wide.Of(rig.SkyFlat);
            r = Wide.Lerp(r, Wide.Of(rig.SkyColour.X), flat);
            g = Wide.Lerp(g, Wide.Of(rig.SkyColour.Y), flat);
            b = Wide.Lerp(b, Wide.Of(rig.SkyColour.Z), flat);
        }
    }
}
