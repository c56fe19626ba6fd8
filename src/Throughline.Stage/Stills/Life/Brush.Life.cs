using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Throughline.Stage.Stills;

/// <summary>
/// Painting of sheets that move by themselves. Lanes: eight neighbouring pixels of a cell. Shares and light are linear
/// between nodes. Where neither is, the result is that of <see cref="Line"/>, bit for bit. There is no remainder.
/// </summary>
internal readonly unsafe partial struct Brush
{
    private static readonly Vector256<float> _ramp = Vector256.Create(0f, 1, 2, 3, 4, 5, 6, 7);

    // A pixel's 16 bits, of 32, repeated for its four channels; the first four pixels and the last.
    private static readonly Vector256<byte> _lowFour = Vector256.Create(
        (byte)0, 1, 0, 1, 0, 1, 0, 1, 4, 5, 4, 5, 4, 5, 4, 5, 8, 9, 8, 9, 8, 9, 8, 9, 12, 13, 12, 13, 12, 13, 12, 13);

    private static readonly Vector256<byte> _highFour = Vector256.Create(
        (byte)16, 17, 16, 17, 16, 17, 16, 17, 20, 21, 20, 21, 20, 21, 20, 21, 24, 25, 24, 25, 24, 25, 24, 25, 28, 29,
            28, 29, 28, 29, 28, 29);

    private static readonly Vector256<byte> _alphas = Vector256.Create(
        (byte)6, 7, 6, 7, 6, 7, 6, 7, 14, 15, 14, 15, 14, 15, 14, 15, 22, 23, 22, 23, 22, 23, 22, 23, 30, 31, 30, 31,
            30, 31, 30, 31);

    private static readonly Vector256<short> _fourRamp = Vector256.Create((short)0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3,
        3, 3, 3);

    private static readonly Vector256<short> _colours = Vector256.Create((short)-1, -1, -1, 0, -1, -1, -1, 0, -1, -1,
        -1, 0, -1, -1, -1, 0);

    // Rounding thresholds of neighbouring pixels and lines (a 4 x 4 Bayer matrix), in 128ths: slow changes of light
    // show no
    // steps. Alpha is not rounded.
    private static readonly Vector256<short>[] _thresholds = [Bayer(4, 68, 20, 84), Bayer(100, 36, 116, 52),
        Bayer(28, 92, 12, 76), Bayer(124, 60, 108, 44)];

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
        NodeGrid nodes, LivingNodes living, int row, int column, int line, float left, float top, int cells,
            bool isFirst, byte* target)
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
                float from = Between(share + cell, living.Stride, down),
                    to = Between(share + cell + 1, living.Stride, down);
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
        return _coarseShare == 0 ? colour : Mix(colour, WarpKernel.Sample(_coarse, x0 / 2, y0 / 2, dx / 2, dy / 2),
            _coarseShare);
    }

    // Shares from one end of the cell to the other.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Mix(Vector256<byte> a, Vector256<byte> b, float from, float to)
    {
        var ramp = (Vector256.Create(from) + (_ramp * ((to - from) / WarpKernel.Lanes))) * 256f;
        var shares = Vector256.ConvertToInt32(ramp + Vector256.Create(0.5f)).AsByte();
        var lowShare = Vector256.Shuffle(shares, _lowFour).AsUInt16();
        var highShare = Vector256.Shuffle(shares, _highFour).AsUInt16();
        var (lowA, highA) = Vector256.Widen(a);
        var (lowB, highB) = Vector256.Widen(b);
        var whole = Vector256.Create((ushort)256);
        var half = Vector256.Create((ushort)128);
        return Vector256.Narrow(
            ((lowA * (whole - lowShare)) + (lowB * lowShare) + half) >> 8,
            ((highA * (whole - highShare)) + (highB * highShare) + half) >> 8);
    }

    /// <summary>
    /// Premultiplied colours with a factor for what is there and light to add, both linear over the eight pixels.
    /// Lanes: the
    /// channels of four pixels, 16 bits each, in 128ths of a level; sums saturate. The portable path gives the same
    /// bytes.
    /// </summary>
    /// <param name="colour">Eight pixels R, G, B, A.</param>
    /// <param name="light">Factor less 1 (-1 to 1) in its first lane, R, G, B to add in its fifth to seventh.</param>
    /// <param name="step">What each pixel adds to it.</param>
    /// <param name="line">Line of the cell, for the rounding thresholds.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<byte> Lit(Vector256<byte> colour, Vector256<float> light, Vector256<float> step, int line)
    {
        const float One = 32767;
        var gains = Vector256.Create(light.ToScalar() * One) + (_ramp * (step.ToScalar() * One));
        gains = Vector256.Min(Vector256.Max(gains, Vector256.Create(-One)), Vector256.Create(One));
        var spread = Vector256.ConvertToInt32(gains).AsByte();
        var lowGain = Vector256.Shuffle(spread, _lowFour).AsInt16() & _colours;
        var highGain = Vector256.Shuffle(spread, _highFour).AsInt16() & _colours;

        // Light to add in 128ths: that of the first pixel, and so much more for each further one.
        var first = Vector256.ConvertToInt32(Vector256.Create(light.GetUpper(), step.GetUpper()) * 128f);
        var narrow = Vector256.Narrow(first, first);
        var start = Vector256.Create(narrow.AsUInt64().ToScalar()).AsInt16();
        var each = Vector256.Create(narrow.AsUInt64().GetElement(1)).AsInt16();
        var lowMore = start + (each * _fourRamp);
        var highMore = lowMore + (each << 2);
        var thresholds = _thresholds[line & 3];
        var (low, high) = Vector256.Widen(colour);
        return Vector256.Narrow(
            Four(low, lowGain, lowMore, thresholds), Four(high, highGain, highMore, thresholds));
    }

    // Light never exceeds what the sheet covers: alpha bounds it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> Four(Vector256<ushort> pixels, Vector256<short> gain, Vector256<short> more,
        Vector256<short> thresholds)
    {
        var here = (pixels << 7).AsInt16();
        var alpha = Vector256.Shuffle(here.AsByte(), _alphas).AsInt16();
        var lit = Vector256.AddSaturate(Vector256.AddSaturate(here, Product(here, gain)),
            Product(more, alpha + (alpha >> 8)));
        lit = Vector256.AddSaturate(lit, thresholds);
        return (Vector256.Min(Vector256.Max(lit, Vector256<short>.Zero),
            alpha | Vector256.Create((short)127)) >> 7).AsUInt16();
    }

    // Rounded product of 15-bit fractions.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Product(Vector256<short> a, Vector256<short> b)
    {
        if (Avx2.IsSupported)
        {
            return Avx2.MultiplyHighRoundScale(a, b);
        }

        var (lowA, highA) = Vector256.Widen(a);
        var (lowB, highB) = Vector256.Widen(b);
        var half = Vector256.Create(0x4000);
        return Vector256.Narrow(((lowA * lowB) + half) >> 15, ((highA * highB) + half) >> 15);
    }

    private static Vector256<short> Bayer(short a, short b, short c, short d) =>
        Vector256.Create(a, a, a, 0, b, b, b, 0, c, c, c, 0, d, d, d, 0);
}
