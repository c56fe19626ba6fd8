using Throughline.Media.Pictures;
using Throughline.Stage.Stills;
using Throughline.Stage.Tests.Measure;

namespace Throughline.Stage.Tests.Depth;

/// <summary>
/// Estimated depth of pictures that Stage drew itself, against the renderer's. bench/Truth compares more of them.
/// </summary>
public class DepthOfStagedScenesTests(ITestOutputHelper output)
{
    private static readonly string[] _scenes = ["room", "street-figure", "portrait", "beach", "harbour"];

    [Fact]
    public async Task Rooms_streets_shores_and_figures_are_ordered_better_than_by_their_rows()
    {
        double sum = 0, sumOfRows = 0;
        foreach (var name in _scenes)
        {
            var truth = await StagedTruth.OfAsync(name, new PixelSize(480, 270), TestContext.Current.CancellationToken);
            var depth = DepthEstimate.Of(
                truth.Picture, new DepthOptions { Threads = 2 }, TestContext.Current.CancellationToken);
            var rank = DepthOrder.RankCorrelation(depth.Nearness, truth.Nearness);
            var rows = DepthOrder.RankCorrelation(DepthOrder.Rows(depth.Width, depth.Height), truth.Nearness);
            output.WriteLine($"{name}: rank correlation {rank:F3}, rows {rows:F3}");
            (sum, sumOfRows) = (sum + rank, sumOfRows + rows);
        }

        Assert.True(
            sum / _scenes.Length > (sumOfRows / _scenes.Length) + 0.04,
            $"{sum / _scenes.Length:F3} against {sumOfRows / _scenes.Length:F3}");
    }
}
