namespace Throughline.Stage.Tests.Measure;

/// <summary>
/// How well an estimate orders what is near and far; values grow towards the camera, unknown truth is NaN.
/// </summary>
internal static class DepthOrder
{
    /// <summary>Spearman's rank correlation, -1 to 1, with mean ranks for ties; NaN when either is one value.</summary>
    public static double RankCorrelation(float[] estimate, float[] truth)
    {
        var known = Enumerable.Range(0, truth.Length).Where(i => !float.IsNaN(truth[i])).ToArray();
        double[] a = Ranks([.. known.Select(i => estimate[i])]), b = Ranks([.. known.Select(i => truth[i])]);
        double ma = a.Average(), mb = b.Average(), ab = 0, aa = 0, bb = 0;
        for (var i = 0; i < a.Length; i++)
        {
            double x = a[i] - ma, y = b[i] - mb;
            (ab, aa, bb) = (ab + (x * y), aa + (x * x), bb + (y * y));
        }

        return ab / Math.Sqrt(aa * bb);
    }

    /// <summary>
    /// Share of random pairs, at least a twentieth of the range apart, that are put in the wrong order; a tie is half.
    /// </summary>
    public static double Error(float[] estimate, float[] truth)
    {
        var random = new Random(1);
        var known = Enumerable.Range(0, truth.Length).Where(i => !float.IsNaN(truth[i])).ToArray();
        var least = (known.Max(i => truth[i]) - known.Min(i => truth[i])) / 20;
        double wrong = 0;
        const int Pairs = 200_000;
        for (var pair = 0; pair < Pairs;)
        {
            int i = known[random.Next(known.Length)], j = known[random.Next(known.Length)];
            if (MathF.Abs(truth[i] - truth[j]) < least)
            {
                continue;
            }

            var agree = (estimate[i] - estimate[j]) * (truth[i] - truth[j]);
            wrong += agree > 0 ? 0 : agree < 0 ? 1 : 0.5;
            pair++;
        }

        return wrong / Pairs;
    }

    /// <summary>The estimate that knows nothing but that what is low in a picture is near.</summary>
    public static float[] Rows(int width, int height) =>
        [.. Enumerable.Range(0, width * height).Select(i => (float)(i / width))];

    private static double[] Ranks(float[] values)
    {
        var order = Enumerable.Range(0, values.Length).ToArray();
        var sorted = (float[])values.Clone();
        Array.Sort(sorted, order);
        var ranks = new double[values.Length];
        for (var from = 0; from < order.Length;)
        {
            var to = from;
            while (to < order.Length && sorted[to] == sorted[from])
            {
                to++;
            }

            for (var k = from; k < to; k++)
            {
                ranks[order[k]] = (from + to - 1) / 2.0;
            }

            from = to;
        }

        return ranks;
    }
}
