using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Throughline.Media.Pictures;
using F = System.Runtime.Intrinsics.Vector512<float>;

namespace Throughline.Stage.Rendering;

/// <summary>
/// Hard ground in the rain: it is darker, and where it is seen edge on it mirrors what stands on it, the sky and the
/// lamps, most in puddles. How wet each pixel is is noted while rows are shaded; what they mirror is worked out when
/// all of them are, once for two by two pixels, as what is mirrored is known at half the resolution only, evened with
/// its neighbours (wet ground is rough, and what is sharp at half the resolution shows as stairs), and spread by depth as
/// soft light is. Lanes: sixteen pixels, or sixteen times two by two. Fragments are darkened only: they are
/// parts of edges.
/// </summary>
internal sealed unsafe class WetKernel(PixelSize size) : IDisposable
{
    private readonly int _stride = (size.Width + 15) & ~15;
    private readonly int _rows = (size.Height + 1) / 2;
    private readonly int _halfStride = HalfStride(size);
    private readonly AlignedBuffer<float> _wet = new(((size.Width + 15) & ~15) * size.Height);
    private readonly AlignedBuffer<float> _depth = new(HalfRoom(size)), _share = new(HalfRoom(size));
    private readonly AlignedBuffer<float> _r = new(HalfRoom(size)), _g = new(HalfRoom(size)), _b = new(HalfRoom(size));
    private readonly AlignedBuffer<float> _rawShare = new(HalfRoom(size));
    private readonly AlignedBuffer<float> _rawR = new(HalfRoom(size)), _rawG = new(HalfRoom(size)),
        _rawB = new(HalfRoom(size));

    /// <summary>
    /// Darkens what the rain reaches of the lanes that kernels work on, and notes how wet the pixels are.
    /// </summary>
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

    /// <summary>Works out what the wet ground mirrors, when all rows are shaded.</summary>
    /// <param name="shown">The depths of the pixels.</param>
    /// <param name="view">The camera.</param>
    /// <param name="rig">The light.</param>
    /// <param name="lamps">The lamps, which gleam.</param>
    /// <param name="seen">What was drawn, at half the resolution.</param>
    /// <param name="half">Its depths.</param>
    /// <param name="level">Height of the set's water, below which nothing is wet by rain.</param>
    /// <param name="shine">How much the look lets things shine, 0 to 1.</param>
    public void Mirror(
        Visibility shown, in ViewBasis view, in LightRig rig, LampKernel lamps, PackedFilm seen, HalfLight half,
        float level, float shine)
    {
        for (var y = 0; y <= _rows; y++)
        {
            for (var x = 0; x < _halfStride; x += 16)
            {
                var at = (y * _halfStride) + x;
                if (y < _rows && x < (size.Width + 1) / 2
                    && Find(x, y, shown, out var column, out var row, out var nearness))
                {
                    Sixteen(at, column, row, nearness, view, rig, lamps, seen, half, level, shine);
                }
                else
                {
                    Nothing(at);
                }
            }
        }

        for (var y = 0; y < _rows; y++)
        {
            Even(y);
        }
    }

    /// <summary>Adds what a row mirrors to its colours.</summary>
    public void Add(Film film, int y, Visibility shown)
    {
        var upper = (y >> 1) * _halfStride;
        var lower = ((y + 1) >> 1) * _halfStride;
        var nearness = shown.Nearness + ((long)y * shown.Stride);
        float* r = film.R(y), g = film.G(y), b = film.B(y);
        for (var x = 0; x < _stride; x += 16)
        {
            var wet = Vector512.Load(_wet.Start + ((long)y * _stride) + x);
            if (!Vector512.GreaterThanAny(wet, F.Zero))
            {
                continue;
            }

            int a = upper + (x >> 1), c = lower + (x >> 1);
            var scale = wet * HalfLight.Weigh(
                _depth.Start + a, _depth.Start + c, Vector512.Load(nearness + x), out var w0, out var w1, out var w2,
                out var w3);
            var rest = F.One - (HalfLight.Join(_share.Start + a, _share.Start + c, w0, w1, w2, w3) * scale);
            Wide.Fma(Vector512.Load(r + x), rest, HalfLight.Join(_r.Start + a, _r.Start + c, w0, w1, w2, w3) * scale)
                .Store(r + x);
            Wide.Fma(Vector512.Load(g + x), rest, HalfLight.Join(_g.Start + a, _g.Start + c, w0, w1, w2, w3) * scale)
                .Store(g + x);
            Wide.Fma(Vector512.Load(b + x), rest, HalfLight.Join(_b.Start + a, _b.Start + c, w0, w1, w2, w3) * scale)
                .Store(b + x);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _wet.Dispose();
        _depth.Dispose();
        _share.Dispose();
        _r.Dispose();
        _g.Dispose();
        _b.Dispose();
        _rawShare.Dispose();
        _rawR.Dispose();
        _rawG.Dispose();
        _rawB.Dispose();
    }

    // One more column and row than half the pixels have, for the neighbours of the last ones.
    private static int HalfStride(PixelSize size) => (((size.Width + 1) / 2) + 31) & ~15;

    private static int HalfRoom(PixelSize size) => HalfStride(size) * (((size.Height + 1) / 2) + 1);

    // The first wet pixel of each two by two: its column, row and nearness, which is 0 where none is wet. False when
    // none is.
    private bool Find(int x, int y, Visibility shown, out F column, out F row, out F nearness)
    {
        column = row = nearness = F.Zero;
        var found = false;
        for (var i = 1; i >= 0; i--)
        {
            var line = Math.Min((2 * y) + i, size.Height - 1);
            var wets = _wet.Start + ((long)line * _stride) + (2 * x);
            F a = Vector512.Load(wets), b = 2 * x + 16 < _stride ? Vector512.Load(wets + 16) : F.Zero;
            if (!Vector512.GreaterThanAny(Wide.Max(a, b), F.Zero))
            {
                continue;
            }

            found = true;
            var near = shown.Nearness + ((long)line * shown.Stride) + (2 * x);
            F c = Vector512.Load(near), d = Vector512.Load(near + 16);
            for (var odd = 1; odd >= 0; odd--)
            {
                var mine = Vector512.GreaterThan(Every(a, b, odd), F.Zero);
                column = Vector512.ConditionalSelect(mine, Wide.Of(odd + 0.5f), column);
                row = Vector512.ConditionalSelect(mine, Wide.Of(line + 0.5f), row);
                nearness = Vector512.ConditionalSelect(mine, Every(c, d, odd), nearness);
            }
        }

        column += Wide.Fma(
            Vector512.Create(0f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), Wide.Of(2), Wide.Of(2 * x));
        return found;
    }

    // The even or the odd ones of thirty-two lanes.
    private static F Every(F low, F high, int odd)
    {
        var at = Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 0, 2, 4, 6, 8, 10, 12, 14) + Vector512.Create(odd);
        return Vector512.Create(Vector512.Shuffle(low, at).GetLower(), Vector512.Shuffle(high, at).GetLower());
    }

    private void Nothing(int at)
    {
        Wide.Of(HalfLight.Nowhere).Store(_depth.Start + at);
        F.Zero.Store(_rawShare.Start + at);
        F.Zero.Store(_rawR.Start + at);
        F.Zero.Store(_rawG.Start + at);
        F.Zero.Store(_rawB.Start + at);
    }

    // The mean of three by three of one ground, weighted as a tent.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Even(int y)
    {
        var line = y * _halfStride;
        var above = y > 0 ? line - _halfStride : line;
        var below = line + _halfStride;
        for (var x = 0; x < (size.Width + 1) / 2; x += 16)
        {
            var depth = Vector512.Load(_depth.Start + line + x);
            F weight = F.Zero, share = F.Zero, r = F.Zero, g = F.Zero, b = F.Zero;
            if (Vector512.LessThanAny(depth, Wide.Of(HalfLight.Nowhere)))
            {
                var near = F.One / depth;
                for (var dy = -1; dy <= 1; dy++)
                {
                    var row = (dy < 0 ? above : dy > 0 ? below : line) + x;
                    for (var dx = -1; dx <= 1; dx++)
                    {
                        var at = Math.Max(row + dx, 0);
                        var apart = Vector512.Abs(Wide.Fma(Vector512.Load(_depth.Start + at), near, -F.One));
                        var w = Vector512.ConditionalSelect(
                            Vector512.LessThan(apart, Wide.Of(0.15f)),
                            Wide.Of((dx == 0 ? 2f : 1f) * (dy == 0 ? 2f : 1f)), F.Zero);
                        weight += w;
                        share = Wide.Fma(w, Vector512.Load(_rawShare.Start + at), share);
                        r = Wide.Fma(w, Vector512.Load(_rawR.Start + at), r);
                        g = Wide.Fma(w, Vector512.Load(_rawG.Start + at), g);
                        b = Wide.Fma(w, Vector512.Load(_rawB.Start + at), b);
                    }
                }
            }

            var per = F.One / Wide.Max(weight, F.One);
            (share * per).Store(_share.Start + line + x);
            (r * per).Store(_r.Start + line + x);
            (g * per).Store(_g.Start + line + x);
            (b * per).Store(_b.Start + line + x);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Sixteen(
        int at, F column, F row, F nearness, in ViewBasis view, in LightRig rig, LampKernel lamps, PackedFilm seen,
        HalfLight half, float level, float shine)
    {
        var across = (column - Wide.Of(view.CentreX)) * Wide.Of(1 / view.Focal);
        var down = (row - Wide.Of(view.CentreY)) * Wide.Of(-1 / view.Focal);
        var dx = Wide.Fma(across, Wide.Of(view.Right.X), Wide.Fma(down, Wide.Of(view.Up.X), Wide.Of(view.Forward.X)));
        var dy = Wide.Fma(across, Wide.Of(view.Right.Y), Wide.Fma(down, Wide.Of(view.Up.Y), Wide.Of(view.Forward.Y)));
        var dz = Wide.Fma(across, Wide.Of(view.Right.Z), Wide.Fma(down, Wide.Of(view.Up.Z), Wide.Of(view.Forward.Z)));
        var there = Vector512.GreaterThan(nearness, F.Zero);
        var depth = F.One / Wide.Max(nearness, Wide.Of(1e-4f));
        F px = dx * depth, py = dy * depth, pz = dz * depth;
        F placeX = px + Wide.Of(view.Eye.X), placeZ = pz + Wide.Of(view.Eye.Z);
        var per = F.One / Vector512.Sqrt(Wide.Fma(dx, dx, Wide.Fma(dy, dy, dz * dz)));
        F vx = dx * per, vy = dy * per, vz = dz * per;

        // Rough between the puddles, calm in them.
        var puddle = Wide.Step(0.42f, 0.62f, Noise.Plane(placeX * Wide.Of(0.55f), placeZ * Wide.Of(0.55f)));
        var rough = Wide.Lerp(Wide.Of(0.2f), Wide.Of(0.035f), puddle);
        var nx = (Noise.Plane(placeX * Wide.Of(5.3f), placeZ * Wide.Of(5.3f)) - Wide.Of(0.5f)) * rough;
        var nz = (Noise.Plane(Wide.Fma(placeX, Wide.Of(5.3f), Wide.Of(31)), placeZ * Wide.Of(5.3f)) - Wide.Of(0.5f))
            * rough;
        var ny = Vector512.Sqrt(F.One - Wide.Fma(nx, nx, nz * nz));
        var facing = Wide.Saturate(-Wide.Fma(vx, nx, Wide.Fma(vy, ny, vz * nz)));
        var grazing = F.One - facing;
        var mirrors = Wide.Fma(grazing * grazing * grazing * grazing, Wide.Of(0.6f), Wide.Of(0.03f))
            * Wide.Lerp(Wide.Of(0.38f), F.One, puddle) * Wide.Of(shine);
        mirrors = Vector512.ConditionalSelect(
            there & Vector512.GreaterThan(py + Wide.Of(view.Eye.Y), Wide.Of(level)), mirrors, F.Zero);
        var twice = facing * Wide.Of(2);
        F rx = Wide.Fma(nx, twice, vx), ry = Wide.Max(Wide.Fma(ny, twice, vy), Wide.Of(0.02f)),
            rz = Wide.Fma(nz, twice, vz);
        SkyKernel.Gradient(rx, ry, rz, rig, out var r, out var g, out var b);
        WaterKernel.Mirror(
            new(placeX, placeZ, depth, depth, dx, dy, dz), nx, nz, vx, vy, vz, view, seen, half, ref r, ref g, ref b);
        lamps.Gleam(px, py, pz, vx, vy, vz, nx, ny, nz, view.Eye, ref r, ref g, ref b);
        Vector512.ConditionalSelect(there, depth, Wide.Of(HalfLight.Nowhere)).Store(_depth.Start + at);
        mirrors.Store(_rawShare.Start + at);
        (r * mirrors).Store(_rawR.Start + at);
        (g * mirrors).Store(_rawG.Start + at);
        (b * mirrors).Store(_rawB.Start + at);
    }
}
