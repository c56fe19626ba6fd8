namespace Throughline.Stage.Stills;

/// <summary>
/// For each pixel of a hole the nearest pixel outside it, by two sweeps of vector propagation (Danielsson 1980,
/// doi:10.1016/0146-664X(80)90054-4; off by a fraction of a pixel at most).
/// </summary>
internal sealed class NearestKnown
{
    private NearestKnown(int[] index, float[] distance)
    {
        Index = index;
        Distance = distance;
    }

    /// <summary>Index of the nearest known pixel, a known pixel's own, or -1 when there is none.</summary>
    public int[] Index { get; }

    /// <summary>Its distance in pixels.</summary>
    public float[] Distance { get; }

    /// <summary>Searches.</summary>
    public static NearestKnown Of(bool[] hole, int width, int height)
    {
        var index = new int[hole.Length];
        for (var i = 0; i < index.Length; i++)
        {
            index[i] = hole[i] ? -1 : i;
        }

        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                Try(x, y, -1, 0);
                Try(x, y, -1, -1);
                Try(x, y, 0, -1);
                Try(x, y, 1, -1);
            }

            for (var x = width - 1; x >= 0; x--)
            {
                Try(x, y, 1, 0);
            }
        }

        for (var y = height - 1; y >= 0; y--)
        {
            for (var x = width - 1; x >= 0; x--)
            {
                Try(x, y, 1, 0);
                Try(x, y, 1, 1);
                Try(x, y, 0, 1);
                Try(x, y, -1, 1);
            }

            for (var x = 0; x < width; x++)
            {
                Try(x, y, -1, 0);
            }
        }

        var distance = new float[hole.Length];
        for (var i = 0; i < index.Length; i++)
        {
            distance[i] = index[i] < 0 ? float.MaxValue : MathF.Sqrt(Squared(index[i], i % width, i / width));
        }

        return new NearestKnown(index, distance);

        void Try(int x, int y, int dx, int dy)
        {
            int u = x + dx, v = y + dy, here = (y * width) + x;
            if (!hole[here] || u < 0 || u >= width || v < 0 || v >= height)
            {
                return;
            }

            var other = index[(v * width) + u];
            if (other >= 0 && (index[here] < 0 || Squared(other, x, y) < Squared(index[here], x, y)))
            {
                index[here] = other;
            }
        }

        int Squared(int at, int x, int y)
        {
            int dx = (at % width) - x, dy = (at / width) - y;
            return (dx * dx) + (dy * dy);
        }
    }
}
