using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using F = System.Runtime.Intrinsics.Vector512<float>;

namespace Throughline.Stage.Rendering;

/// <summary>
/// The sky in a direction: a gradient that warms about the sun, clouds, the disc of sun or moon, stars. Lanes: sixteen
/// directions.
/// </summary>
internal static unsafe class SkyKernel
{
    /// <summary>Fills the colours of the lanes that show the sky.</summary>
    public static void Paint(RowStrip strip, in ViewBasis view, in LightRig rig)
    {
        for (var x = strip.First; x < strip.End; x += 16)
        {
            var mine = Vector512.LessThan(Vector512.Load(strip.Surface + x), Vector512<int>.Zero);
            if (!Vector512.EqualsAny(mine, Vector512<int>.AllBitsSet))
            {
                continue;
            }

            Whole(
                Vector512.Load(strip.Vx + x), Vector512.Load(strip.Vy + x), Vector512.Load(strip.Vz + x), rig,
                1 / view.Focal, out var r, out var g, out var b);
            var masks = mine.AsSingle();
            Vector512.ConditionalSelect(masks, r, Vector512.Load(strip.R + x)).Store(strip.R + x);
            Vector512.ConditionalSelect(masks, g, Vector512.Load(strip.G + x)).Store(strip.G + x);
            Vector512.ConditionalSelect(masks, b, Vector512.Load(strip.B + x)).Store(strip.B + x);
        }
    }

    /// <summary>The sky with everything in it.</summary>
    /// <param name="dx">Unit directions.</param>
    /// <param name="dy">Up.</param>
    /// <param name="dz">Towards the audience.</param>
    /// <param name="rig">The light.</param>
    /// <param name="pixel">Size of a pixel in radians.</param>
    /// <param name="r">Takes red.</param>
    /// <param name="g">Takes green.</param>
    /// <param name="b">Takes blue.</param>
    public static void Whole(F dx, F dy, F dz, in LightRig rig, float pixel, out F r, out F g, out F b)
    {
        Gradient(dx, dy, dz, rig, out r, out g, out b);
        if (rig.SkyFlat < 1)
        {
            if (rig.Stars > 0.01f)
            {
                AddStars(dx, dy, dz, rig, pixel, ref r, ref g, ref b);
            }

            if (rig.SunSize > 0)
            {
                AddDisc(dx, dy, dz, rig, ref r, ref g, ref b);
            }

            if (rig.Clouds > 0.01f)
            {
                AddClouds(dx, dy, dz, rig, ref r, ref g, ref b);
            }
        }

        if (rig.SkyFlat > 0)
        {
            r = Wide.Lerp(r, Wide.Of(rig.SkyColour.X), Wide.Of(rig.SkyFlat));
            g = Wide.Lerp(g, Wide.Of(rig.SkyColour.Y), Wide.Of(rig.SkyFlat));
            b = Wide.Lerp(b, Wide.Of(rig.SkyColour.Z), Wide.Of(rig.SkyFlat));
        }
    }

    /// <summary>The sky without anything in it; below the horizon it goes over to the ground's light.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Gradient(F dx, F dy, F dz, in LightRig rig, out F r, out F g, out F b)
    {
        var toSun = Wide.Fma(
            dx, Wide.Of(rig.SunDirection.X),
            Wide.Fma(dy, Wide.Of(rig.SunDirection.Y), dz * Wide.Of(rig.SunDirection.Z)));
        var up = Wide.Max(dy, F.Zero);
        var low = Wide.Exp2(up * Wide.Of(-5.2f));
        var near = Wide.Saturate(Wide.Fma(toSun, Wide.Of(0.5f), Wide.Of(0.5f)));
        var warm = near * near;
        warm = warm * warm;
        r = Wide.Lerp(Wide.Of(rig.Horizon.X), Wide.Of(rig.SunHorizon.X), warm);
        g = Wide.Lerp(Wide.Of(rig.Horizon.Y), Wide.Of(rig.SunHorizon.Y), warm);
        b = Wide.Lerp(Wide.Of(rig.Horizon.Z), Wide.Of(rig.SunHorizon.Z), warm);
        r = Wide.Lerp(Wide.Of(rig.Zenith.X), r, low);
        g = Wide.Lerp(Wide.Of(rig.Zenith.Y), g, low);
        b = Wide.Lerp(Wide.Of(rig.Zenith.Z), b, low);
        var glow = warm * warm * near * Wide.Of(0.22f);
        r = Wide.Fma(glow, Wide.Of(rig.SunHorizon.X), r);
        g = Wide.Fma(glow, Wide.Of(rig.SunHorizon.Y), g);
        b = Wide.Fma(glow, Wide.Of(rig.SunHorizon.Z), b);
        var below = Wide.Saturate(dy * Wide.Of(-3));
        r = Wide.Lerp(r, Wide.Of(rig.Ground.X + (rig.Horizon.X * 0.25f)), below);
        g = Wide.Lerp(g, Wide.Of(rig.Ground.Y + (rig.Horizon.Y * 0.25f)), below);
        b = Wide.Lerp(b, Wide.Of(rig.Ground.Z + (rig.Horizon.Z * 0.25f)), below);
    }

    /// <summary>Clouds over a sky: a sheet high above, lit from the sun's side, drifting with the wind.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void AddClouds(F dx, F dy, F dz, in LightRig rig, ref F r, ref F g, ref F b)
    {
        if (!Vector512.GreaterThanAny(dy, Wide.Of(0.005f)))
        {
            return;
        }

        var reach = F.One / (Wide.Max(dy, F.Zero) + Wide.Of(0.11f));
        var u = Wide.Fma(dx * reach, Wide.Of(0.85f), Wide.Of(rig.CloudDrift.X));
        var v = Wide.Fma(dz * reach, Wide.Of(1.25f), Wide.Of(rig.CloudDrift.Y));
        var n = Noise.Clouds(u, v);
        var toward = Noise.Plane(u + Wide.Of(rig.SunDirection.X * 0.22f), v + Wide.Of(rig.SunDirection.Z * 0.22f));
        var from = 0.74f - (0.56f * rig.Clouds);
        var cover = Wide.Step(from, from + 0.16f + (0.14f * rig.Clouds), n);
        var thick = Wide.Saturate((n - Wide.Of(from)) * Wide.Of(2.4f));
        cover *= Wide.Step(0.0f, 0.14f, dy) * Wide.Of(0.94f);

        // Lit edges, shaded middles; towards the sun thin parts glow.
        var toSun = Wide.Saturate(
            Wide.Fma(
                dx, Wide.Of(rig.SunDirection.X),
                Wide.Fma(dy, Wide.Of(rig.SunDirection.Y), dz * Wide.Of(rig.SunDirection.Z))));
        var lit = Wide.Saturate(
            Wide.Of(0.72f) + ((n - toward) * Wide.Of(0.9f)) - (thick * Wide.Of(0.42f + (0.22f * rig.Clouds))));
        var silver = toSun * toSun;
        silver = silver * silver * (F.One - thick) * Wide.Of(0.3f);
        var sunlit = (rig.Sun * 0.24f) + (rig.SunHorizon * 0.42f) + (rig.Horizon * 0.18f);
        var shaded = (rig.Horizon * 0.62f) + (rig.Zenith * 0.3f) + (rig.SunHorizon * 0.05f);
        var cr = Wide.Fma(silver, Wide.Of(rig.Sun.X), Wide.Lerp(Wide.Of(shaded.X), Wide.Of(sunlit.X), lit));
        var cg = Wide.Fma(silver, Wide.Of(rig.Sun.Y), Wide.Lerp(Wide.Of(shaded.Y), Wide.Of(sunlit.Y), lit));
        var cb = Wide.Fma(silver, Wide.Of(rig.Sun.Z), Wide.Lerp(Wide.Of(shaded.Z), Wide.Of(sunlit.Z), lit));
        r = Wide.Lerp(r, cr, cover);
        g = Wide.Lerp(g, cg, cover);
        b = Wide.Lerp(b, cb, cover);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddDisc(F dx, F dy, F dz, in LightRig rig, ref F r, ref F g, ref F b)
    {
        var cosine = Wide.Fma(
            dx, Wide.Of(rig.SunDirection.X),
            Wide.Fma(dy, Wide.Of(rig.SunDirection.Y), dz * Wide.Of(rig.SunDirection.Z)));
        var edge = MathF.Cos(rig.SunSize * MathF.PI / 360);
        if (!Vector512.GreaterThanAny(cosine, Wide.Of(0.9f)))
        {
            return;
        }

        // Half a chord squared stands for the angle; a pixel or two of softness.
        var away = F.One - cosine;
        var size = 1 - edge;
        var disc = Wide.Saturate(Wide.Of(4f) - (away * Wide.Of(3.6f / size)));
        disc = Wide.Smooth(disc);
        var halo = F.One / (F.One + (away * Wide.Of(0.35f / size)));
        halo = halo * halo * halo * Wide.Of(rig.IsNight ? 0.1f : 0.16f);
        var strength = rig.IsNight ? 3.6f : 5f;
        var colour = rig.IsNight ? new Vector3(0.92f, 0.97f, 1.05f) * strength : (rig.Sun
            + (Vector3.One * 0.25f)) * strength;
        var glow = rig.IsNight ? new Vector3(0.5f, 0.7f, 1.1f) : rig.Sun;
        r = Wide.Fma(disc, Wide.Of(colour.X), Wide.Fma(halo, Wide.Of(glow.X), r));
        g = Wide.Fma(disc, Wide.Of(colour.Y), Wide.Fma(halo, Wide.Of(glow.Y), g));
        b = Wide.Fma(disc, Wide.Of(colour.Z), Wide.Fma(halo, Wide.Of(glow.Z), b));
    }

    // A star in some cells of a grid in space that the sphere of directions passes through.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddStars(F dx, F dy, F dz, in LightRig rig, float pixel, ref F r, ref F g, ref F b)
    {
        const float Sphere = 46f;
        var (x, y, z) = (dx * Wide.Of(Sphere), dy * Wide.Of(Sphere), dz * Wide.Of(Sphere));
        var (wx, wy, wz) = (Vector512.Floor(x), Vector512.Floor(y), Vector512.Floor(z));
        var (ix, iy, iz) = (Vector512.ConvertToInt32Native(wx), Vector512.ConvertToInt32Native(wy),
            Vector512.ConvertToInt32Native(wz));
        var size = Noise.Cell(ix, iy, iz);
        var chosen = Wide.Saturate((size - Wide.Of(0.52f)) * Wide.Of(2.08f));
        if (!Vector512.GreaterThanAny(chosen, F.Zero))
        {
            return;
        }

        var sx = wx + Wide.Fma(Noise.Cell(iy, iz, ix), Wide.Of(0.7f), Wide.Of(0.15f)) - x;
        var sy = wy + Wide.Fma(Noise.Cell(iz, ix, iy), Wide.Of(0.7f), Wide.Of(0.15f)) - y;
        var sz = wz + Wide.Fma(Noise.Cell(iz, iy, ix), Wide.Of(0.7f), Wide.Of(0.15f)) - z;

        // Distance across the line of sight.
        var along = Wide.Fma(sx, dx, Wide.Fma(sy, dy, sz * dz));
        var across = Wide.Fma(sx, sx, Wide.Fma(sy, sy, sz * sz)) - (along * along);
        var radius = Sphere * pixel * 1.15f;
        var spot = Wide.Exp2(across * Wide.Of(-1.6f / (radius * radius)));
        var twinkle = Wide.Fma(
            Wide.SinTurns(Wide.Fma(size, Wide.Of(937f), Wide.Of(rig.Time * 0.9f))), Wide.Of(0.22f), Wide.Of(0.78f));
        var bright = chosen * chosen;
        bright = bright * bright * Wide.Of(1.9f) + (chosen * Wide.Of(0.16f));
        var light = spot * bright * twinkle * Wide.Of(rig.Stars) * Wide.Step(0.0f, 0.25f, dy);
        var hue = Noise.Cell(ix, iz, iy);
        r = Wide.Fma(light, Wide.Fma(hue, Wide.Of(0.35f), Wide.Of(0.8f)), r);
        g = Wide.Fma(light, Wide.Of(0.95f), g);
        b = Wide.Fma(light, Wide.Fma(hue, Wide.Of(-0.4f), Wide.Of(1.25f)), b);
    }
}
