using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Throughline.Stage.Stills;

/// <summary>
/// Painting of sheets that move by themselves. Lanes: eight neighbouring pixels of a cell. Shares and light are linear
/// between nodes. Where neither is, the result is that of <see cref="Line"/>, bit for bit. There is no remainder.
/// </summary>
internal readonly unsafe partial struct Brush
{
    private static readonly Vector256<float> _ramp = Vector256.Create(0f, 1, 2, 3, 4, 5, 6, 7);

    // Rounding thresholds of neighbouring pixels and lines (a 4 x 4 Bayer matrix): slow changes of light show no steps.
    private static readonly float[] _dither =
    [
        0.03f, 0.53f, 0.16f, 0.66f, 0.78f, 0.28f, 0.91f, 0.41f, 0.22f, 0.72f, 0.09f, 0.59f, 0.97f, 0.47f, 0.84f, 0.34f,
    ];

    /// <summary>Paints a line of cells of eight pixels, some of which move.</summary>
    /// <param name="nodes">The layer's nodes.</param>
    /// <param name="living">What moves at them.</param>
    /// <param name="row">Row of the nodes above.</param>
    /// <param name="column">First node.</param>
    /// <param name="line">Line of the cell, 0 to 7.</param>
    /// <param name="left">Left of the layer.</param>
    /// <param name="top">Top of the layer.</param>
    /// <param name="cells">How many cells.</param>
    /// <param name="isFirst">Whether to replace what is there rather than paint over it.</param>
    /// <param name="target">Opaque R, G, B, A, eight pixels a cell.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void LivingLine(
        NodeGrid nodes, LivingNodes living, int row, int column, int line, float left, float top, int cells, bool isFirst, byte* target)
    {
        var down = line / (float)NodeGrid.Fine;
        float* x = nodes.XFrom(row, column), y = nodes.YFrom(row, column);
        float* otherX = living.Second.XFrom(row, column), otherY = living.Second.YFrom(row, column);
        var share = living.ShareFrom(row, column);
        var light = living.LightFrom(row, column);
        var flags = living.Cells(row, column, cells);
        for (var cell = 0; cell < cells; cell++)
        {
            var colour = At(x + cell, y + cell, nodes.Stride, down, left, top);
            if ((flags[cell] & LivingNodes.CellFlow) != 0)
            {
                var other = At(otherX + cell, otherY + cell, living.Second.Stride, down, left, top);
                float from = Between(share + cell, living.Stride, down), to = Between(share + cell + 1, living.Stride, down);
                colour = Mix(colour, other, from, to);
            }

            if ((flags[cell] & LivingNodes.CellLight) != 0)
            {
                var here = light[cell] + ((light[cell + living.Stride] - light[cell]) * down);
                var next = light[cell + 1] + ((light[cell + 1 + living.Stride] - light[cell + 1]) * down);
                colour = Lit(colour, here, (next - here) * (1f / WarpKernel.Lanes), line);
            }

            if (!isFirst)
            {
                colour = Over(colour, Vector256.Load(target));
            }

            (colour | Vector256.Create(0xFF000000u).AsByte()).Store(target);
            target += Vector256<byte>.Count;
        }
    }

    // A cell's eight pixels of a line.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<byte> At(float* x, float* y, int stride, float down, float left, float top)
    {
        const float Eighth = 1f / WarpKernel.Lanes;
        float x0 = (Between(x, stride, down) - left) * _toFine, y0 = (Between(y, stride, down) - top) * _toFine;
        float x1 = (Between(x + 1, stride, down) - left) * _toFine, y1 = (Between(y + 1, stride, down) - top) * _toFine;
        float dx = (x1 - x0) * Eighth, dy = (y1 - y0) * Eighth;
        var colour = WarpKernel.Sample(_fine, x0, y0, dx, dy);
        return _coarseShare == 0 ? colour : Mix(colour, WarpKernel.Sample(_coarse, x0 / 2, y0 / 2, dx / 2, dy / 2), _coarseShare);
    }

    // Shares from one end of the cell to the other.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Mix(Vector256<byte> a, Vector256<byte> b, float from, float to)
    {
        var shares = Vector256.ConvertToInt32(((Vector256.Create(from) + (_ramp * ((to - from) / WarpKernel.Lanes))) * 256f) + Vector256.Create(0.5f)).AsByte();
        var lowShare = Vector256.Shuffle(shares, Vector256.Create(
            (byte)0, 1, 0, 1, 0, 1, 0, 1, 4, 5, 4, 5, 4, 5, 4, 5, 8, 9, 8, 9, 8, 9, 8, 9, 12, 13, 12, 13, 12, 13, 12, 13)).AsUInt16();
        var highShare = Vector256.Shuffle(shares, Vector256.Create(
            (byte)16, 17, 16, 17, 16, 17, 16, 17, 20, 21, 20, 21, 20, 21, 20, 21, 24, 25, 24, 25, 24, 25, 24, 25, 28, 29, 28, 29, 28, 29, 28, 29)).AsUInt16();
        var (lowA, highA) = Vector256.Widen(a);
        var (lowB, highB) = Vector256.Widen(b);
        var whole = Vector256.Create((ushort)256);
        var half = Vector256.Create((ushort)128);
        return Vector256.Narrow(
            ((lowA * (whole - lowShare)) + (lowB * lowShare) + half) >> 8,
            ((highA * (whole - highShare)) + (highB * highShare) + half) >> 8);
    }

    // Premultiplied colours with a factor for what is there and light to add, pixel by pixel in floats: R, G, B, A.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Lit(Vector256<byte> colour, Vector256<float> light, Vector256<float> step, int line)
    {
        var gain = light.GetLower();
        var more = light.GetUpper();
        Vector128<float> gainStep = step.GetLower(), moreStep = step.GetUpper();
        var thresholds = Vector128.Create(_dither, (line & 3) * 4);
        var (low, high) = Vector256.Widen(colour);
        var (first, second) = Vector256.Widen(low);
        var (third, fourth) = Vector256.Widen(high);
        first = Pair(first, 0, 1);
        second = Pair(second, 2, 3);
        third = Pair(third, 0, 1);
        fourth = Pair(fourth, 2, 3);
        return Vector256.Narrow(Vector256.Narrow(first, second), Vector256.Narrow(third, fourth));

        Vector256<uint> Pair(Vector256<uint> pixels, int left, int right)
        {
            var result = Vector256.Create(Pixel(pixels.GetLower(), thresholds[left]), Pixel(pixels.GetUpper(), thresholds[right]));
            return result;
        }

        Vector128<uint> Pixel(Vector128<uint> pixel, float threshold)
        {
            var here = Vector128.ConvertToSingle(pixel.AsInt32());
            var alpha = Vector128.Shuffle(here, Vector128.Create(3, 3, 3, 3));
            var lit = here + (here * gain) + (more * (alpha * (1f / 255))) + Vector128.Create(threshold);
            gain += gainStep;
            more += moreStep;
            return Vector128.ConvertToInt32(Vector128.Min(Vector128.Max(lit, Vector128<float>.Zero), alpha + Vector128.Create(0.99f))).AsUInt32();
        }
    }
}
