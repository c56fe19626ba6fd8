using Throughline.Media.Pictures;
using Throughline.Stage.Stills;
using Throughline.Stage.Tests.Measure;

/// <summary>Measures cues that were tried and left out against the truth, beside the row and the estimate.</summary>
internal static class TriedCues
{
    // Pairs nearer to each other than this share of the range are in no order.
    private const float LeastApart = 0.03f;

    /// <summary>What each cue says of a picture, a line.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="truth">True nearness of each pixel, NaN where unknown.</param>
    /// <param name="estimate">Estimated nearness of each pixel.</param>
    public static string Of(Picture picture, float[] truth, float[] estimate)
    {
        var image = WorkImage.From(picture, 384, 2, CancellationToken.None);
        var graph = PatchGraph.Of(image, 900, 2, CancellationToken.None);
        float[] near = Means(graph, picture, truth), said = Means(graph, picture, estimate);
        float[] rows = [.. graph.Patches.Select(patch => patch.Y)];
        var known = near.Where(n => !float.IsNaN(n)).ToArray();
        var orders = JunctionOrders.Of(graph)
            .Where(o => MathF.Abs(near[o.Front] - near[o.Back]) > LeastApart * (known.Max() - known.Min())).ToArray();
        var (coarse, trust) = Grain.Of(graph);
        var textured = Enumerable.Range(0, near.Length).Where(k => trust[k] > 0.5f && !float.IsNaN(near[k])).ToArray();
        return $"junctions right {Right(near)}, by the row {Right(rows)}, by the estimate {Right(said)}, "
            + $"of {orders.Length}; grain {Rank(coarse):F2}, row {Rank(rows):F2}, estimate {Rank(said):F2} on {textured.Length} patches";

        // Orders in which the truth agrees with the junction, or another measure with the truth.
        int Right(float[] measure) => orders.Count(o => ReferenceEquals(measure, near)
            ? near[o.Front] > near[o.Back]
            : (measure[o.Front] - measure[o.Back]) * (near[o.Front] - near[o.Back]) > 0);

        double Rank(float[] measure) => textured.Length < 20 ? double.NaN
            : DepthOrder.RankCorrelation([.. textured.Select(k => measure[k])], [.. textured.Select(k => near[k])]);
    }

    // Means over the patches of what is known; NaN where nothing is.
    private static float[] Means(PatchGraph graph, Picture picture, float[] plane)
    {
        var image = graph.Image;
        var sums = new double[graph.Patches.Length];
        var count = new int[sums.Length];
        for (var i = 0; i < graph.Labels.Length; i++)
        {
            int x = i % image.Width * picture.Width / image.Width, y = i / image.Width * picture.Height / image.Height;
            if (plane[(y * picture.Width) + x] is var value && !float.IsNaN(value))
            {
                sums[graph.Labels[i]] += value;
                count[graph.Labels[i]]++;
            }
        }

        return [.. sums.Select((sum, k) => count[k] == 0 ? float.NaN : (float)(sum / count[k]))];
    }
}
