using Throughline.Stage.Stills;

namespace Throughline.Stage.Tests.Depth;

/// <summary>Estimated depth of single photographs against disparities measured from two.</summary>
public class DepthAgainstStereoTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("aloe", 0.05, 0.04)]
    [InlineData("motorcycle", 0.03, 0.015)]
    public void Cues_beat_the_vertical_position_alone(string name, double correlationMargin, double errorMargin)
    {
        var scene = StereoScene.Find(name);
        Assert.SkipWhen(scene is null, "Needs Debian's opencv-doc and python3-skimage, or THROUGHLINE_TEST_ROOTS.");
        var options = new DepthOptions { Threads = 2 };
        var cues = DepthEstimate.Of(scene!.Picture, options, TestContext.Current.CancellationToken).Nearness;
        var rows = new float[cues.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = i / scene.Picture.Width;
        }

        var (rank, rankOfRows) = (RankCorrelation(cues, scene.Disparity), RankCorrelation(rows, scene.Disparity));
        var (error, errorOfRows) = (OrdinalError(cues, scene.Disparity), OrdinalError(rows, scene.Disparity));

        output.WriteLine($"{name}: rank correlation {rank:F3} (rows {rankOfRows:F3}), ordinal error {error:F3} (rows {errorOfRows:F3})");
        Assert.True(rank > rankOfRows + correlationMargin, $"{rank:F3} against {rankOfRows:F3}");
        Assert.True(error < errorOfRows - errorMargin, $"{error:F3} against {errorOfRows:F3}");
    }

    [Fact]
    public void Measures_know_a_perfect_and_a_reversed_order()
    {
        float[] truth = [5, 1, float.NaN, 3, 9, 7, 2, 8];

        Assert.Equal(1, RankCorrelation([50, 10, 0, 30, 90, 70, 20, 80], truth), 6);
        Assert.Equal(-1, RankCorrelation([-50, -10, 0, -30, -90, -70, -20, -80], truth), 6);
        Assert.Equal(0, OrdinalError([50, 10, 0, 30, 90, 70, 20, 80], truth));
        Assert.Equal(1, OrdinalError([-50, -10, 0, -30, -90, -70, -20, -80], truth));
        Assert.Equal(0.5, OrdinalError(new float[8], truth));
    }

    // Spearman's, with mean ranks for ties.
    private static double RankCorrelation(float[] estimate, float[] truth)
    {
        var known = Enumerable.Range(0, truth.Length).Where(i => !float.IsNaN(truth[i])).ToArray();
        double[] a = Ranks([.. known.Select(i => estimate[i])]), b = Ranks([.. known.Select(i => truth[i])]);
        double ma = a.Average(), mb = b.Average();
        var ab = a.Zip(b, (x, y) => (x - ma) * (y - mb)).Sum();
        return ab / Math.Sqrt(a.Sum(x => (x - ma) * (x - ma)) * b.Sum(y => (y - mb) * (y - mb)));
    }

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

    // Share of random pairs, at least a twentieth of the range apart, that are put in the wrong order; a tie is half.
    private static double OrdinalError(float[] estimate, float[] truth)
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
}
