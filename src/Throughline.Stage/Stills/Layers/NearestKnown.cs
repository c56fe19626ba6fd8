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
        // The way to the nearest known pixel so far, as steps right and down; Unknown where none is known yet.
        var ways = new Way[hole.Length];
        for (var i = 0; i < ways.Length; i++)
        {
            ways[i] = hole[i] ? Way.Unknown : default;
        }

        for (var y = 0; y < height; y++)
        {
            var row = y * width;
            for (var x = 0; x < width; x++)
            {
                if (hole[row + x])
                {
                    Try(x, row, -1, 0, 0);
                    Try(x, row, -1, -1, y);
                    Try(x, row, 0, -1, y);
                    Try(x, row, 1, -1, y);
                }
            }

            for (var x = width - 1; x >= 0; x--)
            {
                if (hole[row + x])
                {
                    Try(x, row, 1, 0, 0);
                }
            }
        }

        for (var y = height - 1; y >= 0; y--)
        {
            var row = y * width;
            for (var x = width - 1; x >= 0; x--)
            {
                if (hole[row + x])
                {
                    Try(x, row, 1, 0, 0);
                    Try(x, row, 1, 1, y);
                    Try(x, row, 0, 1, y);
                    Try(x, row, -1, 1, y);
                }
            }

            for (var x = 0; x < width; x++)
            {
                if (hole[row + x])
                {
                    Try(x, row, -1, 0, 0);
                }
            }
        }

        var index = new int[hole.Length];
        var distance = new float[hole.Length];
        for (var i = 0; i < index.Length; i++)
        {
            var way = ways[i];
            index[i] = way.IsUnknown ? -1 : i + way.Right + (way.Down * width);
            distance[i] = way.IsUnknown ? float.MaxValue : MathF.Sqrt(way.Squared);
        }

        return new NearestKnown(index, distance);

        // The neighbour's way, made longer by the step to the neighbour, if that is shorter than what is known.
        void Try(int x, int row, int dx, int dy, int y)
        {
            var u = x + dx;
            if (u < 0 || u >= width || (dy != 0 && (y + dy < 0 || y + dy >= height)))
            {
                return;
            }

            var other = ways[row + u + (dy * width)];
            if (!other.IsUnknown)
            {
                var way = new Way((short)(other.Right + dx), (short)(other.Down + dy));
                ref var here = ref ways[row + x];
                if (here.IsUnknown || way.Squared < here.Squared)
                {
                    here = way;
                }
            }
        }
    }

    /// <summary>Steps to a known pixel; sides of pictures stay far below the range of a short.</summary>
    private readonly record struct Way(short Right, short Down)
    {
        public static Way Unknown { get; } = new(short.MaxValue, short.MaxValue);

        public bool IsUnknown => Right == short.MaxValue;

        public int Squared => (Right * Right) + (Down * Down);
    }
}
