namespace Throughline.Stage.Stills;

/// <summary>
/// How sharp each patch is: the width of its edges, measured by blurring them once more.
/// Source: Zhuo and Sim 2011, doi:10.1016/j.patcog.2011.03.009.
/// </summary>
internal static class FocusCue
{
    private const float Reblur = 1f;

    /// <summary>Sharpness of the patches.</summary>
    /// <param name="Sharp">0 (wide blur) to 1 (in focus), one a patch.</param>
    /// <param name="Spread">0 (evenly sharp, or nothing to measure) to 1 (part in focus, part far out of it).</param>
    internal readonly record struct Focus(float[] Sharp, float Spread);

    /// <summary>Measures <paramref name="graph"/>'s picture outside its sky.</summary>
    public static Focus Of(PatchGraph graph, bool[] sky)
    {
        var image = graph.Image;
        int width = image.Width, height = image.Height;
        var fine = Planes.Gauss(image.L, width, height, 0.5f);
        var coarse = Planes.Gauss(fine, width, height, Reblur);
        var sums = new double[graph.Patches.Length];
        var weights = new double[graph.Patches.Length];
        for (var y = 1; y < height - 1; y++)
        {
            for (var x = 1; x < width - 1; x++)
            {
                var i = (y * width) + x;
                float first = Slope(fine, i, width), second = Slope(coarse, i, width);
                if (first < 3 || first < Slope(fine, i - 1, width) * 0.7f || second < 0.5f)
                {
                    continue;
                }

                // An edge of blur s loses the share 1 - s / sqrt(s² + r²) of its slope when blurred by r.
                var ratio = Math.Max(1.02f, first / second);
                var blur = Reblur / MathF.Sqrt((ratio * ratio) - 1);
                var weight = Math.Min(20, first);
                sums[graph.Labels[i]] += weight / (1 + (blur * blur * 0.5f));
                weights[graph.Labels[i]] += weight;
            }
        }

        var value = new float[sums.Length];
        var trust = new float[sums.Length];
        for (var k = 0; k < value.Length; k++)
        {
            value[k] = weights[k] > 0 ? (float)(sums[k] / weights[k]) : 0;
            trust[k] = (float)Math.Min(1, weights[k] / (graph.Patches[k].Area * 2));
        }

        // Patches without an edge of their own take after what is around them.
        var sharp = PatchSolve.Smooth(graph, value, [.. trust.Select(t => t + 0.02f)], 0.3f, 10);
        return new Focus(sharp, Spread(sharp, value, trust, sky));
    }

    private static float Slope(float[] plane, int i, int width)
    {
        float x = plane[i + 1] - plane[i - 1], y = plane[i + width] - plane[i - width];
        return MathF.Sqrt((x * x) + (y * y)) / 2;
    }

    private static float Spread(float[] sharp, float[] value, float[] trust, bool[] sky)
    {
        // Nothing sharp anywhere: a small or soft picture, in which blur tells nothing.
        if (value.Where((_, k) => trust[k] > 0.3f).DefaultIfEmpty(0).Max() < 0.35f)
        {
            return 0;
        }

        // A sky is smooth, not out of focus.
        var order = sharp.Where((_, k) => !sky[k]).Order().ToArray();
        if (order.Length == 0)
        {
            return 0;
        }

        float most = order[(int)(0.95f * (order.Length - 1))], usual = order[(int)(0.4f * (order.Length - 1))];
        return SkyCue.Ramp(most / Math.Max(0.01f, usual), 1.35f, 2.4f);
    }
}
