using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Throughline.Media.Video;

/// <summary>
/// The way back: planar Y'CbCr 4:2:0 to opaque R G B A. Chroma is sited at the centre of the four pixels it stands for
/// and interpolated linearly both ways: 9, 3, 3 and 1 sixteenths of the four nearest, repeated at the borders. Lanes:
/// eight pixels of a row; coordinate space: encoded bytes; remainder: scalar. Integers throughout, coefficients scaled
/// by 2^16, rounded once, so vector and scalar agree bit for bit.
/// </summary>
internal static partial class Bt709
{
    // 255/219 for luma; for chroma, which comes sixteenfold, the matrix times 255/224.
    private const int Luma255 = 76309;
    private const int RedOfCr = 7343, BlueOfCb = 8652, GreenOfCb = 873, GreenOfCr = 2183;
    private const int Neutral = 128 * 16;
    private const int Half = 1 << 15;

    /// <summary>Converts planes Y, Cb, Cr, one after the other, into a picture of even sides.</summary>
    public static void ToRgba(ReadOnlySpan<byte> yuv, int width, int height, Span<byte> rgba) =>
        ToRgba(yuv, width, height, rgba, vector: Vector256.IsHardwareAccelerated);

    /// <summary>The scalar twin of <see cref="ToRgba(ReadOnlySpan{byte}, int, int, Span{byte})"/>.</summary>
    public static void ToRgbaScalar(ReadOnlySpan<byte> yuv, int width, int height, Span<byte> rgba) =>
        ToRgba(yuv, width, height, rgba, vector: false);

    private static void ToRgba(ReadOnlySpan<byte> yuv, int width, int height, Span<byte> rgba, bool vector)
    {
        if (((width | height) & 1) != 0 || rgba.Length != width * height * 4 || yuv.Length != FrameBytes(width, height))
        {
            throw new ArgumentException(
                $"4:2:0 needs even sides and whole planes; this is {width}x{height}.", nameof(yuv));
        }

        int columns = width / 2, rows = height / 2;
        var cb = yuv.Slice(width * height, columns * rows);
        var cr = yuv[((width * height) + cb.Length)..];
        var pixels = MemoryMarshal.Cast<byte, uint>(rgba);

        // A row of chroma mixed from two, with one more on either side; then one value for each pixel, both
        // sixteenfold.
        Span<ushort> mixed = new ushort[columns + 2 + Vector128<ushort>.Count];
        Span<ushort> wideCb = new ushort[width], wideCr = new ushort[width];
        for (var y = 0; y < height; y++)
        {
            int near = y / 2, far = Math.Clamp(near + ((y & 1) == 0 ? -1 : 1), 0, rows - 1);
            Widen(cb.Slice(near * columns, columns), cb.Slice(far * columns, columns), mixed, wideCb, vector);
            Widen(cr.Slice(near * columns, columns), cr.Slice(far * columns, columns), mixed, wideCr, vector);
            var luma = yuv.Slice(y * width, width);
            var target = pixels.Slice(y * width, width);
            for (var x = vector ? ColoursByVector(luma, wideCb, wideCr, target) : 0; x < width; x++)
            {
                target[x] = ColourOf(luma[x], wideCb[x], wideCr[x]);
            }
        }
    }

    private static void Widen(
        ReadOnlySpan<byte> near, ReadOnlySpan<byte> far, Span<ushort> mixed, Span<ushort> wide, bool vector)
    {
        var i = 0;
        if (vector)
        {
            for (; i <= near.Length - 16; i += 16)
            {
                var (low, high) = Vector128.Widen(Vector128.Create(near[i..]));
                var (farLow, farHigh) = Vector128.Widen(Vector128.Create(far[i..]));
                ((low * 3) + farLow).CopyTo(mixed[(i + 1)..]);
                ((high * 3) + farHigh).CopyTo(mixed[(i + 9)..]);
            }
        }

        for (; i < near.Length; i++)
        {
            mixed[i + 1] = (ushort)((3 * near[i]) + far[i]);
        }

        mixed[0] = mixed[1];
        mixed[near.Length + 1] = mixed[near.Length];
        i = 0;
        if (vector)
        {
            for (; i <= near.Length - 8; i += 8)
            {
                var here = Vector128.Create((ReadOnlySpan<ushort>)mixed[(i + 1)..]) * 3;
                var even = here + Vector128.Create((ReadOnlySpan<ushort>)mixed[i..]);
                var odd = here + Vector128.Create((ReadOnlySpan<ushort>)mixed[(i + 2)..]);
                var (low, lowOdd) = Vector128.Widen(even);
                var (high, highOdd) = Vector128.Widen(odd);
                (low | (high << 16)).AsUInt16().CopyTo(wide[(2 * i)..]);
                (lowOdd | (highOdd << 16)).AsUInt16().CopyTo(wide[((2 * i) + 8)..]);
            }
        }

        for (; i < near.Length; i++)
        {
            wide[2 * i] = (ushort)((3 * mixed[i + 1]) + mixed[i]);
            wide[(2 * i) + 1] = (ushort)((3 * mixed[i + 1]) + mixed[i + 2]);
        }
    }

    private static uint ColourOf(int luma, int cb, int cr)
    {
        var light = ((luma - 16) * Luma255) + Half;
        (cb, cr) = (cb - Neutral, cr - Neutral);
        var red = Math.Clamp((light + (RedOfCr * cr)) >> 16, 0, 255);
        var green = Math.Clamp((light - (GreenOfCb * cb) - (GreenOfCr * cr)) >> 16, 0, 255);
        var blue = Math.Clamp((light + (BlueOfCb * cb)) >> 16, 0, 255);
        return (uint)(red | (green << 8) | (blue << 16) | (255 << 24));
    }

    private static int ColoursByVector(
        ReadOnlySpan<byte> luma, ReadOnlySpan<ushort> wideCb, ReadOnlySpan<ushort> wideCr, Span<uint> target)
    {
        var x = 0;
        for (; x <= luma.Length - 16; x += 16)
        {
            var (low, high) = Vector128.Widen(Vector128.Create(luma[x..]));
            Colours(low, Vector128.Create(wideCb[x..]), Vector128.Create(wideCr[x..])).CopyTo(target[x..]);
            Colours(high, Vector128.Create(wideCb[(x + 8)..]), Vector128.Create(wideCr[(x + 8)..])).CopyTo(
                target[(x + 8)..]);
        }

        return x;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Colours(Vector128<ushort> luma, Vector128<ushort> wideCb, Vector128<ushort> wideCr)
    {
        var light = ((Ints(luma) - Vector256.Create(16)) * Luma255) + Vector256.Create(Half);
        var cb = Ints(wideCb) - Vector256.Create(Neutral);
        var cr = Ints(wideCr) - Vector256.Create(Neutral);
        var red = Byte(light + (cr * RedOfCr));
        var green = Byte(light - (cb * GreenOfCb) - (cr * GreenOfCr));
        var blue = Byte(light + (cb * BlueOfCb));
        return (red | (green << 8) | (blue << 16) | Vector256.Create(255 << 24)).AsUInt32();

        static Vector256<int> Ints(Vector128<ushort> words) =>
            Vector256.WidenLower(words.ToVector256Unsafe()).AsInt32();
        static Vector256<int> Byte(Vector256<int> scaled) =>
            Vector256.Min(Vector256.Max(scaled >> 16, Vector256<int>.Zero), Vector256.Create(255));
    }
}
