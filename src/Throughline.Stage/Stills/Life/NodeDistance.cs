namespace Throughline.Stage.Stills;

/// <summary>Distances on a grid of nodes by two passes of a chamfer (Borgefors 1986,
/// doi:10.1016/S0734-189X(86)80047-0).</summary>
internal static class NodeDistance
{
    /// <summary>Replaces what is above 0 by its distance, in nodes, to the nearest 0; beyond the borders it goes on as
    /// inside.</summary>
    public static void Fill(float[] distance, int columns, int rows)
    {
        const float Diagonal = 1.3507f, Straight = 0.9551f;
        for (var y = 0; y < rows; y++)
        {
            for (var x = 0; x < columns; x++)
            {
                Lower(distance, columns, rows, x, y, -1, Diagonal, Straight);
            }
        }

        for (var y = rows - 1; y >= 0; y--)
        {
            for (var x = columns - 1; x >= 0; x--)
            {
                Lower(distance, columns, rows, x, y, 1, Diagonal, Straight);
            }
        }
    }

    private static void Lower(float[] distance, int columns, int rows, int x, int y, int side, float diagonal,
        float straight)
    {
        var least = distance[(y * columns) + x];
        Try(x + side, y, straight);
        for (var d = -1; d <= 1; d++)
        {
            Try(x + d, y + side, d == 0 ? straight : diagonal);
        }

        distance[(y * columns) + x] = least;

        void Try(int u, int v, float step)
        {
            if (u >= 0 && v >= 0 && u < columns && v < rows)
            {
                least = MathF.Min(least, distance[(v * columns) + u] + step);
            }
        }
    }
}
