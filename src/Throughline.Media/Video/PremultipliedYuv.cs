using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Throughline.Media.Video;

/// <summary>
/// Premultiplied R G B A to premultiplied Y'CbCr: each value times the pixel's alpha, its offset (16 or 128) included,
/// so that laying one over another in Y'CbCr gives what laying it over in R'G'B' would. Matrix and range as in
/// <see cref="VideoFrame"/>; where alpha is 255 the values are those of a frame set from the picture, bit for bit.
/// Lanes: eight pixels of a row; remainder: scalar, which gives the same bytes.
/// </summary>
public static class PremultipliedYuv
{
    // The offsets as shares of one step of alpha; what rounding leaves of them is made up for, so that 255 gives them
    // exactly.
    private const int LumaOffset = (16 << 15) / 255;
    private const int ChromaOffset = (128 << 17) / 1020;

    /// <summary>Luma and alpha of pixels.</summary>
    /// <param name="rgba">Premultiplied, four bytes a pixel.</param>
    /// <param name="luma">One byte a pixel.</param>
    /// <param name="alpha">One byte a pixel; empty when nobody needs it.</param>
    public static void Luma(ReadOnlySpan<byte> rgba, Span<byte> luma, Span<byte> alpha)
    {
        var pixels = MemoryMarshal.Cast<byte, uint>(rgba);
        var x = 0;
        for (; Avx2.IsSupported && x <= pixels.Length - 16; x += 16)
        {
            Vector256<uint> first = Vector256.Create(pixels[x..]), second = Vector256.Create(pixels[(x + 8)..]);
            Bytes(Luma(first), Luma(second)).CopyTo(luma[x..]);
            if (!alpha.IsEmpty)
            {
                Bytes((first >>> 24).AsInt32(), (second >>> 24).AsInt32()).CopyTo(alpha[x..]);
            }
        }

        for (; x < pixels.Length; x++)
        {
            var pixel = pixels[x];
            int r = (int)(pixel & 255), g = (int)((pixel >> 8) & 255), b = (int)((pixel >> 16) & 255),
                a = (int)(pixel >> 24);
            luma[x] =
                (byte)(((Bt709.YR * r) + (Bt709.YG * g) + (Bt709.YB * b) + (LumaOffset * a) + ((a * 9) >> 8) + (1 << 14)) >> 15);
            if (!alpha.IsEmpty)
            {
                alpha[x] = (byte)a;
            }
        }
    }

    /// <summary>Chroma between two rows: the mean of each pixel, its right neighbour and the two below them.</summary>
    /// <param name="upper">Premultiplied pixels of a row.</param>
    /// <param name="lower">Those of the row below.</param>
    /// <param name="chroma">For each pixel Cb and in the high byte Cr; the last pixel is its own right
    /// neighbour.</param>
    /// <param name="alphas">The mean alpha, one byte a pixel; empty when nobody needs it.</param>
    public static void Chroma(
        ReadOnlySpan<byte> upper, ReadOnlySpan<byte> lower, Span<ushort> chroma, Span<byte> alphas)
    {
        ReadOnlySpan<uint> above = MemoryMarshal.Cast<byte, uint>(upper), below = MemoryMarshal.Cast<byte, uint>(lower);
        var x = 0;
        for (; Avx2.IsSupported && x <= above.Length - 9; x += 8)
        {
            Vector256<uint> a = Vector256.Create(above[x..]), b = Vector256.Create(above[(x + 1)..]);
            Vector256<uint> c = Vector256.Create(below[x..]), d = Vector256.Create(below[(x + 1)..]);
            var redBlue = Even(a) + Even(b) + Even(c) + Even(d);
            var greenAlpha = Even(a >>> 8) + Even(b >>> 8) + Even(c >>> 8) + Even(d >>> 8);
            var alpha = (greenAlpha >>> 16).AsInt32();
            var rest = ((alpha * 258) >> 10) + Vector256.Create(1 << 16);
            var cb = (Sum(redBlue, greenAlpha, Bt709.CbR, Bt709.CbG, Bt709.CbB, ChromaOffset) + rest) >>> 17;
            var cr = (Sum(redBlue, greenAlpha, Bt709.CrR, Bt709.CrG, Bt709.CrB, ChromaOffset) + rest) >>> 17;
            Vector128.Narrow((cb | (cr << 8)).AsUInt32().GetLower(), (cb | (cr << 8)).AsUInt32().GetUpper()).CopyTo(
                chroma[x..]);
            if (!alphas.IsEmpty)
            {
                Bytes((alpha + Vector256.Create(2)) >>> 2, Vector256<int>.Zero).GetLower().CopyTo(alphas[x..]);
            }
        }

        for (; x < above.Length; x++)
        {
            var right = Math.Min(x + 1, above.Length - 1);
            uint redBlue = Even(above[x]) + Even(above[right]) + Even(below[x]) + Even(below[right]);
            uint greenAlpha = Even(above[x] >> 8) + Even(above[right] >> 8) + Even(below[x] >> 8) + Even(
                below[right] >> 8);
            int r = (int)(redBlue & 0xFFFF), b = (int)(redBlue >> 16), g = (int)(greenAlpha & 0xFFFF),
                a = (int)(greenAlpha >> 16);
            var offset = (ChromaOffset * a) + ((a * 258) >> 10) + (1 << 16);
            var cb = (uint)(((Bt709.CbR * r) + (Bt709.CbG * g) + (Bt709.CbB * b) + offset) >> 17);
            var cr = (uint)(((Bt709.CrR * r) + (Bt709.CrG * g) + (Bt709.CrB * b) + offset) >> 17);
            chroma[x] = (ushort)(cb | (cr << 8));
            if (!alphas.IsEmpty)
            {
                alphas[x] = (byte)((a + 2) >> 2);
            }
        }
    }

    private static uint Even(uint pixel) => pixel & 0x00FF00FF;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Luma(Vector256<uint> pixels)
    {
        var alpha = (pixels >>> 24).AsInt32();
        var sum = Sum(Even(pixels), Even(pixels >>> 8), Bt709.YR, Bt709.YG, Bt709.YB, LumaOffset);
        return (sum + ((alpha * 9) >> 8) + Vector256.Create(1 << 14)) >>> 15;
    }

    // Red in the low, blue in the high 16 bits of each lane; green and alpha likewise, shifted.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Even(Vector256<uint> pixels) => pixels & Vector256.Create(0x00FF00FFu);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Sum(
        Vector256<uint> redBlue, Vector256<uint> greenAlpha, int r, int g, int b, int a) =>
        Avx2.MultiplyAddAdjacent(redBlue.AsInt16(), Vector256.Create((b << 16) | (r & 0xFFFF)).AsInt16())
            + Avx2.MultiplyAddAdjacent(greenAlpha.AsInt16(), Vector256.Create((a << 16) | (g & 0xFFFF)).AsInt16());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Bytes(Vector256<int> low, Vector256<int> high)
    {
        var words = Vector256.Narrow(low, high).AsUInt16();
        return Vector128.Narrow(words.GetLower(), words.GetUpper());
    }
}
