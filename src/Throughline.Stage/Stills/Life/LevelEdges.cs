namespace Throughline.Stage.Stills;

/// <summary>
/// Level edges, as a horizon, a far shore and a near one are: how strong the strongest is above and below each patch,
/// across the whole picture and around the patch's own columns.
/// </summary>
internal static class LevelEdges
{
    private static readonly float[] _slope = Slope(1.5f);

    /// <summary>The cues of each patch.</summary>
    public static IEnumerable<float[]> Of(LifeSurvey survey)
    {
        var image = survey.Image;
        int w = image.Width, h = image.Height;
        float[] rows = new float[h], around = new float[w * h];
        foreach (var plane in (float[][])[image.L, image.A, image.B])
        {
            var slope = Down(plane, w, h);
            var mean = BoxMeans.Of(slope, w, h, w / 10, 1);
            for (var i = 0; i < around.Length; i++)
            {
                around[i] += mean[i] * mean[i];
            }

            for (var y = 0; y < h; y++)
            {
                var sum = 0f;
                for (var x = 0; x < w; x++)
                {
                    sum += slope[(y * w) + x];
                }

                rows[y] += sum / w * (sum / w);
            }
        }

        rows = Array.ConvertAll(rows, MathF.Sqrt);
        var best = (h / 10) + Array.IndexOf(rows[(h / 10)..(9 * h / 10)], rows[(h / 10)..(9 * h / 10)].Max());
        around = Array.ConvertAll(around, MathF.Sqrt);
        var (above, awayAbove) = Strongest(around, w, h);
        Array.Reverse(around);
        var (below, awayBelow) = Strongest(around, w, h);
        Array.Reverse(below);
        Array.Reverse(awayBelow);
        var graph = survey.Graph;
        var upper = graph.Mean(Each(Highest(rows), w));
        Array.Reverse(rows);
        var lower = Highest(rows);
        Array.Reverse(lower);
        return
        [
            Array.ConvertAll(upper, e => MathF.Log(e + 0.02f)),
            Array.ConvertAll(graph.Mean(Each(lower, w)), e => MathF.Log(e + 0.02f)),
            Array.ConvertAll(graph.Patches, p => (p.Y - best) / h),
            graph.Mean(Array.ConvertAll(above, e => MathF.Log(e + 0.05f))), graph.Mean(awayAbove),
            graph.Mean(Array.ConvertAll(below, e => MathF.Log(e + 0.05f))), graph.Mean(awayBelow),
        ];
    }

    // The change down each column, smoothed.
    private static float[] Down(float[] plane, int w, int h)
    {
        var result = new float[plane.Length];
        var reach = _slope.Length / 2;
        for (var y = 0; y < h; y++)
        {
            for (var d = -reach; d <= reach; d++)
            {
                int from = Math.Clamp(y + d, 0, h - 1) * w, to = y * w;
                var weight = _slope[d + reach];
                for (var x = 0; x < w; x++)
                {
                    result[to + x] += weight * plane[from + x];
                }
            }
        }

        return result;
    }

    // The strongest edge above each pixel in its column, and how far above it is, in heights of the picture.
    private static (float[] Edge, float[] Away) Strongest(float[] edges, int w, int h)
    {
        float[] edge = new float[w * h], away = new float[w * h], best = new float[w];
        var row = new int[w];
        for (var i = 0; i < edges.Length; i++)
        {
            int x = i % w, y = i / w;
            (edge[i], away[i]) = (best[x], (y - row[x]) / (float)h);
            (best[x], row[x]) = edges[i] > 0.98f * best[x] ? (edges[i], y) : (best[x], row[x]);
        }

        return (edge, away);
    }

    private static float[] Highest(float[] rows)
    {
        var result = (float[])rows.Clone();
        for (var y = 1; y < rows.Length; y++)
        {
            result[y] = MathF.Max(result[y], result[y - 1]);
        }

        return result;
    }

    private static float[] Each(float[] rows, int w) => [.. rows.SelectMany(r => Enumerable.Repeat(r, w))];

    private static float[] Slope(float sigma)
    {
        var reach = (int)MathF.Ceiling(4 * sigma);
        float[] at = [.. Enumerable.Range(-reach, (2 * reach) + 1).Select(d => (float)d)];
        var bell = Array.ConvertAll(at, d => MathF.Exp(-d * d / (2 * sigma * sigma)));
        var sum = bell.Sum();
        return [.. at.Select((d, i) => d * bell[i] / (sum * sigma * sigma))];
    }
}
