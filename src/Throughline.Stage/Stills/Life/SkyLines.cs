namespace Throughline.Stage.Stills;

/// <summary>
/// Finds wires, cables and masts before the sky, which must not move with it: thin, and straight over a length that
/// nothing in a cloud is.
/// </summary>
internal static class SkyLines
{
    // Lightness by which a line differs from both its sides, and pixels of the reduced picture.
    private const float Darker = 5;
    private const float Lighter = 9;
    private const int Shortest = 36;
    private const float Widest = 5;

    /// <summary>Takes such lines out of the sky.</summary>
    public static void Take(WorkImage image, bool[] sky)
    {
        int w = image.Width, h = image.Height;
        var line = new int[sky.Length];
        for (var i = 0; i < line.Length; i++)
        {
            line[i] = sky[i] ? Side(image, i % w, i / w) : 0;
        }

        var open = new Stack<int>();
        var piece = new List<int>();
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == 0)
            {
                continue;
            }

            piece.Clear();
            var side = line[i];
            line[i] = 0;
            open.Push(i);
            while (open.TryPop(out var at))
            {
                piece.Add(at);
                for (var v = Math.Max(0, (at / w) - 2); v <= Math.Min(h - 1, (at / w) + 2); v++)
                {
                    for (var u = Math.Max(0, (at % w) - 2); u <= Math.Min(w - 1, (at % w) + 2); u++)
                    {
                        if (line[(v * w) + u] == side)
                        {
                            line[(v * w) + u] = 0;
                            open.Push((v * w) + u);
                        }
                    }
                }
            }

            if (IsStraight(piece, w))
            {
                piece.ForEach(at => sky[at] = false);
            }
        }
    }

    // 1 where both sides are lighter across some direction, 2 where both are darker, else 0.
    private static int Side(WorkImage image, int x, int y)
    {
        ReadOnlySpan<(int X, int Y)> ways = [(2, 0), (0, 2), (2, 2), (2, -2), (4, 0), (0, 4), (3, 3), (3, -3)];
        var here = image.L[(y * image.Width) + x];
        foreach (var (dx, dy) in ways)
        {
            if (x < dx || x + dx >= image.Width || y < Math.Abs(dy) || y + Math.Abs(dy) >= image.Height)
            {
                continue;
            }

            float one = image.L[((y - dy) * image.Width) + x - dx] - here,
                other = image.L[((y + dy) * image.Width) + x + dx] - here;
            if (MathF.Min(one, other) > Darker || MathF.Max(one, other) < -Lighter)
            {
                return MathF.Min(one, other) > Darker ? 1 : 2;
            }
        }

        return 0;
    }

    // Long along its main axis and narrow across it.
    private static bool IsStraight(List<int> piece, int width)
    {
        if (piece.Count < Shortest)
        {
            return false;
        }

        double x = piece.Average(i => (double)(i % width)), y = piece.Average(i => (double)(i / width)), xx = 0,
            xy = 0, yy = 0;
        foreach (var i in piece)
        {
            double dx = (i % width) - x, dy = (i / width) - y;
            (xx, xy, yy) = (xx + (dx * dx), xy + (dx * dy), yy + (dy * dy));
        }

        // A line of length n has a variance of n²/12 along itself.
        double half = (xx + yy) / 2, off = Math.Sqrt(((xx - yy) * (xx - yy) / 4) + (xy * xy));
        double along = Math.Sqrt(12 * (half + off) / piece.Count),
            across = Math.Sqrt(Math.Max(0, half - off) / piece.Count);
        return along >= Shortest && across <= Widest && across < 0.07 * along;
    }
}
