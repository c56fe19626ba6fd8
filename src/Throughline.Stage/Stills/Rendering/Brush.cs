using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Throughline.Stage.Stills;

/// <summary>One layer in one frame: which levels of its texture to sample, and how much of the coarser one.</summary>
internal readonly unsafe partial struct Brush
{
    private readonly TextureLevel _fine;
    private readonly TextureLevel _coarse;
    private readonly float _toFine;
    private readonly ushort _coarseShare;

    /// <summary>
    /// Chooses levels for a layer shown <paramref name="reduction"/> times smaller than in the picture.
    /// </summary>
    public Brush(Texture texture, float reduction)
    {
        var choice = new TextureChoice(texture, reduction);
        (_fine, _coarse, _toFine, _coarseShare) = (choice.Fine, choice.Coarse, choice.ToFine, choice.CoarseShare);
    }

    /// <summary>Paints a line of cells, each as wide as nodes are apart.</summary>
    /// <param name="x">Layer columns (plus <paramref name="left"/>) of the nodes above; one more than there are
    /// cells.</param>
    /// <param name="y">Layer rows (plus <paramref name="top"/>) of the nodes above.</param>
    /// <param name="stride">From a node to the node below it.</param>
    /// <param name="down">Where the line lies between the nodes above and below, 0 to 1.</param>
    /// <param name="left">Left of the layer.</param>
    /// <param name="top">Top of the layer.</param>
    /// <param name="cells">How many cells.</param>
    /// <param name="step">Pixels of a cell.</param>
    /// <param name="isFirst">Whether to replace what is there rather than paint over it.</param>
    /// <param name="target">Opaque R, G, B, A, cell after cell.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Line(
        float* x, float* y, int stride, float down, float left, float top, int cells, int step, bool isFirst,
        byte* target)
    {
        var scale = _toFine;
        var x0 = (Between(x, stride, down) - left) * scale;
        var y0 = (Between(y, stride, down) - top) * scale;
        var share = 1f / step;
        for (var cell = 1; cell <= cells; cell++)
        {
            var x1 = (Between(x + cell, stride, down) - left) * scale;
            var y1 = (Between(y + cell, stride, down) - top) * scale;
            float dx = (x1 - x0) * share, dy = (y1 - y0) * share;
            for (var part = 0; part < step; part += WarpKernel.Lanes)
            {
                float u = x0 + (part * dx), v = y0 + (part * dy);
                var colour = WarpKernel.Sample(_fine, u, v, dx, dy);
                if (_coarseShare != 0)
                {
                    colour = Mix(colour, WarpKernel.Sample(_coarse, u / 2, v / 2, dx / 2, dy / 2), _coarseShare);
                }

                if (!isFirst)
                {
                    colour = Over(colour, Vector256.Load(target));
                }

                // The scene is opaque; rounding must not leave a trace of that in the frame.
                (colour | Vector256.Create(0xFF000000u).AsByte()).Store(target);
                target += Vector256<byte>.Count;
            }

            (x0, y0) = (x1, y1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Between(float* node, int stride, float down) => node[0] + ((node[stride] - node[0]) * down);

    // Above over below, both premultiplied.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Over(Vector256<byte> above, Vector256<byte> below)
    {
        var alpha = Vector256.Shuffle(above, Vector256.Create(
            (byte)3, 3, 3, 3, 7, 7, 7, 7, 11, 11, 11, 11, 15, 15, 15, 15, 19, 19, 19, 19, 23, 23, 23, 23, 27, 27, 27,
            27, 31, 31, 31, 31));
        var (lowThrough, highThrough) = Vector256.Widen(~alpha);
        var (lowBelow, highBelow) = Vector256.Widen(below);
        return Vector256.AddSaturate(
            above, Vector256.Narrow(By255(lowThrough * lowBelow), By255(highThrough * highBelow)));
    }

    /// <summary>Two times eight pixels, <paramref name="share"/> 256ths of the second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Mix(Vector256<byte> a, Vector256<byte> b, ushort share)
    {
        var (lowA, highA) = Vector256.Widen(a);
        var (lowB, highB) = Vector256.Widen(b);
        var rest = (ushort)(256 - share);
        var half = Vector256.Create((ushort)128);
        return Vector256.Narrow(
            ((lowA * rest) + (lowB * share) + half) >> 8, ((highA * rest) + (highB * share) + half) >> 8);
    }

    // Division by 255 to the nearest, exact for products of two bytes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> By255(Vector256<ushort> product)
    {
        var t = product + Vector256.Create((ushort)128);
        return (t + (t >> 8)) >> 8;
    }
}
