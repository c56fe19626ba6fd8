namespace Throughline.Stage.Stills;

/// <summary>
/// Where to cut a picture into layers: thresholds of nearness that separate the sides of its depth edges. Each pair of
/// pixels across an edge votes for the thresholds between them; the most voted is taken, its pairs leave, and so on.
/// A picture without depth edges is one layer.
/// </summary>
internal static class LayerSplit
{
    /// <summary>Smallest step in nearness that counts as an edge rather than a slope.</summary>
    public const float Edge = 0.07f;

    private const int Bins = 256;
    private const int MostThresholds = 5;
    private const int Across = 2;

    /// <summary>Ascending thresholds, at most five.</summary>
    /// <param name="nearness">One value a pixel, 0 upward.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    public static float[] Thresholds(float[] nearness, int width, int height)
    {
        var top = Math.Max(1, nearness.Max());
        var pairs = new Dictionary<(byte Low, byte High), int>();
        for (var y = 0; y < height - Across; y++)
        {
            for (var x = 0; x < width - Across; x++)
            {
                var here = nearness[(y * width) + x];
                Vote(here, nearness[(y * width) + x + Across]);
                Vote(here, nearness[((y + Across) * width) + x]);
            }
        }

        var enough = (width + height) / 8;
        var thresholds = new List<float>();
        while (thresholds.Count < MostThresholds)
        {
            var bin = Best(pairs);
            var separated = pairs.Where(p => p.Key.Low <= bin && bin < p.Key.High).ToList();
            if (separated.Sum(p => p.Value) < enough)
            {
                break;
            }

            thresholds.Add((bin + 0.5f) * top / (Bins - 1));
            separated.ForEach(p => pairs.Remove(p.Key));
        }

        thresholds.Sort();
        return [.. thresholds];

        void Vote(float a, float b)
        {
            if (MathF.Abs(a - b) < Edge)
            {
                return;
            }

            var low = (byte)Math.Clamp((int)(MathF.Min(a, b) / top * (Bins - 1)), 0, Bins - 1);
            var high = (byte)Math.Clamp((int)(MathF.Max(a, b) / top * (Bins - 1)), 0, Bins - 1);
            if (high > low)
            {
                pairs[(low, high)] = pairs.GetValueOrDefault((low, high)) + 1;
            }
        }
    }

    // The threshold lies between bin and bin + 1. A pair's vote is a tent over its span: the middle, farthest from both
    // sides, counts most. Tents are summed by their changes of slope.
    private static int Best(Dictionary<(byte Low, byte High), int> pairs)
    {
        var bends = new double[(2 * Bins) + 2];
        foreach (var ((low, high), count) in pairs)
        {
            // In half bins: bin b's threshold is at 2 b + 1.
            var slope = (double)count / (high - low);
            bends[2 * low] += slope;
            bends[low + high] -= 2 * slope;
            bends[2 * high] += slope;
        }

        double slopeSum = 0, votes = 0, most = 0;
        var best = 0;
        for (var at = 0; at < 2 * Bins; at++)
        {
            if (at % 2 == 1 && votes > most + 1e-9)
            {
                (best, most) = (at / 2, votes);
            }

            slopeSum += bends[at];
            votes += slopeSum;
        }

        return best;
    }
}
