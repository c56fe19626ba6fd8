using System.Numerics;

namespace Throughline.Stage.Stills;

/// <summary>Minimum over a square window, on planes of bytes.</summary>
internal static class ByteFilter
{
    /// <summary>
    /// The minimum over the (2 <paramref name="radius"/> + 1)² pixels round each pixel, for pixels at least
    /// <paramref name="radius"/> from the plane's border; the others become 0.
    /// </summary>
    /// <remarks>Lanes: bytes of a row, remainder scalar. Separable: rows, then columns.</remarks>
    public static byte[] Minimum(byte[] plane, int stride, int radius, FillWork work)
    {
        var rows = plane.Length / stride;
        var across = new byte[plane.Length];
        var result = new byte[plane.Length];
        work.For((rows + 31) / 32, block =>
        {
            for (var y = block * 32; y < Math.Min(rows, (block + 1) * 32); y++)
            {
                var inner = stride - (2 * radius);
                Fold(plane, across, (y * stride) + radius, inner, radius, 1);
            }
        });
        work.For((rows + 31) / 32, block =>
        {
            var first = Math.Max(radius, block * 32);
            for (var y = first; y < Math.Min(rows - radius, (block + 1) * 32); y++)
            {
                Fold(across, result, y * stride, stride, radius, stride);
            }
        });
        return result;
    }

    private static void Fold(byte[] source, byte[] target, int start, int count, int radius, int step)
    {
        var i = 0;
        for (; i + Vector<byte>.Count <= count; i += Vector<byte>.Count)
        {
            var best = new Vector<byte>(source, start + i - (radius * step));
            for (var k = 1 - radius; k <= radius; k++)
            {
                best = Vector.Min(best, new Vector<byte>(source, start + i + (k * step)));
            }

            best.CopyTo(target, start + i);
        }

        for (; i < count; i++)
        {
            var best = source[start + i - (radius * step)];
            for (var k = 1 - radius; k <= radius; k++)
            {
                best = Math.Min(best, source[start + i + (k * step)]);
            }

            target[start + i] = best;
        }
    }
}
