using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Throughline.Stage.Stills;

/// <summary>How unlike two patches are: the sum of squared differences, each difference capped at 127.</summary>
/// <remarks>
/// Lanes: the 32 bytes of 8 pixels of one row; the columns beyond the patch are masked away. Space: bytes as stored,
/// four channels. Masks: bytes of the target that do not count are 0 in the mask plane. Remainder: none, since planes
/// are padded by 8 pixels on every side. The cap makes the sum robust and lets one 8-bit multiply-add square it.
/// </remarks>
internal static class PatchDistance
{
    /// <summary>
    /// Compares the patch round pixel <paramref name="p"/> with that round pixel <paramref name="q"/>; stops early with
    /// some value of at least <paramref name="limit"/> once that is reached.
    /// </summary>
    public static int Between(byte[] pixels, uint[] mask, int stride, int radius, int p, int q, int limit) =>
        Avx2.IsSupported
            ? Wide(pixels, mask, stride, radius, p, q, limit)
            : Scalar(pixels, mask, stride, radius, p, q);

    /// <summary>The scalar twin, exact to the last row.</summary>
    public static int Scalar(byte[] pixels, uint[] mask, int stride, int radius, int p, int q)
    {
        var sum = 0;
        for (var dy = -radius; dy <= radius; dy++)
        {
            for (var dx = -radius; dx <= radius; dx++)
            {
                var offset = (dy * stride) + dx;
                if (mask[p + offset] == 0)
                {
                    continue;
                }

                for (var c = 0; c < 4; c++)
                {
                    var d = Math.Min(127, Math.Abs(pixels[((p + offset) * 4) + c] - pixels[((q + offset) * 4) + c]));
                    sum += d * d;
                }
            }
        }

        return sum;
    }

    private static int Wide(byte[] pixels, uint[] mask, int stride, int radius, int p, int q, int limit)
    {
        ref var bytes = ref MemoryMarshal.GetArrayDataReference(pixels);
        ref var masks = ref Unsafe.As<uint, byte>(ref MemoryMarshal.GetArrayDataReference(mask));
        var columns = Columns(radius);
        var cap = Vector256.Create((byte)127);
        var ones = Vector256<short>.One;
        var sum = Vector256<int>.Zero;
        var corner = -radius * (stride + 1);
        nint a = (nint)(p + corner) * 4;
        nint b = (nint)(q + corner) * 4;
        nint step = (nint)stride * 4;
        for (var row = 0; row <= 2 * radius; row++, a += step, b += step)
        {
            var left = Vector256.LoadUnsafe(ref bytes, (nuint)a);
            var right = Vector256.LoadUnsafe(ref bytes, (nuint)b);
            var counted = Vector256.LoadUnsafe(ref masks, (nuint)a) & columns;
            var difference = (Vector256.Max(left, right) - Vector256.Min(left, right)) & counted;
            difference = Vector256.Min(difference, cap);
            var squares = Avx2.MultiplyAddAdjacent(difference, difference.AsSByte());
            sum += Avx2.MultiplyAddAdjacent(squares, ones);
            if (row == radius)
            {
                var half = Vector256.Sum(sum);
                if (half >= limit)
                {
                    return half;
                }
            }
        }

        return Vector256.Sum(sum);
    }

    private static Vector256<byte> Columns(int radius) => radius switch
    {
        1 => Vector256.Create(-1, -1, -1, 0, 0, 0, 0, 0).AsByte(),
        2 => Vector256.Create(-1, -1, -1, -1, -1, 0, 0, 0).AsByte(),
        _ => Vector256.Create(-1, -1, -1, -1, -1, -1, -1, 0).AsByte(),
    };
}
