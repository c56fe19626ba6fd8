using Throughline.Stage.Stills;

/// <summary>
/// Which of two neighbouring segments stands before the other, from junctions at which the border between two of them
/// ends on the straight border of a third: the third covers both. Tried and left out, docs/decisions/0082. Source:
/// Palou
/// and Salembier 2013, doi:10.1109/TIP.2013.2240002, with the shares of a disc in place of their curvature.
/// </summary>
internal static class JunctionOrders
{
    // Colours this near are one segment.
    private const float OneColour = 8;

    // A border that tells has at least this step in colour.
    private const float LeastStep = 9;

    private const int Reach = 7;

    /// <summary>That one patch is before another.</summary>
    /// <param name="Front">Number of the patch in front.</param>
    /// <param name="Back">Number of the patch behind.</param>
    internal readonly record struct Order(int Front, int Back);

    /// <summary>Orders at all junctions of a picture.</summary>
    public static List<Order> Of(PatchGraph graph)
    {
        var image = graph.Image;
        int width = image.Width, height = image.Height;
        var segment = Segments(graph);
        var orders = new List<Order>();
        var labels = graph.Labels;
        for (var y = Reach; y < height - Reach - 1; y++)
        {
            for (var x = Reach; x < width - Reach - 1; x++)
            {
                var at = (y * width) + x;
                int[] four = [labels[at], labels[at + 1], labels[at + width], labels[at + width + 1]];
                var three = four.Select(label => segment[label]).Distinct().ToArray();
                if (three.Length == 3)
                {
                    Judge(graph, segment, three, x, y, orders);
                }
            }
        }

        return orders;
    }

    private static void Judge(PatchGraph graph, int[] segment, int[] three, int x, int y, List<Order> orders)
    {
        var width = graph.Image.Width;
        int[] count = new int[3], patch = [-1, -1, -1], best = [int.MaxValue, int.MaxValue, int.MaxValue];
        var all = 0;
        for (var v = -Reach; v <= Reach + 1; v++)
        {
            for (var u = -Reach; u <= Reach + 1; u++)
            {
                float dx = u - 0.5f, dy = v - 0.5f;
                var far = (dx * dx) + (dy * dy);
                if (far > Reach * Reach)
                {
                    continue;
                }

                all++;
                var k = graph.Labels[((y + v) * width) + x + u];
                var which = Array.IndexOf(three, segment[k]);
                if (which >= 0)
                {
                    count[which]++;

                    // The patch four pixels away stands for its segment.
                    var off = (int)MathF.Abs(far - 16);
                    if (off < best[which])
                    {
                        (best[which], patch[which]) = (off, k);
                    }
                }
            }
        }

        if (count.Sum() < 0.97f * all)
        {
            return;
        }

        var front = Array.IndexOf(count, count.Max());
        int one = (front + 1) % 3, other = (front + 2) % 3;
        if (count[front] < 0.43f * all || count[front] > 0.57f * all
            || Math.Min(count[one], count[other]) < 0.14f * all)
        {
            return;
        }

        var p = graph.Patches;
        if (Patch.Colour(p[patch[front]], p[patch[one]]) > LeastStep
            && Patch.Colour(p[patch[front]], p[patch[other]]) > LeastStep
            && Patch.Colour(p[patch[one]], p[patch[other]]) > LeastStep)
        {
            orders.Add(new Order(patch[front], patch[one]));
            orders.Add(new Order(patch[front], patch[other]));
        }
    }

    private static int[] Segments(PatchGraph graph)
    {
        var root = Enumerable.Range(0, graph.Patches.Length).ToArray();
        foreach (var border in graph.Borders)
        {
            if (Patch.Colour(graph.Patches[border.From], graph.Patches[border.To]) < OneColour)
            {
                root[Root(border.From)] = Root(border.To);
            }
        }

        return [.. root.Select((_, k) => Root(k))];

        int Root(int k)
        {
            while (root[k] != k)
            {
                k = root[k] = root[root[k]];
            }

            return k;
        }
    }
}
