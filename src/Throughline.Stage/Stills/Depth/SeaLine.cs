namespace Throughline.Stage.Stills;

/// <summary>
/// Finds the horizon of a sea or a plain that has the sky's colours and so was taken for more of it: a level row at
/// which the supposed sky changes at once, the same way in nearly all columns. A sky changes gradually.
/// </summary>
internal static class SeaLine
{
    // Rows compared on either side, and the further ones that say how much changes anyway.
    private const int Near = 3;
    private const int Far = 9;

    /// <summary>CIELAB units by which the change at a line must be greater than that beside it.</summary>
    public const float LeastStep = 2.4f;

    /// <summary>
    /// The same for a second line above the first, as of a shore above a quay: ridges in haze are weaker.
    /// </summary>
    public const float LeastSecond = 3.2f;

    /// <summary>The row of the reduced picture below which there is no sky; null where there is no such line.</summary>
    /// <param name="graph">The picture.</param>
    /// <param name="sky">What is taken for sky.</param>
    /// <param name="least">How great the change must be, CIELAB units.</param>
    public static int? Of(PatchGraph graph, bool[] sky, float least)
    {
        var image = graph.Image;
        int width = image.Width, height = image.Height;
        var best = least;
        int? line = null;
        for (var y = Math.Max(Far, height / 8); y < height - Far; y++)
        {
            double l = 0, b = 0, t = 0, all = 0;
            var columns = 0;
            for (var x = 0; x < width; x++)
            {
                // All that is compared is of one kind so far: else the line is where the sky ends anyway.
                if (!sky[graph.Labels[((y - (2 * Near)) * width) + x]]
                    || !sky[graph.Labels[((y + (2 * Near)) * width) + x]])
                {
                    continue;
                }

                float dl = Change(image.L, width, x, y), db = Change(image.B, width, x, y),
                    dt = Change(image.Edge, width, x, y);
                (l, b, t, columns) = (l + dl, b + db, t + dt, columns + 1);
                all += Math.Sqrt((dl * dl) + (db * db) + (dt * dt));
            }

            if (columns < 0.2f * width)
            {
                continue;
            }

            var step = (float)(Math.Sqrt((l * l) + (b * b) + (t * t)) / columns);
            if (step > best && step * columns > 0.6 * all)
            {
                (best, line) = (step, y);
            }
        }

        return line;
    }

    // How much more a column changes across the row than right above and below it, with the sign of the change.
    private static float Change(float[] plane, int width, int x, int y)
    {
        float above = 0, below = 0, higher = 0, lower = 0;
        for (var d = 1; d <= Near; d++)
        {
            above += plane[((y - d) * width) + x];
            below += plane[((y + d) * width) + x];
            higher += plane[((y - d - Near) * width) + x];
            lower += plane[((y + d + Near) * width) + x];
        }

        float step = below - above, usual = MathF.Max(MathF.Abs(above - higher), MathF.Abs(lower - below));
        return MathF.CopySign(MathF.Max(0, MathF.Abs(step) - usual), step) / Near;
    }
}
