using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using F = System.Runtime.Intrinsics.Vector512<float>;

namespace Throughline.Stage.Rendering;

/// <summary>
/// The light that leaves the surfaces of a row: sun, sky, ground, rim, highlights, what shines through. Lanes: sixteen
/// pixels.
/// </summary>
internal static unsafe class LightKernel
{
    /// <summary>
    /// Fills the colours of all lanes; those of the sky are filled with nonsense, to be painted over.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Paint(RowStrip strip, in LightRig rig)
    {
        F lx = Wide.Of(rig.SunDirection.X), ly = Wide.Of(rig.SunDirection.Y), lz = Wide.Of(rig.SunDirection.Z);

        // The dome: overhead, about the horizon, and the ground's light from below.
        var top = ((rig.Zenith * 0.6f) + (rig.Horizon * 0.32f)) * rig.SkyLight;
        var bottom = rig.Ground * rig.SkyLight;
        var side = ((rig.Horizon * 0.46f) + (rig.SunHorizon * 0.18f)) * rig.SkyLight;
        var rimSky = ((rig.Horizon * 0.55f) + (rig.SunHorizon * 0.25f)) * rig.Rim * rig.SkyLight;
        for (var x = strip.First; x < strip.End; x += 16)
        {
            if (Vector512.LessThanAll(Vector512.Load(strip.Surface + x), Vector512<int>.Zero))
            {
                continue;
            }

            F vx = -Vector512.Load(strip.Vx + x), vy = -Vector512.Load(strip.Vy + x),
                vz = -Vector512.Load(strip.Vz + x);
            F nx = Vector512.Load(strip.Nx + x), ny = Vector512.Load(strip.Ny + x), nz = Vector512.Load(strip.Nz + x);

            var shadow = Vector512.Load(strip.Sun + x);
            var open = Vector512.Load(strip.Sky + x);
            var wrap = Vector512.Load(strip.Wrap + x) + Wide.Of(rig.Wrap);
            var facing = Wide.Fma(nx, lx, Wide.Fma(ny, ly, nz * lz));
            var direct = Wide.Saturate((facing + wrap) / (F.One + wrap));

            // A shadow falls on what faces the sun; the wrapped part behind the edge is shaded by itself.
            direct *= shadow;
            if (rig.Bands > 0)
            {
                direct = Banded(direct, rig);
            }

            // Leaves let light through from behind.
            var through = Vector512.Load(strip.Through + x);
            var back = Wide.Saturate(Wide.Fma(facing, Wide.Of(-0.55f), Wide.Of(0.25f))) * through;
            direct = Wide.Fma(back, Wide.Fma(shadow, Wide.Of(0.8f), Wide.Of(0.12f)), direct);

            // Sky from above, ground from below, horizon from the side.
            var up = Wide.Fma(ny, Wide.Of(0.5f), Wide.Of(0.5f));
            var level = F.One - (ny * ny);
            var skyR = Wide.Fma(level, Wide.Of(side.X * 0.45f), Wide.Lerp(Wide.Of(bottom.X), Wide.Of(top.X), up))
                * open;
            var skyG = Wide.Fma(level, Wide.Of(side.Y * 0.45f), Wide.Lerp(Wide.Of(bottom.Y), Wide.Of(top.Y), up))
                * open;
            var skyB = Wide.Fma(level, Wide.Of(side.Z * 0.45f), Wide.Lerp(Wide.Of(bottom.Z), Wide.Of(top.Z), up))
                * open;
            var shaded = Wide.Saturate(F.One - direct);
            skyR *= Wide.Lerp(F.One, Wide.Of(rig.Shade.X), shaded);
            skyG *= Wide.Lerp(F.One, Wide.Of(rig.Shade.Y), shaded);
            skyB *= Wide.Lerp(F.One, Wide.Of(rig.Shade.Z), shaded);

            var ar = Vector512.Load(strip.AlbedoR + x);
            var ag = Vector512.Load(strip.AlbedoG + x);
            var ab = Vector512.Load(strip.AlbedoB + x);
            var metal = Vector512.Load(strip.Metal + x);
            var diffuse = F.One - (metal * Wide.Of(0.85f));
            var r = Wide.Fma(direct, Wide.Of(rig.Sun.X), skyR) * ar * diffuse;
            var g = Wide.Fma(direct, Wide.Of(rig.Sun.Y), skyG) * ag * diffuse;
            var b = Wide.Fma(direct, Wide.Of(rig.Sun.Z), skyB) * ab * diffuse;

            // Highlight: a lobe about the half vector, and the sky in the mirror's direction; too weak to be seen on
            // bark and stone. Of small round things normals between corners may look away from the eye: those mirror no
            // sky.
            var grazing = F.One - Wide.Min(Vector512.Abs(Wide.Fma(nx, vx, Wide.Fma(ny, vy, nz * vz))), F.One);
            var edge = grazing * grazing;
            edge = edge * edge;
            var shine = Vector512.Load(strip.Shine + x);
            var strands = Vector512.LessThan(Vector512.Load(strip.Roughness + x), F.Zero);
            if (Vector512.GreaterThanAny(Vector512.ConditionalSelect(strands, F.Zero, shine), Wide.Of(0.021f)))
            {
                Reflect(
                    strip, x, rig, nx, ny, nz, vx, vy, vz, shadow, open, edge * grazing,
                    Vector512.ConditionalSelect(strands, F.Zero, shine), metal, ar, ag, ab, ref r, ref g, ref b);
            }

            if (strands.AsInt32() != Vector512<int>.Zero)
            {
                var gloss = Vector512.ConditionalSelect(strands, shine, F.Zero) * shadow;
                Comb(strip, x, rig, nx, ny, nz, vx, vy, vz, gloss, ar, ag, ab, ref r, ref g, ref b);
            }

            // Rims: sky round the edges, strongest from above; cloth and hair take more; the sun from behind burns
            // them.
            var sheen = Vector512.Load(strip.Sheen + x);
            var rim = edge * Wide.Fma(sheen, Wide.Of(1.6f), F.One)
                * Wide.Saturate(Wide.Fma(ny, Wide.Of(0.5f), Wide.Of(0.6f))) * open;
            var behind = Wide.Saturate(-Wide.Fma(vx, lx, Wide.Fma(vy, ly, vz * lz)));
            var burn = edge * behind * Wide.Saturate(facing + Wide.Of(0.35f)) * shadow * Wide.Of(0.55f * rig.Rim);
            r += Wide.Fma(rim, Wide.Of(rimSky.X), burn * Wide.Of(rig.Sun.X)) * (ar + Wide.Of(0.08f));
            g += Wide.Fma(rim, Wide.Of(rimSky.Y), burn * Wide.Of(rig.Sun.Y)) * (ag + Wide.Of(0.08f));
            b += Wide.Fma(rim, Wide.Of(rimSky.Z), burn * Wide.Of(rig.Sun.Z)) * (ab + Wide.Of(0.08f));

            var glow = Vector512.Load(strip.Glow + x);
            Wide.Fma(glow, ar, r).Store(strip.R + x);
            Wide.Fma(glow, ag, g).Store(strip.G + x);
            Wide.Fma(glow, ab, b).Store(strip.B + x);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static F Banded(F light, in LightRig rig)
    {
        // Steps with soft edges: the middle of a band is even, its edge a short slope.
        var steps = Wide.Of(rig.Bands);
        var at = light * steps;
        var whole = Vector512.Floor(at);
        var part = at - whole;
        var slope = Wide.Smooth(
            Wide.Saturate((part - Wide.Of(0.5f - (0.5f * rig.BandSoftness))) * Wide.Of(1 / rig.BandSoftness)));
        return Wide.Min((whole + slope) / steps, F.One);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Reflect(
        RowStrip strip, int x, in LightRig rig, F nx, F ny, F nz, F vx, F vy, F vz, F shadow, F open, F edge, F shine,
        F metal, F ar, F ag, F ab, ref F r, ref F g, ref F b)
    {
        F lx = Wide.Of(rig.SunDirection.X), ly = Wide.Of(rig.SunDirection.Y), lz = Wide.Of(rig.SunDirection.Z);
        var rough = Vector512.Abs(Vector512.Load(strip.Roughness + x));
        var (hx, hy, hz) = (lx + vx, ly + vy, lz + vz);
        var scale = F.One / Vector512.Sqrt(Wide.Max(Wide.Fma(hx, hx, Wide.Fma(hy, hy, hz * hz)), Wide.Of(1e-6f)));
        var half = Wide.Fma(nx, hx, Wide.Fma(ny, hy, nz * hz)) * scale;

        // A Gaussian on the sphere in place of a power: exp(k (cos - 1)), of the same width.
        var width = F.One / Wide.Max(rough * rough * rough * rough, Wide.Of(2e-4f));
        var lobe = Wide.Exp2((half - F.One) * width * Wide.Of(2.885f)) * Wide.Min(width * Wide.Of(0.25f), Wide.Of(24f));
        var lit = Wide.Saturate(Wide.Fma(nx, lx, Wide.Fma(ny, ly, nz * lz)) * Wide.Of(4)) * shadow;
        // the dull have none, whatever lies beside them
        var mirrors = Wide.Saturate((shine - Wide.Of(0.021f)) * Wide.Of(400));
        var fresnel = Wide.Fma(F.One - shine, edge * (F.One - rough) * (F.One - (rough * Wide.Of(0.5f))), shine)
            * mirrors;
        var spot = lobe * lit * fresnel;

        var twice = Wide.Fma(nx, vx, Wide.Fma(ny, vy, nz * vz)) * Wide.Of(2);
        SkyKernel.Gradient(
            Wide.Fma(nx, twice, -vx), Wide.Fma(ny, twice, -vy), Wide.Fma(nz, twice, -vz), rig, out var skyR,
            out var skyG, out var skyB);
        var mirror = fresnel * open * (F.One - (rough * Wide.Of(0.5f))) * Wide.Of(rig.SkyLight);
        r = Wide.Fma(Wide.Fma(spot, Wide.Of(rig.Sun.X), mirror * skyR), Wide.Lerp(F.One, ar, metal), r);
        g = Wide.Fma(Wide.Fma(spot, Wide.Of(rig.Sun.Y), mirror * skyG), Wide.Lerp(F.One, ag, metal), g);
        b = Wide.Fma(Wide.Fma(spot, Wide.Of(rig.Sun.Z), mirror * skyB), Wide.Lerp(F.One, ab, metal), b);
    }

    // Strands that hang: each is a thin cylinder that throws light into a cone about itself, so that a head shows a soft
    // band across them. The first cone keeps the sun's colour and leans to the root, the second took the hair's own and
    // leans to the tip. What hangs down cannot be seen from a normal that looks up: there it fades.
    // Source: J. T. Kajiya, T. L. Kay, Rendering fur with three dimensional textures, 1989, doi:10.1145/74334.74361; the
    // two cones after S. R. Marschner et al., Light scattering from human hair fibers, 2003, doi:10.1145/882262.882345.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Comb(
        RowStrip strip, int x, in LightRig rig, F nx, F ny, F nz, F vx, F vy, F vz, F gloss, F ar, F ag, F ab, ref F r,
        ref F g, ref F b)
    {
        F lx = Wide.Of(rig.SunDirection.X), ly = Wide.Of(rig.SunDirection.Y), lz = Wide.Of(rig.SunDirection.Z);
        F hx = lx + vx, hy = ly + vy, hz = lz + vz;
        var scale = F.One / Vector512.Sqrt(Wide.Max(Wide.Fma(hx, hx, Wide.Fma(hy, hy, hz * hz)), Wide.Of(1e-6f)));

        // Down along the surface; its length says how surely.
        var steep = F.One - (ny * ny);
        var per = F.One / Vector512.Sqrt(Wide.Max(steep, Wide.Of(1e-3f)));
        F tx = nx * ny * per, ty = -steep * per, tz = nz * ny * per;
        var along = Wide.Fma(tx, hx, Wide.Fma(ty, hy, tz * hz)) * scale;
        var across = Wide.Fma(nx, hx, Wide.Fma(ny, hy, nz * hz)) * scale;

        // Each lock leans a little otherwise.
        var leans = Noise.Space(
            Vector512.Load(strip.Rx + x) * Wide.Of(70), Vector512.Load(strip.Ry + x) * Wide.Of(6),
            Vector512.Load(strip.Rz + x) * Wide.Of(70)) - Wide.Of(0.5f);
        var first = Wide.Fma(across, Wide.Fma(leans, Wide.Of(0.22f), Wide.Of(0.06f)), along);
        var second = Wide.Fma(across, Wide.Fma(leans, Wide.Of(0.34f), Wide.Of(-0.16f)), along);
        var lit = Wide.Saturate(Wide.Fma(nx, lx, Wide.Fma(ny, ly, nz * lz)) * Wide.Of(1.5f) + Wide.Of(0.25f))
            * steep * steep * gloss;
        var white = Wide.Exp2(first * first * Wide.Of(-70)) * lit * Wide.Of(0.9f);
        var own = Wide.Exp2(second * second * Wide.Of(-16)) * lit * Wide.Of(8);
        r = Wide.Fma(Wide.Fma(own, ar, white), Wide.Of(rig.Sun.X), r);
        g = Wide.Fma(Wide.Fma(own, ag, white), Wide.Of(rig.Sun.Y), g);
        b = Wide.Fma(Wide.Fma(own, ab, white), Wide.Of(rig.Sun.Z), b);
    }
}
