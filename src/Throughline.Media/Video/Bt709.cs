using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Throughline.Media.Video;

/// <summary>
/// R G B A bytes to planar Y'CbCr 4:2:0, 8 bits, limited range, matrix of Rec. ITU-R BT.709-6. Chroma is the mean of
/// the 2x2 pixels it stands for, so it is sited at their centre (tag: center), and is rounded once, after the matrix.
/// Lanes: eight pixels a vector, sixteen by two a step; coordinate space: encoded bytes; remainder: scalar. Integers
/// throughout: coefficients scaled by 2^15, so vector and scalar agree bit for bit on every machine.
/// </summary>
internal static partial class Bt709
{
    // Rows of the matrix times 219/255 (luma) and 224/255 (chroma), times 2^15. Chroma rows add up to zero, so that
    // grey has none; the luma row gives white 235.
    internal const int YR = 5983, YG = 20127, YB = 2032;
    internal const int CbR = -3298, CbG = -11094, CbB = 14392;
    internal const int CrR = 14392, CrG = -13073, CrB = -1319;
    private const int YOffset = (16 << 15) + (1 << 14);
    private const int COffset = (128 << 17) + (1 << 16);

    /// <summary>Bytes of one 4:2:0 frame.</summary>
    public static int FrameBytes(int width, int height) => width * height * 3 / 2;

    /// <summary>Converts a picture of even sides into its planes Y, Cb, Cr, one after the other.</summary>
    public static void ToYuv420(ReadOnlySpan<byte> rgba, int width, int height, Span<byte> yuv) =>
        Convert(rgba, width, height, yuv, vector: Vector256.IsHardwareAccelerated);

    /// <summary>The scalar twin of <see cref="ToYuv420"/>.</summary>
    public static void ToYuv420Scalar(ReadOnlySpan<byte> rgba, int width, int height, Span<byte> yuv) =>
        Convert(rgba, width, height, yuv, vector: false);

    private static void Convert(ReadOnlySpan<byte> rgba, int width, int height, Span<byte> yuv, bool vector)
    {
        if (((width | height) & 1) != 0 || rgba.Length != width * height * 4 || yuv.Length != FrameBytes(width, height))
        {
            throw new ArgumentException(
                $"4:2:0 needs even sides and whole planes; this is {width}x{height}.", nameof(yuv));
        }

        var luma = yuv[..(width * height)];
        var cb = yuv.Slice(luma.Length, luma.Length / 4);
        var cr = yuv[(luma.Length + cb.Length)..];
        var pixels = MemoryMarshal.Cast<byte, uint>(rgba);
        for (var y = 0; y < height; y += 2)
        {
            var row0 = pixels.Slice(y * width, width);
            var row1 = pixels.Slice((y + 1) * width, width);
            var luma0 = luma.Slice(y * width, width);
            var luma1 = luma.Slice((y + 1) * width, width);
            var chroma = y / 2 * (width / 2);
            var cb0 = cb.Slice(chroma, width / 2);
            var cr0 = cr.Slice(chroma, width / 2);
            var x = vector ? RowsByVector(row0, row1, luma0, luma1, cb0, cr0) : 0;
            for (; x < width; x += 2)
            {
                Block(row0, row1, x, luma0, luma1, out cb0[x / 2], out cr0[x / 2]);
            }
        }
    }

    private static void Block(
        ReadOnlySpan<uint> row0, ReadOnlySpan<uint> row1, int x, Span<byte> luma0, Span<byte> luma1, out byte cb,
        out byte cr)
    {
        luma0[x] = Luma(row0[x]);
        luma0[x + 1] = Luma(row0[x + 1]);
        luma1[x] = Luma(row1[x]);
        luma1[x + 1] = Luma(row1[x + 1]);
        var r = R(row0[x]) + R(row0[x + 1]) + R(row1[x]) + R(row1[x + 1]);
        var g = G(row0[x]) + G(row0[x + 1]) + G(row1[x]) + G(row1[x + 1]);
        var b = B(row0[x]) + B(row0[x + 1]) + B(row1[x]) + B(row1[x + 1]);
        cb = (byte)(((CbR * r) + (CbG * g) + (CbB * b) + COffset) >> 17);
        cr = (byte)(((CrR * r) + (CrG * g) + (CrB * b) + COffset) >> 17);
    }

    private static byte Luma(uint pixel) =>
        (byte)(((YR * R(pixel)) + (YG * G(pixel)) + (YB * B(pixel)) + YOffset) >> 15);

    private static int R(uint pixel) => (int)(pixel & 255);

    private static int G(uint pixel) => (int)((pixel >> 8) & 255);

    private static int B(uint pixel) => (int)((pixel >> 16) & 255);

    /// <summary>Converts as many whole sixteens of columns as there are; gives the first column left.</summary>
    private static int RowsByVector(
        ReadOnlySpan<uint> row0, ReadOnlySpan<uint> row1, Span<byte> luma0, Span<byte> luma1, Span<byte> cb,
        Span<byte> cr)
    {
        var x = 0;
        for (; x <= row0.Length - 16; x += 16)
        {
            var (a0, a1) = (Vector256.Create(row0[x..]), Vector256.Create(row0[(x + 8)..]));
            var (b0, b1) = (Vector256.Create(row1[x..]), Vector256.Create(row1[(x + 8)..]));
            Bytes(Luma(a0), Luma(a1)).CopyTo(luma0[x..]);
            Bytes(Luma(b0), Luma(b1)).CopyTo(luma1[x..]);
            var (rb0, ga0) = (RedBlue(a0) + RedBlue(b0), Green(a0) + Green(b0));
            var (rb1, ga1) = (RedBlue(a1) + RedBlue(b1), Green(a1) + Green(b1));
            Halves(
                Chroma(rb0, ga0, CbR, CbG, CbB, rb1, ga1),
                Chroma(rb0, ga0, CrR, CrG, CrB, rb1, ga1),
                cb[(x / 2)..],
                cr[(x / 2)..]);
        }

        return x;
    }

    private static Vector256<int> Luma(Vector256<uint> pixels) =>
        (Sum(RedBlue(pixels), Green(pixels), YR, YG, YB) + Vector256.Create(YOffset)) >>> 15;

    // Red in the low, blue in the high 16 bits of each lane; green alone likewise.
    private static Vector256<uint> RedBlue(Vector256<uint> pixels) => pixels & Vector256.Create(0x00FF00FFu);

    private static Vector256<uint> Green(Vector256<uint> pixels) => (pixels >>> 8) & Vector256.Create(0xFFu);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Sum(Vector256<uint> redBlue, Vector256<uint> green, int r, int g, int b)
    {
        if (Avx2.IsSupported)
        {
            return Avx2.MultiplyAddAdjacent(redBlue.AsInt16(), Vector256.Create((b << 16) | (r & 0xFFFF)).AsInt16())
                + Avx2.MultiplyAddAdjacent(green.AsInt16(), Vector256.Create(g & 0xFFFF).AsInt16());
        }

        return ((redBlue & Vector256.Create(0xFFFFu)).AsInt32() * r)
            + (green.AsInt32() * g) + ((redBlue >>> 16).AsInt32() * b);
    }

    /// <summary>One chroma value for each pair of the sixteen columns, as eight lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Chroma(
        Vector256<uint> rb0, Vector256<uint> ga0, int r, int g, int b, Vector256<uint> rb1, Vector256<uint> ga1)
    {
        var low = Sum(rb0, ga0, r, g, b).AsUInt64();
        var high = Sum(rb1, ga1, r, g, b).AsUInt64();
        var left = Vector256.Narrow(low, high).AsInt32();
        var right = Vector256.Narrow(low >>> 32, high >>> 32).AsInt32();
        return (left + right + Vector256.Create(COffset)) >>> 17;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Bytes(Vector256<int> low, Vector256<int> high)
    {
        var words = Vector256.Narrow(low, high).AsUInt16();
        return Vector128.Narrow(words.GetLower(), words.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Halves(Vector256<int> first, Vector256<int> second, Span<byte> toFirst, Span<byte> toSecond)
    {
        var bytes = Bytes(first, second);
        bytes.GetLower().CopyTo(toFirst);
        bytes.GetUpper().CopyTo(toSecond);
    }
}
