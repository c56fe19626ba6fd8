using System.Numerics;
using System.Runtime.InteropServices;

namespace Throughline.Stage.Stills;

/// <summary>
/// Small windows over planes of one value a pixel, a row pass and then a column pass, borders repeated.
/// Lanes: neighbouring pixels; remainders one by one with the same operation.
/// </summary>
internal static class Neighbours
{
    /// <summary>What a window makes of two values.</summary>
    /// <typeparam name="T">The values.</typeparam>
    public interface IPick<T>
        where T : unmanaged
    {
        /// <summary>Of vectors.</summary>
        static abstract Vector<T> Of(Vector<T> a, Vector<T> b);

        /// <summary>Of one pixel.</summary>
        static abstract T Of(T a, T b);
    }

    /// <summary>The extreme value within <paramref name="radius"/> pixels, a square window.</summary>
    public static T[] Extreme<T, TPick>(T[] plane, int width, int height, int radius, int threads)
        where T : unmanaged
        where TPick : struct, IPick<T>
    {
        T[] rows = new T[plane.Length], result = new T[plane.Length];
        Rows.Split(height, threads, (from, to) =>
        {
            var padded = new T[width + (2 * radius)];
            for (var y = from; y < to; y++)
            {
                var row = plane.AsSpan(y * width, width);
                row.CopyTo(padded.AsSpan(radius));
                padded.AsSpan(0, radius).Fill(row[0]);
                padded.AsSpan(radius + width).Fill(row[^1]);
                var target = rows.AsSpan(y * width, width);
                row.CopyTo(target);
                for (var k = 0; k <= 2 * radius; k++)
                {
                    Fold<T, TPick>(target, padded.AsSpan(k, width));
                }
            }
        });
        Rows.Split(height, threads, (from, to) =>
        {
            for (var y = from; y < to; y++)
            {
                var target = result.AsSpan(y * width, width);
                rows.AsSpan(y * width, width).CopyTo(target);
                for (var v = Math.Max(0, y - radius); v <= Math.Min(height - 1, y + radius); v++)
                {
                    Fold<T, TPick>(target, rows.AsSpan(v * width, width));
                }
            }
        });
        return result;
    }

    /// <summary>Binomial 1 2 1 both ways.</summary>
    public static byte[] Soften(byte[] plane, int width, int height, int threads)
    {
        byte[] rows = new byte[plane.Length], result = new byte[plane.Length];
        Rows.Split(height, threads, (from, to) =>
        {
            var padded = new byte[width + 2];
            for (var y = from; y < to; y++)
            {
                var row = plane.AsSpan(y * width, width);
                row.CopyTo(padded.AsSpan(1));
                (padded[0], padded[^1]) = (row[0], row[^1]);
                Binomial(padded.AsSpan(0, width), row, padded.AsSpan(2, width), rows.AsSpan(y * width, width));
            }
        });
        Rows.Split(height, threads, (from, to) =>
        {
            for (var y = from; y < to; y++)
            {
                Binomial(
                    rows.AsSpan(Math.Max(0, y - 1) * width, width), rows.AsSpan(y * width, width),
                    rows.AsSpan(Math.Min(height - 1, y + 1) * width, width), result.AsSpan(y * width, width));
            }
        });
        return result;
    }

    private static void Fold<T, TPick>(Span<T> target, ReadOnlySpan<T> other)
        where T : unmanaged
        where TPick : struct, IPick<T>
    {
        var wide = MemoryMarshal.Cast<T, Vector<T>>(target);
        var others = MemoryMarshal.Cast<T, Vector<T>>(other);
        for (var i = 0; i < wide.Length; i++)
        {
            wide[i] = TPick.Of(wide[i], others[i]);
        }

        for (var i = wide.Length * Vector<T>.Count; i < target.Length; i++)
        {
            target[i] = TPick.Of(target[i], other[i]);
        }
    }

    private static void Binomial(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c, Span<byte> target)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = (byte)((a[i] + (2 * b[i]) + c[i] + 2) >> 2);
        }
    }

    /// <summary>The smaller.</summary>
    public readonly struct Least<T> : IPick<T>
        where T : unmanaged, INumber<T>
    {
        /// <inheritdoc/>
        public static Vector<T> Of(Vector<T> a, Vector<T> b) => Vector.Min(a, b);

        /// <inheritdoc/>
        public static T Of(T a, T b) => T.Min(a, b);
    }

    /// <summary>The larger.</summary>
    public readonly struct Most<T> : IPick<T>
        where T : unmanaged, INumber<T>
    {
        /// <inheritdoc/>
        public static Vector<T> Of(Vector<T> a, Vector<T> b) => Vector.Max(a, b);

        /// <inheritdoc/>
        public static T Of(T a, T b) => T.Max(a, b);
    }
}
