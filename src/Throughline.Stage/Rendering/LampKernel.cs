using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Throughline.Media.Pictures;
using F = System.Runtime.Intrinsics.Vector512<float>;

namespace Throughline.Stage.Rendering;

/// <summary>Local lights: the strongest of a frame, each added to the lanes of a row it reaches. Lanes: sixteen pixels.</summary>
internal sealed unsafe class LampKernel
{
    private const int Most = 8;
    private readonly Chosen[] _chosen = new Chosen[Most];
    private int _count;

    /// <summary>Chooses the lamps of a frame: those that light most of what is seen.</summary>
    public void Choose(List<Lamp> lamps, in ViewBasis view, PixelSize size)
    {
        _count = 0;
        foreach (ref readonly var lamp in CollectionsMarshal.AsSpan(lamps))
        {
            if (!(lamp.Reach > 0) || Bounds(lamp, view, size) is not { } bounds)
            {
                continue;
            }

            var away = Vector3.Distance(lamp.Place, view.Eye);
            var chosen = new Chosen(lamp, bounds.Left, bounds.Right, bounds.Top, bounds.Bottom, lamp.IsKey ? float.MaxValue : lamp.Light.Length() * lamp.Reach / (away + 1));
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
        for (var i = 0; i < _count; i++)
        {
            ref var lamp = ref _chosen[i];
            if (strip.Y < lamp.Top || strip.Y > lamp.Bottom)
            {
                continue;
            }

            Add(strip, view, lamp.Lamp, Math.Max(Math.Max(lamp.Left, 0) & ~15, strip.First), Math.Min(lamp.Right + 1, Math.Min(strip.Pixels, strip.Lanes)));
            Add(strip, view, lamp.Lamp, strip.Pixels, strip.Lanes);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Add(RowStrip strip, in ViewBasis view, in Lamp lamp, int from, int to)
    {
        var perFocal = Wide.Of(1 / view.Focal);
        var ray = view.Forward - (view.Up * ((strip.Y + 0.5f - view.CentreY) / view.Focal));
        var at = lamp.Place - view.Eye;
        var perReach = Wide.Of(1 / (lamp.Reach * lamp.Reach));
        for (var x = from; x < to; x += 16)
        {
            var depth = F.One / Wide.Max(Vector512.Load(strip.Nearness + x), Wide.Of(1e-5f));
            var across = (Vector512.Load(strip.Px + x) - Wide.Of(view.CentreX)) * perFocal;
            var lx = Wide.Of(at.X) - (Wide.Fma(across, Wide.Of(view.Right.X), Wide.Of(ray.X)) * depth);
            var ly = Wide.Of(at.Y) - (Wide.Fma(across, Wide.Of(view.Right.Y), Wide.Of(ray.Y)) * depth);
            var lz = Wide.Of(at.Z) - (Wide.Fma(across, Wide.Of(view.Right.Z), Wide.Of(ray.Z)) * depth);
            var apart = Wide.Fma(lx, lx, Wide.Fma(ly, ly, lz * lz));
            var window = Wide.Saturate(F.One - (apart * perReach));
            if (!Vector512.GreaterThanAny(window, F.Zero))
            {
                continue;
            }

            // Inverse square, held near the lamp and brought to nothing at its reach.
            var fall = window * window / (apart + Wide.Of(0.06f));
            var facing = Wide.Fma(lx, Vector512.Load(strip.Nx + x), Wide.Fma(ly, Vector512.Load(strip.Ny + x), lz * Vector512.Load(strip.Nz + x)))
                / Vector512.Sqrt(apart + Wide.Of(1e-4f));
            var wrap = Vector512.Load(strip.Wrap + x) + Wide.Of(0.15f);
            var lit = Wide.Saturate((facing + wrap) / (F.One + wrap)) + (Wide.Saturate(-facing) * Vector512.Load(strip.Through + x) * Wide.Of(0.5f));
            lit *= fall * Wide.Fma(Vector512.Load(strip.Sky + x), Wide.Of(0.6f), Wide.Of(0.4f));
            Wide.Fma(lit * Wide.Of(lamp.Light.X), Vector512.Load(strip.AlbedoR + x), Vector512.Load(strip.R + x)).Store(strip.R + x);
            Wide.Fma(lit * Wide.Of(lamp.Light.Y), Vector512.Load(strip.AlbedoG + x), Vector512.Load(strip.G + x)).Store(strip.G + x);
            Wide.Fma(lit * Wide.Of(lamp.Light.Z), Vector512.Load(strip.AlbedoB + x), Vector512.Load(strip.B + x)).Store(strip.B + x);
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
        return right < 0 || left >= size.Width || bottom < 0 || top >= size.Height ? null : (left, Math.Min(right, size.Width - 1), top, bottom);
    }

    private readonly record struct Chosen(Lamp Lamp, int Left, int Right, int Top, int Bottom, float Weight);
}
