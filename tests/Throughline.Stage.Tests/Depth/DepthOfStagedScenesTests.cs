using Throughline.Media.Pictures;
using Throughline.Stage.Stills;
using Throughline.Stage.Tests.Measure;

namespace Throughline.Stage.Tests.Depth;

/// <summary>
/// Estimated depth of pictures that Stage drew itself, against the renderer's. bench/Truth compares more of them.
/// </summary>
public class DepthOfStagedScenesTests(ITestOutputHelper output)
{
    // Rooms from a corner and a forest in mist are ordered worse than by their rows (docs/depth.md).
    private static readonly string[] _unread = ["room", "kitchen", "forest"];

    [Fact]
    public async Task What_lies_open_to_the_sky_is_ordered_better_than_by_its_rows()
    {
        double sum = 0, sumOfRows = 0;
        int scenes = 0, better = 0;
        foreach (var (name, _) in StagedTruth.All.Where(scene => !_unread.Contains(scene.Name)))
        {
            var truth = await StagedTruth.OfAsync(name, new PixelSize(320, 180), TestContext.Current.CancellationToken);
            var depth = DepthEstimate.Of(
                truth.Picture, new DepthOptions { Threads = 2 }, TestContext.Current.CancellationToken);
            var rank = DepthOrder.RankCorrelation(depth.Nearness, truth.Nearness);
            var rows = DepthOrder.RankCorrelation(DepthOrder.Rows(depth.Width, depth.Height), truth.Nearness);
            output.WriteLine($"{name}: rank correlation {rank:F3}, rows {rows:F3}");
            (sum, sumOfRows) = (sum + rank, sumOfRows + rows);
            (scenes, better) = (scenes + 1, better + (rank > rows ? 1 : 0));
        }

        Assert.True(sum / scenes > (sumOfRows / scenes) + 0.02, $"{sum / scenes:F3} against {sumOfRows / scenes:F3}");
        Assert.InRange(better, 14, scenes);
    }
}
