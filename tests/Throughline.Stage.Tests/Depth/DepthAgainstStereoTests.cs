using Throughline.Stage.Stills;
using Throughline.Stage.Tests.Measure;

namespace Throughline.Stage.Tests.Depth;

/// <summary>Estimated depth of single photographs against disparities measured from two.</summary>
public class DepthAgainstStereoTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("aloe", 0.09, 0.06)]
    [InlineData("motorcycle", 0.035, 0.016)]
    public void Cues_beat_the_vertical_position_alone(string name, double correlationMargin, double errorMargin)
    {
        var scene = StereoScene.Find(name);
        Assert.SkipWhen(scene is null, StereoScene.Missing);
        var options = new DepthOptions { Threads = 2 };
        var cues = DepthEstimate.Of(scene!.Picture, options, TestContext.Current.CancellationToken).Nearness;
        var rows = DepthOrder.Rows(scene.Picture.Width, scene.Picture.Height);

        var (rank, rankOfRows) = (DepthOrder.RankCorrelation(cues, scene.Disparity),
            DepthOrder.RankCorrelation(rows, scene.Disparity));
        var (error, errorOfRows) = (DepthOrder.Error(cues, scene.Disparity), DepthOrder.Error(rows, scene.Disparity));

        output.WriteLine(
            $"{name}: rank correlation {rank:F3} (rows {rankOfRows:F3}), ordinal error {error:F3} (rows {errorOfRows:F3})");
        Assert.True(rank > rankOfRows + correlationMargin, $"{rank:F3} against {rankOfRows:F3}");
        Assert.True(error < errorOfRows - errorMargin, $"{error:F3} against {errorOfRows:F3}");
    }

    [Fact]
    public void Measures_know_a_perfect_and_a_reversed_order()
    {
        float[] truth = [5, 1, float.NaN, 3, 9, 7, 2, 8];

        Assert.Equal(1, DepthOrder.RankCorrelation([50, 10, 0, 30, 90, 70, 20, 80], truth), 6);
        Assert.Equal(-1, DepthOrder.RankCorrelation([-50, -10, 0, -30, -90, -70, -20, -80], truth), 6);
        Assert.Equal(0, DepthOrder.Error([50, 10, 0, 30, 90, 70, 20, 80], truth));
        Assert.Equal(1, DepthOrder.Error([-50, -10, 0, -30, -90, -70, -20, -80], truth));
        Assert.Equal(0.5, DepthOrder.Error(new float[8], truth));
    }
}
