using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Throughline.Media.Pictures;
using F = System.Runtime.Intrinsics.Vector512<float>;

namespace Throughline.Stage.Rendering;

/// <summary>
/// Local lights: the strongest of a frame, each added to the lanes of a row it reaches. Lanes: sixteen pixels.
/// </summary>
internal sealed unsafe class LampKernel
{
    private const int Most = 8;

    // Square of half a metre: a lantern that somebody carries does not burn a hole into his coat.
    private const float Globe = 0.25f;
    private readonly Chosen[] _chosen = new Chosen[Most];
    private int _count;

    /// <summary>
    /// Chooses the lamps of a frame: those that light most of what is seen; the scene's own as strong as the look has
    /// them.
    /// </summary>
    public void Choose(List<Lamp> lamps, in ViewBasis view, PixelSize size, float strength)
    {
        _count = 0;
        foreach (ref readonly var lamp in CollectionsMarshal.AsSpan(lamps))
        {
            if (!(lamp.Reach > 0) || Bounds(lamp, view, size) is not { } bounds)
            {
                continue;
            }

            var away = Vector3.Distance(lamp.Place, view.Eye);
            var chosen = new Chosen(
                lamp.IsKey ? lamp : lamp with { Light = lamp.Light * strength }, bounds.Left, bounds.Right, bounds.Top, bounds.Bottom,
                lamp.IsKey ? float.MaxValue : lamp.Light.Length() * lamp.Reach / (away + 1));
            var at = _count < Most ? _count++ : chosen.Weight > _chosen[Most - 1].Weight ? Most - 1 : -1;
            for (; at > 0 && _chosen[at - 1].Weight < chosen.Weight; at--)
            {
                _chosen[at] = _chosen[at - 1];
            }

            if (at >= 0)
            {
                _chosen[at] = chosen;
            }
        }
    }

    /// <summary>Adds the lamps to a row's colours.</summary>
    public void Paint(RowStrip strip, in ViewBasis view)
    {
        // Those that reach the row; its fragments may lie in any column.
        var here = stackalloc int[Most];
        var count = 0;
        for (var i = 0; i < _count; i++)
        {
            if (strip.Y >= _chosen[i].Top && strip.Y <= _chosen[i].Bottom)
            {
                here[count++] = i;
            }
        }

        for (var x = count > 0 ? strip.First : strip.End; x < strip.End; x += 16)
        {
            if (!Vector512.LessThanAll(Vector512.Load(strip.Surface + x), Vector512<int>.Zero))
            {
                Add(strip, x, view.Eye, here, count);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Add(RowStrip strip, int x, Vector3 eye, int* here, int count)
    {
        var distance = Vector512.Load(strip.Distance + x);
        F px = Vector512.Load(strip.Vx + x) * distance, py = Vector512.Load(strip.Vy + x) * distance,
            pz = Vector512.Load(strip.Vz + x) * distance;
        var wrap = Vector512.Load(strip.Wrap + x) + Wide.Of(0.15f);
        var perWrap = F.One / (F.One + wrap);
        F r = F.Zero, g = F.Zero, b = F.Zero;
        for (var i = 0; i < count; i++)
        {
            ref var chosen = ref _chosen[here[i]];
            if (x < strip.Pixels && (x + 15 < chosen.Left || x > chosen.Right))
            {
                continue;
            }

            ref readonly var lamp = ref chosen.Lamp;
            var lx = Wide.Of(lamp.Place.X - eye.X) - px;
            var ly = Wide.Of(lamp.Place.Y - eye.Y) - py;
            var lz = Wide.Of(lamp.Place.Z - eye.Z) - pz;
            var apart = Wide.Fma(lx, lx, Wide.Fma(ly, ly, lz * lz));
            var window = Wide.Saturate(F.One - (apart * Wide.Of(1 / (lamp.Reach * lamp.Reach))));
            if (!Vector512.GreaterThanAny(window, F.Zero))
            {
                continue;
            }

            // Inverse square, held where the lamp is nearer than its globe is wide and brought to nothing at its reach;
            // one division for both that are needed.
            F far = apart + Wide.Of(Globe), length = Vector512.Sqrt(apart + Wide.Of(1e-4f)), per = F.One / (far * length);
            var facing = Wide.Fma(
                lx, Vector512.Load(strip.Nx + x),
                Wide.Fma(ly, Vector512.Load(strip.Ny + x), lz * Vector512.Load(strip.Nz + x))) * per * far;
            var lit = Wide.Saturate((facing + wrap) * perWrap)
                + (Wide.Saturate(-facing) * Vector512.Load(strip.Through + x) * Wide.Of(0.5f));
            lit *= window * window * per * length;
            r = Wide.Fma(lit, Wide.Of(lamp.Light.X), r);
            g = Wide.Fma(lit, Wide.Of(lamp.Light.Y), g);
            b = Wide.Fma(lit, Wide.Of(lamp.Light.Z), b);
        }

        var open = Wide.Fma(Vector512.Load(strip.Sky + x), Wide.Of(0.6f), Wide.Of(0.4f));
        Wide.Fma(r * open, Vector512.Load(strip.AlbedoR + x), Vector512.Load(strip.R + x)).Store(strip.R + x);
        Wide.Fma(g * open, Vector512.Load(strip.AlbedoG + x), Vector512.Load(strip.G + x)).Store(strip.G + x);
        Wide.Fma(b * open, Vector512.Load(strip.AlbedoB + x), Vector512.Load(strip.B + x)).Store(strip.B + x);
    }

    /// <summary>
    /// Adds what a wet ground mirrors of the lamps themselves, drawn out towards the eye as it is seen edge on.
    /// </summary>
    /// <param name="px">Places, from the eye, metres.</param>
    /// <param name="py">The same, up.</param>
    /// <param name="pz">The same, towards the audience.</param>
    /// <param name="vx">Unit ways from the eye to them.</param>
    /// <param name="vy">The same, up.</param>
    /// <param name="vz">The same, towards the audience.</param>
    /// <param name="nx">Unit normals there.</param>
    /// <param name="ny">The same, up.</param>
    /// <param name="nz">The same, towards the audience.</param>
    /// <param name="eye">The eye.</param>
    /// <param name="r">Red light.</param>
    /// <param name="g">Green light.</param>
    /// <param name="b">Blue light.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Gleam(F px, F py, F pz, F vx, F vy, F vz, F nx, F ny, F nz, Vector3 eye, ref F r, ref F g, ref F b)
    {
        const float Sharp = 160;
        var per = Wide.Of(Sharp / (8 * MathF.PI)) / Wide.Max(
            -Wide.Fma(vx, nx, Wide.Fma(vy, ny, vz * nz)), Wide.Of(0.15f));
        for (var i = 0; i < _count; i++)
        {
            ref readonly var lamp = ref _chosen[i].Lamp;
            if (lamp.IsKey)
            {
                continue;
            }

            F lx = Wide.Of(lamp.Place.X - eye.X) - px, ly = Wide.Of(lamp.Place.Y - eye.Y) - py,
                lz = Wide.Of(lamp.Place.Z - eye.Z) - pz;
            var apart = Wide.Fma(lx, lx, Wide.Fma(ly, ly, lz * lz)) + Wide.Of(0.06f);
            var length = F.One / Vector512.Sqrt(apart);
            F hx = Wide.Fma(lx, length, -vx), hy = Wide.Fma(ly, length, -vy), hz = Wide.Fma(lz, length, -vz);
            var half = Wide.Fma(hx, nx, Wide.Fma(hy, ny, hz * nz)) / Vector512.Sqrt(
                Wide.Max(Wide.Fma(hx, hx, Wide.Fma(hy, hy, hz * hz)), Wide.Of(1e-4f)));
            var lobe = Wide.Exp2((half - F.One) * Wide.Of(Sharp * 1.4427f)) * per / apart;
            r = Wide.Fma(lobe, Wide.Of(lamp.Light.X), r);
            g = Wide.Fma(lobe, Wide.Of(lamp.Light.Y), g);
            b = Wide.Fma(lobe, Wide.Of(lamp.Light.Z), b);
        }
    }

    // The pixels a lamp may reach; null when none.
    private static (int Left, int Right, int Top, int Bottom)? Bounds(in Lamp lamp, in ViewBasis view, PixelSize size)
    {
        var at = lamp.Place - view.Eye;
        var depth = Vector3.Dot(at, view.Forward);
        if (depth < -lamp.Reach)
        {
            return null;
        }

        if (depth < lamp.Reach * 1.05f)
        {
            return (0, size.Width - 1, 0, size.Height - 1);
        }

        // A ball in front of the camera: its outline lies within radius / (depth - radius) of its middle.
        var x = view.CentreX + (view.Focal * Vector3.Dot(at, view.Right) / depth);
        var y = view.CentreY - (view.Focal * Vector3.Dot(at, view.Up) / depth);
        var off = MathF.Max(MathF.Abs(x - view.CentreX), MathF.Abs(y - view.CentreY)) / view.Focal;
        var reach = view.Focal * lamp.Reach * (1 + off) / (depth - lamp.Reach);
        var (left, right) = ((int)MathF.Max(x - reach, -1), (int)MathF.Min(x + reach, size.Width));
        var (top, bottom) = ((int)MathF.Max(y - reach, -1), (int)MathF.Min(y + reach, size.Height));
        return right < 0 || left >= size.Width || bottom < 0 || top >= size.Height ? null : (left,
            Math.Min(right, size.Width - 1), top, bottom);
    }

    private readonly struct Chosen(Lamp lamp, int left, int right, int top, int bottom, float weight)
    {
        public readonly Lamp Lamp = lamp;
        public readonly int Left = left, Right = right, Top = top, Bottom = bottom;
        public readonly float Weight = weight;
    }
}
