using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Throughline.Media.Pictures;
using F = System.Runtime.Intrinsics.Vector512<float>;

namespace Throughline.Stage.Rendering;

/// <summary>
/// Hard ground in the rain: it is darker, and where it is seen edge on it mirrors what stands on it, the sky and the lamps, most in
/// puddles. How wet each pixel is is noted while rows are shaded; what they mirror is added when all of them are. Lanes: sixteen
/// pixels. Fragments are darkened only: they are parts of edges.
/// </summary>
internal sealed unsafe class WetKernel(PixelSize size) : IDisposable
{
    private readonly int _stride = (size.Width + 15) & ~15;
    private readonly AlignedBuffer<float> _wet = new(((size.Width + 15) & ~15) * size.Height);

    /// <summary>Darkens what the rain reaches of the lanes that kernels work on, and notes how wet the pixels are.</summary>
    /// <param name="strip">The row, with its surfaces.</param>
    /// <param name="wet">How wet the scene is, 0 to 1.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Soak(RowStrip strip, float wet)
    {
        for (var x = strip.First; x < strip.End; x += 16)
        {
            // Hard things that lie open to the sky: cloth, skin, leaves and snow let light in too softly to shine.
            var hard = Wide.Saturate(F.One - ((Vector512.Load(strip.Wrap + x) - Wide.Of(0.15f)) * Wide.Of(20)));
            var level = Wide.Saturate((Vector512.Load(strip.Ny + x) - Wide.Of(0.8f)) * Wide.Of(8));
            var open = Wide.Saturate((Vector512.Load(strip.Sky + x) - Wide.Of(0.3f)) * Wide.Of(4));
            var shown = Vector512.GreaterThanOrEqual(Vector512.Load(strip.Surface + x), Vector512<int>.Zero).AsSingle();
            var here = Vector512.ConditionalSelect(shown, hard * level * open * Wide.Of(wet), F.Zero);
            var dark = F.One - (here * Wide.Of(0.3f));
            (Vector512.Load(strip.AlbedoR + x) * dark).Store(strip.AlbedoR + x);
            (Vector512.Load(strip.AlbedoG + x) * dark).Store(strip.AlbedoG + x);
            (Vector512.Load(strip.AlbedoB + x) * dark).Store(strip.AlbedoB + x);
            if (x < strip.Pixels)
            {
                here.Store(_wet.Start + ((long)strip.Y * _stride) + x);
            }
        }
    }

    /// <summary>Whether any of a row's pixels is wet.</summary>
    public bool IsSeen(int y)
    {
        for (var x = 0; x < _stride; x += 16)
        {
            if (Vector512.GreaterThanAny(Vector512.Load(_wet.Start + ((long)y * _stride) + x), F.Zero))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds what a row mirrors, whose lanes have places, depths and colours.</summary>
    /// <param name="strip">The row.</param>
    /// <param name="view">The camera.</param>
    /// <param name="rig">The light.</param>
    /// <param name="lamps">The lamps, which gleam.</param>
    /// <param name="seen">What was drawn, at half the resolution.</param>
    /// <param name="half">Its depths.</param>
    /// <param name="level">Height of the set's water, below which nothing is wet by rain.</param>
    /// <param name="share">How much the look lets things shine, 0 to 1.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Paint(RowStrip strip, in ViewBasis view, in LightRig rig, LampKernel lamps, PackedFilm seen, HalfLight half, float level, float share)
    {
        var ray = view.Forward - (view.Up * ((strip.Y + 0.5f - view.CentreY) / view.Focal));
        for (var x = 0; x < strip.Pixels; x += 16)
        {
            var wet = Vector512.Load(_wet.Start + ((long)strip.Y * _stride) + x);
            if (!Vector512.GreaterThanAny(wet, F.Zero))
            {
                continue;
            }

            var across = (Vector512.Load(strip.Px + x) - Wide.Of(view.CentreX)) * Wide.Of(1 / view.Focal);
            var dx = Wide.Fma(across, Wide.Of(view.Right.X), Wide.Of(ray.X));
            var dy = Wide.Fma(across, Wide.Of(view.Right.Y), Wide.Of(ray.Y));
            var dz = Wide.Fma(across, Wide.Of(view.Right.Z), Wide.Of(ray.Z));
            var depth = F.One / Wide.Max(Vector512.Load(strip.Nearness + x), Wide.Of(1e-4f));
            F px = dx * depth, py = dy * depth, pz = dz * depth;
            F placeX = px + Wide.Of(view.Eye.X), placeZ = pz + Wide.Of(view.Eye.Z);
            wet = Vector512.ConditionalSelect(Vector512.GreaterThan(py + Wide.Of(view.Eye.Y), Wide.Of(level)), wet, F.Zero);
            var per = F.One / Vector512.Sqrt(Wide.Fma(dx, dx, Wide.Fma(dy, dy, dz * dz)));
            F vx = dx * per, vy = dy * per, vz = dz * per;

            // Rough between the puddles, calm in them.
            var puddle = Wide.Step(0.42f, 0.62f, Noise.Plane(placeX * Wide.Of(0.55f), placeZ * Wide.Of(0.55f)));
            var rough = Wide.Lerp(Wide.Of(0.2f), Wide.Of(0.035f), puddle);
            var nx = (Noise.Plane(placeX * Wide.Of(5.3f), placeZ * Wide.Of(5.3f)) - Wide.Of(0.5f)) * rough;
            var nz = (Noise.Plane(Wide.Fma(placeX, Wide.Of(5.3f), Wide.Of(31)), placeZ * Wide.Of(5.3f)) - Wide.Of(0.5f)) * rough;
            var ny = Vector512.Sqrt(F.One - Wide.Fma(nx, nx, nz * nz));
            var facing = Wide.Saturate(-Wide.Fma(vx, nx, Wide.Fma(vy, ny, vz * nz)));
            var grazing = F.One - facing;
            var mirrors = Wide.Fma(grazing * grazing * grazing * grazing, Wide.Of(0.6f), Wide.Of(0.03f))
                * wet * Wide.Lerp(Wide.Of(0.38f), F.One, puddle) * Wide.Of(share);
            var twice = facing * Wide.Of(2);
            F rx = Wide.Fma(nx, twice, vx), ry = Wide.Max(Wide.Fma(ny, twice, vy), Wide.Of(0.02f)), rz = Wide.Fma(nz, twice, vz);
            SkyKernel.Gradient(rx, ry, rz, rig, out var r, out var g, out var b);
            WaterKernel.Mirror(new(placeX, placeZ, depth, depth, dx, dy, dz), nx, nz, vx, vy, vz, view, seen, half, ref r, ref g, ref b);
            lamps.Gleam(px, py, pz, vx, vy, vz, nx, ny, nz, view.Eye, ref r, ref g, ref b);
            Wide.Lerp(Vector512.Load(strip.R + x), r, mirrors).Store(strip.R + x);
            Wide.Lerp(Vector512.Load(strip.G + x), g, mirrors).Store(strip.G + x);
            Wide.Lerp(Vector512.Load(strip.B + x), b, mirrors).Store(strip.B + x);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _wet.Dispose();
}
