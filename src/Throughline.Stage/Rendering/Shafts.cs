using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Throughline.Media.Pictures;
using F = System.Runtime.Intrinsics.Vector512<float>;

namespace Throughline.Stage.Rendering;

/// <summary>
/// Light that the air shows: along each ray, how much of the way lies in the sun, by the shadow map, at a quarter of
/// the resolution. Lanes: sixteen pixels of a row.
/// </summary>
internal sealed unsafe class Shafts : IDisposable
{
    private readonly int _width, _height, _stride;
    private readonly AlignedBuffer<float> _raw, _light, _row;
    private Vector3 _colour;

    public Shafts(PixelSize size)
    {
        (_width, _height) = ((size.Width + 3) / 4, (size.Height + 3) / 4);
        _stride = (_width + 47) & ~15;
        _raw = new(_stride * (_height + 1));
        _light = new(_stride * (_height + 1));
        _row = new(_stride + 64);
    }

    /// <summary>Whether the frame has light that the air shows.</summary>
    public bool IsSeen { get; private set; }

    /// <summary>Works out a frame.</summary>
    public void Draw(HalfLight half, in ViewBasis view, in LightRig rig, ShadowMap map, float strength, int steps)
    {
        // Against the sun, in thick or low air.
        var density = MathF.Min(rig.FogDensity * 90, 1);
        _colour = rig.Sun * (strength * density * 0.3f);
        IsSeen = MathF.Max(MathF.Max(_colour.X, _colour.Y), _colour.Z) > 0.004f
            && Vector3.Dot(view.Forward, rig.SunDirection) > -0.4f;
        if (!IsSeen)
        {
            return;
        }

        for (var y = 0; y < _height; y++)
        {
            Row(y, half, view, rig, map, steps);
        }

        for (var y = 0; y < _height; y++)
        {
            Blur(y);
        }
    }

    /// <summary>Adds the light to a row of the film.</summary>
    public void Add(Film film, int y)
    {
        var down = ((y + 0.5f) / 4) - 0.5f;
        var row = (int)MathF.Floor(down);
        var part = Wide.Of(down - row);
        float* upper = _light.Start + ((long)Math.Clamp(row, 0, _height - 1) * _stride),
            lower = _light.Start + ((long)Math.Clamp(row + 1, 0, _height - 1) * _stride);
        var mixed = _row.Start + 16;
        for (var x = 0; x < _width + 1; x += 16)
        {
            Wide.Lerp(Vector512.Load(upper + x), Vector512.Load(lower + x), part).Store(mixed + x);
        }

        mixed[-1] = mixed[0];
        mixed[_width] = mixed[_width - 1];
        var left = Vector512.Create(0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4);
        var share = Vector512.Create(
            0.625f, 0.875f, 0.125f, 0.375f, 0.625f, 0.875f, 0.125f, 0.375f, 0.625f, 0.875f, 0.125f, 0.375f, 0.625f,
            0.875f, 0.125f, 0.375f);
        float* r = film.R(y), g = film.G(y), b = film.B(y);
        for (var x = 0; x < film.Size.Width; x += 16)
        {
            var near = Vector512.Load(mixed + (x >> 2) - 1);
            var light = Wide.Lerp(
                Vector512.Shuffle(near, left), Vector512.Shuffle(near, left + Vector512<int>.One), share);
            Wide.Fma(light, Wide.Of(_colour.X), Vector512.Load(r + x)).Store(r + x);
            Wide.Fma(light, Wide.Of(_colour.Y), Vector512.Load(g + x)).Store(g + x);
            Wide.Fma(light, Wide.Of(_colour.Z), Vector512.Load(b + x)).Store(b + x);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _raw.Dispose();
        _light.Dispose();
        _row.Dispose();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Row(int y, HalfLight half, in ViewBasis view, in LightRig rig, ShadowMap map, int steps)
    {
        var every = Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
        var lanes = Vector512.Create(0f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);

        // Steps begin in a fixed pattern of two by two, which the blur takes out.
        var begin = Vector512.Create(0f, 0.5f, 0, 0.5f, 0, 0.5f, 0, 0.5f, 0, 0.5f, 0, 0.5f, 0, 0.5f, 0, 0.5f) + Wide.Of(
            (y & 1) * 0.25f);
        var ray = view.Ray(view.CentreX, (4 * y) + 2);
        var m = map.Screen;
        var reach = map.Side * map.Texel * 0.8f;
        for (var x = 0; x < _width; x += 16)
        {
            var depth = Wide.Gather(
                half.Depth + ((long)(2 * y) * half.Stride) + Math.Min(2 * x, half.Stride - 32), every);
            var across = (Wide.Fma(lanes + Wide.Of(x), Wide.Of(4), Wide.Of(2 - view.CentreX))) * Wide.Of(
                1 / view.Focal);
            var dx = Wide.Fma(across, Wide.Of(view.Right.X), Wide.Of(ray.X));
            var dy = Wide.Fma(across, Wide.Of(view.Right.Y), Wide.Of(ray.Y));
            var dz = Wide.Fma(across, Wide.Of(view.Right.Z), Wide.Of(ray.Z));
            var per = F.One / Vector512.Sqrt(Wide.Fma(dx, dx, Wide.Fma(dy, dy, dz * dz)));
            var toSun = Wide.Fma(
                dx, Wide.Of(rig.SunDirection.X),
                Wide.Fma(dy, Wide.Of(rig.SunDirection.Y), dz * Wide.Of(rig.SunDirection.Z))) * per;
            var phase = Wide.Saturate(Wide.Fma(toSun, Wide.Of(0.6f), Wide.Of(0.4f)));
            phase = phase * phase * phase;
            var far = Wide.Min(depth, Wide.Of(reach));
            var step = far * Wide.Of(1f / steps);
            var sum = F.Zero;
            for (var i = 0; i < steps; i++)
            {
                var at = (begin + Wide.Of(i)) * step;
                var px = Wide.Fma(dx, at, Wide.Of(view.Eye.X));
                var py = Wide.Fma(dy, at, Wide.Of(view.Eye.Y));
                var pz = Wide.Fma(dz, at, Wide.Of(view.Eye.Z));
                var u = Wide.Fma(
                    px, Wide.Of(m.X.X), Wide.Fma(py, Wide.Of(m.X.Y), Wide.Fma(pz, Wide.Of(m.X.Z), Wide.Of(m.Dx))));
                var v = Wide.Fma(
                    px, Wide.Of(m.Y.X), Wide.Fma(py, Wide.Of(m.Y.Y), Wide.Fma(pz, Wide.Of(m.Y.Z), Wide.Of(m.Dy))));
                var h = Wide.Fma(
                    px, Wide.Of(m.W.X), Wide.Fma(py, Wide.Of(m.W.Y), Wide.Fma(pz, Wide.Of(m.W.Z), Wide.Of(m.Dw))));
                var last = Wide.Of(map.Side - 1f);
                var iu = Vector512.ConvertToInt32Native(Wide.Min(Wide.Max(u, F.Zero), last));
                var iv = Vector512.ConvertToInt32Native(Wide.Min(Wide.Max(v, F.Zero), last));
                var there = Wide.Gather(map.Heights, (iv * Vector512.Create(map.Side)) + iu);
                sum += Wide.Saturate(Wide.Fma(h - there, Wide.Of(0.5f / map.Texel), F.One));
            }

            var thick = F.One - Wide.Exp2(far * Wide.Of(-0.05f));
            (sum * Wide.Of(1f / steps) * thick * phase).Store(_raw.Start + ((long)y * _stride) + x);
        }
    }

    private void Blur(int y)
    {
        float* above = _raw.Start + ((long)Math.Max(y - 1, 0) * _stride), here = _raw.Start + ((long)y * _stride),
            below = _raw.Start + ((long)Math.Min(y + 1, _height - 1) * _stride);
        for (var x = 0; x < _width; x += 16)
        {
            var sum = Across(above, x) + Across(below, x) + (Across(here, x) * Wide.Of(2));
            (sum * Wide.Of(1 / 16f)).Store(_light.Start + ((long)y * _stride) + x);
        }

        static F Across(float* row, int x) =>
            Vector512.Load(row + Math.Max(x - 1, 0))
                + Vector512.Load(row + x + 1) + (Vector512.Load(row + x) * Wide.Of(2));
    }
}
