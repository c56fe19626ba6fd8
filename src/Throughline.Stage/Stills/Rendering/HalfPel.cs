using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Throughline.Stage.Stills;

/// <summary>
/// Doubling and halving of pictures with the phase kept: even texels of the double are the picture's own, odd ones lie
/// half a pixel further. Lanes: bytes, channels side by side; borders are repeated. Doubling uses the eight-tap
/// half-sample filter of HEVC (Sullivan et al. 2012, doi:10.1109/TCSVT.2012.2221191, table 2); halving the binomial of
/// five.
/// </summary>
internal static unsafe class HalfPel
{
    private const int Before = 3;
    private const int After = 4;

    private static ReadOnlySpan<short> Taps => [-1, 4, -11, 40, 40, -11, 4, -1];

    /// <summary>
    /// Doubles <paramref name="pixels"/> into <paramref name="target"/>, which is twice as wide and high.
    /// </summary>
    public static void Double(ReadOnlyMemory<byte> pixels, int width, int height, TextureLevel target, int threads)
    {
        nint stride = target.Stride * 4, bytes = target.Width * 4;
        Rows.Split(height, threads, (from, to) =>
        {
            var padded = new byte[((width + Before + After) * 4) + Vector256<byte>.Count];
            for (var y = from; y < to; y++)
            {
                var row = pixels.Span.Slice(y * width * 4, width * 4);
                Pad(row, padded, width);
                fixed (byte* source = padded)
                {
                    Widen(source, (byte*)(target.Texels + ((nint)2 * y * target.Stride)), width);
                }
            }
        });

        // Odd rows from the even ones.
        Rows.Split(height, threads, (from, to) =>
        {
            for (var y = from; y < to; y++)
            {
                Between(
                    (byte*)target.Texels, stride, bytes, y, height,
                    (byte*)target.Texels + ((((nint)2 * y) + 1) * stride));
            }
        });
    }

    /// <summary>Halves <paramref name="source"/> into <paramref name="target"/>.</summary>
    public static void Halve(TextureLevel source, TextureLevel target, int threads) => Rows.Split(target.Height, threads, (from, to) =>
    {
        var column = new int[source.Width * 4];
        for (var y = from; y < to; y++)
        {
            for (var i = 0; i < column.Length; i++)
            {
                column[i] = At(i, -2) + (4 * At(i, -1)) + (6 * At(i, 0)) + (4 * At(i, 1)) + At(i, 2);
            }

            var result = (byte*)(target.Texels + ((nint)y * target.Stride));
            for (var x = 0; x < target.Width; x++)
            {
                for (var c = 0; c < 4; c++)
                {
                    var sum = Of(x, -2, c) + (4 * Of(x, -1, c)) + (6 * Of(x, 0, c)) + (4 * Of(x, 1, c)) + Of(x, 2, c);
                    result[(x * 4) + c] = (byte)((sum + 128) >> 8);
                }
            }

            int At(int i, int dy) =>
                ((byte*)(source.Texels + ((nint)Math.Clamp((2 * y) + dy, 0, source.Height - 1) * source.Stride)))[i];
        }

        int Of(int x, int dx, int c) => column[(Math.Clamp((2 * x) + dx, 0, source.Width - 1) * 4) + c];
    });

    /// <summary>Doubles a plane of bytes into <paramref name="target"/>, which is twice as wide and high.</summary>
    public static void Double(ReadOnlyMemory<byte> plane, int width, int height, PlaneLevel target, int threads)
    {
        Rows.Split(height, threads, (from, to) =>
        {
            var padded = new byte[width + Before + After + Vector256<byte>.Count];
            for (var y = from; y < to; y++)
            {
                var row = plane.Span.Slice(y * width, width);
                padded.AsSpan(0, Before).Fill(row[0]);
                row.CopyTo(padded.AsSpan(Before));
                padded.AsSpan(Before + width, After).Fill(row[^1]);
                fixed (byte* source = padded)
                {
                    WidenPlane(source, target.Texels + ((nint)2 * y * target.Stride), width);
                }
            }
        });
        Rows.Split(height, threads, (from, to) =>
        {
            for (var y = from; y < to; y++)
            {
                Between(
                    target.Texels, target.Stride, target.Width, y, height,
                    target.Texels + ((((nint)2 * y) + 1) * target.Stride));
            }
        });
    }

    private static void Pad(ReadOnlySpan<byte> row, byte[] padded, int width)
    {
        row.CopyTo(padded.AsSpan(Before * 4));
        for (var i = 0; i < Before; i++)
        {
            row[..4].CopyTo(padded.AsSpan(i * 4));
        }

        for (var i = 0; i < After; i++)
        {
            row[^4..].CopyTo(padded.AsSpan((Before + width + i) * 4));
        }
    }

    // One row: even texels are the source, odd ones filtered. Eight pixels at a time, the rest one by one.
    private static void Widen(byte* source, byte* target, int width)
    {
        var x = 0;
        for (; x + 8 <= width; x += 8)
        {
            var at = source + (x * 4);
            var odd = Filter(at, 4).AsUInt32();
            var even = Vector256.Load(at + (Before * 4)).AsUInt32();
            if (Avx2.IsSupported)
            {
                var (low, high) = (Avx2.UnpackLow(even, odd), Avx2.UnpackHigh(even, odd));
                Avx2.Permute2x128(low, high, 0x20).Store((uint*)target + (2 * x));
                Avx2.Permute2x128(low, high, 0x31).Store((uint*)target + (2 * x) + 8);
                continue;
            }

            for (var i = 0; i < 8; i++)
            {
                ((uint*)target)[2 * (x + i)] = even[i];
                ((uint*)target)[(2 * (x + i)) + 1] = odd[i];
            }
        }

        for (; x < width; x++)
        {
            for (var c = 0; c < 4; c++)
            {
                target[(8 * x) + c] = source[((x + Before) * 4) + c];
                target[(8 * x) + 4 + c] = One(source + (x * 4) + c, 4);
            }
        }
    }

    // One row of bytes: even texels are the source, odd ones filtered. Thirty-two at a time, the rest one by one.
    private static void WidenPlane(byte* source, byte* target, int width)
    {
        var x = 0;
        for (; Avx2.IsSupported && x + 32 <= width; x += 32)
        {
            var odd = Filter(source + x, 1);
            var even = Vector256.Load(source + x + Before);
            var (low, high) = (Avx2.UnpackLow(even, odd), Avx2.UnpackHigh(even, odd));
            Avx2.Permute2x128(low, high, 0x20).Store(target + (2 * x));
            Avx2.Permute2x128(low, high, 0x31).Store(target + (2 * x) + 32);
        }

        for (; x < width; x++)
        {
            target[2 * x] = source[x + Before];
            target[(2 * x) + 1] = One(source + x, 1);
        }
    }

    // The row half way between even rows y and y + 1 of the double.
    private static void Between(byte* first, nint stride, nint bytes, int y, int height, byte* target)
    {
        var rows = stackalloc byte*[8];
        for (var k = 0; k < 8; k++)
        {
            rows[k] = first + (2 * (nint)Math.Clamp(y + k - Before, 0, height - 1) * stride);
        }

        nint i = 0;
        for (; i + Vector256<byte>.Count <= bytes; i += Vector256<byte>.Count)
        {
            Vector256<short> low = Vector256.Create((short)32), high = low;
            for (var k = 0; k < 8; k++)
            {
                Accumulate(Vector256.Load(rows[k] + i), Taps[k], ref low, ref high);
            }

            Narrow(low, high).Store(target + i);
        }

        for (; i < bytes; i++)
        {
            var sum = 32;
            for (var k = 0; k < 8; k++)
            {
                sum += Taps[k] * rows[k][i];
            }

            target[i] = (byte)Math.Clamp(sum >> 6, 0, 255);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Filter(byte* at, int step)
    {
        Vector256<short> low = Vector256.Create((short)32), high = low;
        for (var k = 0; k < 8; k++)
        {
            Accumulate(Vector256.Load(at + (k * step)), Taps[k], ref low, ref high);
        }

        return Narrow(low, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Accumulate(
        Vector256<byte> bytes, short tap, ref Vector256<short> low, ref Vector256<short> high)
    {
        var (lower, upper) = Vector256.Widen(bytes);
        low += lower.AsInt16() * tap;
        high += upper.AsInt16() * tap;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Narrow(Vector256<short> low, Vector256<short> high)
    {
        var white = Vector256.Create((short)255);
        return Vector256.Narrow(
            Vector256.Clamp(low >> 6, Vector256<short>.Zero, white).AsUInt16(),
            Vector256.Clamp(high >> 6, Vector256<short>.Zero, white).AsUInt16());
    }

    private static byte One(byte* at, int step)
    {
        var sum = 32;
        for (var k = 0; k < 8; k++)
        {
            sum += Taps[k] * at[k * step];
        }

        return (byte)Math.Clamp(sum >> 6, 0, 255);
    }
}
