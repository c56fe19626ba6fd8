namespace Throughline.Stage.Stills;

/// <summary>
/// How far behind the contours of what is taken off a camera path looks, by place: at each contour the step in inverse
/// depth there times the camera's reach. One value a block of 8 x 8 pixels.
/// </summary>
internal sealed class Uncovering
{
    private const int Block = 8;
    private const int Spare = 8;

    private readonly float[] _bands;
    private readonly int _columns;

    private Uncovering(float[] bands, int columns)
    {
        _bands = bands;
        _columns = columns;
    }

    /// <summary>Measures the contours.</summary>
    /// <param name="nearness">Nearness of what is there.</param>
    /// <param name="gone">What is taken off, one byte a pixel, 0 for what stays.</param>
    /// <param name="hole">What is taken off with the pixels mixed with it, likewise.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="reach">Pixels that may come into view behind an edge at a pixel, for each 1/m between its
    /// sides.</param>
    /// <param name="threads">Threads to use.</param>
    public static Uncovering Of(
        float[] nearness, byte[] gone, byte[] hole, int width, int height, Func<int, int, float> reach, int threads)
    {
        int columns = (width + Block - 1) / Block, rows = (height + Block - 1) / Block;
        float[] near = new float[columns * rows], far = new float[columns * rows];
        Rows.Split(
            rows, threads, (from, to) => Sides(nearness, gone, hole, width, height, near, far, columns, from, to));
        var bands = new float[columns * rows];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var step = Step(near, far, columns, rows, column, row);
                if (step > 0)
                {
                    Spread(bands, columns, rows, column, row, Spare + (step * Reach(column, row, step)));
                }
            }
        }

        return new Uncovering(bands, columns);

        // The most that the camera looks behind this contour, seen from where it is and from where it may uncover.
        float Reach(int column, int row, float step)
        {
            int x = column * Block, y = row * Block, way = (int)(step * reach(x, y)) + Block;
            return Math.Max(
                Math.Max(reach(x - way, y - way), reach(x + way, y - way)),
                Math.Max(reach(x - way, y + way), reach(x + way, y + way)));
        }
    }

    /// <summary>
    /// How far from the nearest pixel that stays a pixel may lie and still come into view, in pixels.
    /// </summary>
    public float At(int x, int y) => _bands[((y / Block) * _columns) + (x / Block)];

    // The nearest of what goes and the farthest of what stays, block by block; 0 and infinity where there is none.
    private static void Sides(
        float[] nearness, byte[] gone, byte[] hole, int width, int height, float[] near, float[] far, int columns,
        int from, int to)
    {
        near.AsSpan(from * columns, (to - from) * columns).Clear();
        far.AsSpan(from * columns, (to - from) * columns).Fill(float.PositiveInfinity);
        for (var y = from * Block; y < Math.Min(height, to * Block); y++)
        {
            for (var x = 0; x < width; x++)
            {
                int i = (y * width) + x, block = ((y / Block) * columns) + (x / Block);
                if (gone[i] != 0)
                {
                    near[block] = MathF.Max(near[block], nearness[i]);
                }
                else if (hole[i] == 0)
                {
                    far[block] = MathF.Min(far[block], nearness[i]);
                }
            }
        }
    }

    // The greatest step in inverse depth between neighbouring blocks; 0 where there is no contour.
    private static float Step(float[] near, float[] far, int columns, int rows, int column, int row)
    {
        float most = 0, least = float.PositiveInfinity;
        for (var v = Math.Max(0, row - 1); v <= Math.Min(rows - 1, row + 1); v++)
        {
            for (var u = Math.Max(0, column - 1); u <= Math.Min(columns - 1, column + 1); u++)
            {
                most = MathF.Max(most, near[(v * columns) + u]);
                least = MathF.Min(least, far[(v * columns) + u]);
            }
        }

        return MathF.Max(0, most - least) * (StillSpace.NearestQ - StillSpace.FarthestQ);
    }

    private static void Spread(float[] bands, int columns, int rows, int column, int row, float band)
    {
        var reach = (int)MathF.Ceiling(band / Block) + 1;
        for (var v = Math.Max(0, row - reach); v <= Math.Min(rows - 1, row + reach); v++)
        {
            for (var u = Math.Max(0, column - reach); u <= Math.Min(columns - 1, column + reach); u++)
            {
                int dx = u - column, dy = v - row;
                if ((dx * dx) + (dy * dy) <= reach * reach)
                {
                    bands[(v * columns) + u] = MathF.Max(bands[(v * columns) + u], band);
                }
            }
        }
    }
}
