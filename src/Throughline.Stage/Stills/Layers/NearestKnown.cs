using System.Numerics;
using System.Runtime.InteropServices;

namespace Throughline.Stage.Stills;

/// <summary>
/// For each pixel of a hole the nearest pixel outside it, exactly: how far known pixels are in each column, then the
/// lower envelope of their parabolas along each row (Meijster, Roerdink and Hesselink 2000,
/// doi:10.1007/0-306-47025-X_36).
/// </summary>
internal sealed class NearestKnown
{
    // Farther than any side of a picture, and its square plus another fits an int.
    private const short Never = 16_000;
    private const int Stripe = 128;

    private NearestKnown(int[] index, float[] distance)
    {
        Index = index;
        Distance = distance;
    }

    /// <summary>
    /// Index of the nearest known pixel of each pixel of the hole, -1 when there is none; 0 outside the hole.
    /// </summary>
    public int[] Index { get; }

    /// <summary>Its distance in pixels; 0 outside the hole.</summary>
    public float[] Distance { get; }

    /// <summary>Searches.</summary>
    /// <param name="hole">One byte a pixel, 0 outside the hole.</param>
    /// <param name="width">Columns, below 16000.</param>
    /// <param name="height">Rows, below 16000.</param>
    /// <param name="threads">Threads to use.</param>
    public static NearestKnown Of(byte[] hole, int width, int height, int threads)
    {
        var away = new short[hole.Length];
        Rows.For((width + Stripe - 1) / Stripe, threads, stripe =>
        {
            var left = stripe * Stripe;
            Columns(hole, away, width, height, left, Math.Min(Stripe, width - left));
        }, CancellationToken.None);
        int[] index = new int[hole.Length];
        var distance = new float[hole.Length];
        Rows.Split(height, threads, (from, to) =>
        {
            var envelope = new Envelope(width);
            for (var y = from; y < to; y++)
            {
                var row = hole.AsSpan(y * width, width);
                for (var x = row.IndexOfAnyExcept((byte)0); x >= 0 && x < width;)
                {
                    var length = row[x..].IndexOf((byte)0);
                    var end = length < 0 ? width : x + length;
                    envelope.Fill(away, index, distance, width, height, y, x, end);
                    var next = row[end..].IndexOfAnyExcept((byte)0);
                    x = next < 0 ? width : end + next;
                }
            }
        });
        return new NearestKnown(index, distance);
    }

    // Rows from each pixel to the nearest known one of its column, at most Never.
    private static void Columns(byte[] hole, short[] away, int width, int height, int left, int count)
    {
        for (var y = 0; y < height; y++)
        {
            var at = (y * width) + left;
            for (var x = 0; x < count; x++)
            {
                away[at + x] = hole[at + x] == 0 ? (short)0 : Never;
            }

            if (y > 0)
            {
                Step(away.AsSpan(at, count), away.AsSpan(at - width, count));
            }
        }

        for (var y = height - 2; y >= 0; y--)
        {
            Step(away.AsSpan((y * width) + left, count), away.AsSpan(((y + 1) * width) + left, count));
        }
    }

    // One more than the row before, where that is less.
    private static void Step(Span<short> row, ReadOnlySpan<short> before)
    {
        var wide = MemoryMarshal.Cast<short, Vector<short>>(row);
        var befores = MemoryMarshal.Cast<short, Vector<short>>(before);
        for (var i = 0; i < wide.Length; i++)
        {
            wide[i] = Vector.Min(wide[i], befores[i] + Vector<short>.One);
        }

        for (var i = wide.Length * Vector<short>.Count; i < row.Length; i++)
        {
            row[i] = Math.Min(row[i], (short)(before[i] + 1));
        }
    }

    // The parabolas of a stretch of a row, scratch of one thread.
    private sealed class Envelope(int width)
    {
        private readonly int[] _centre = new int[width + 2];
        private readonly int[] _from = new int[width + 2];

        // Pixels x to end of row y are hole; beyond the known pixels on either side no other of the row is nearer.
        public void Fill(short[] away, int[] index, float[] distance, int width, int height, int y, int x, int end)
        {
            var row = away.AsSpan(y * width, width);
            var top = -1;
            for (var u = Math.Max(0, x - 1); u < Math.Min(width, end + 1); u++)
            {
                if (row[u] >= Never)
                {
                    continue;
                }

                while (top >= 0 && Squared(row, _from[top], u) < Squared(row, _from[top], _centre[top]))
                {
                    top--;
                }

                if (top < 0)
                {
                    (top, _centre[0], _from[0]) = (0, u, 0);
                    continue;
                }

                var after = Meeting(row, _centre[top], u) + 1;
                if (after < end)
                {
                    top++;
                    (_centre[top], _from[top]) = (u, Math.Max(0, after));
                }
            }

            for (var u = end - 1; u >= x; u--)
            {
                if (top < 0)
                {
                    (index[(y * width) + u], distance[(y * width) + u]) = (-1, float.MaxValue);
                    continue;
                }

                var centre = _centre[top];
                index[(y * width) + u] = Known(away, width, height, centre, y, row[centre]);
                distance[(y * width) + u] = MathF.Sqrt(Squared(row, u, centre));
                if (u == _from[top])
                {
                    top--;
                }
            }
        }

        private static int Squared(ReadOnlySpan<short> row, int x, int centre) =>
            ((x - centre) * (x - centre)) + (row[centre] * row[centre]);

        // The last column at which the left one of two centres is at least as near.
        private static int Meeting(ReadOnlySpan<short> row, int left, int right) => (int)Math.Floor(
            ((right * (double)right) - (left * (double)left) + (row[right] * row[right]) - (row[left] * row[left]))
                / (2 * (right - left)));

        private static int Known(short[] away, int width, int height, int x, int y, int rows) =>
            y >= rows && away[((y - rows) * width) + x] == 0 ? ((y - rows)
                * width) + x : (Math.Min(height - 1, y + rows) * width) + x;
    }
}
