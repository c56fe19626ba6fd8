using Throughline.Media.Pictures;
using Throughline.Stage.Tests.CameraMoves;
using Throughline.Stage.Tests.Measure;

namespace Throughline.Stage.Tests.Depth;

/// <summary>
/// Whether near things move more than far ones when the camera travels past photographs whose disparities were
/// measured: corners followed through rendered frames, their way against the truth at the place they started from.
/// </summary>
public class ParallaxOrderTests(ITestOutputHelper output)
{
    private const int Frames = 7;

    [Theory]
    [InlineData("aloe", 0.97, 0.02)]
    [InlineData("motorcycle", 0.97, 0.02)]
    public async Task True_depth_moves_everything_in_its_order(string name, double rank, double error) =>
        await MovesAsync(name, isTrue: true, rank, error);

    [Theory]
    [InlineData("aloe", 0.75, 0.15)]
    [InlineData("motorcycle", 0.5, 0.28)]
    public async Task Estimated_depth_moves_near_things_more_than_far_ones(string name, double rank, double error) =>
        await MovesAsync(name, isTrue: false, rank, error);

    private async Task MovesAsync(string name, bool isTrue, double leastRank, double mostError)
    {
        var scene = StereoScene.Find(name)?.Reduced(480);
        Assert.SkipWhen(scene is null, StereoScene.Missing);
        var (width, height) = (scene!.Picture.Width, scene.Picture.Height);
        float far = scene.Disparity.Where(d => !float.IsNaN(d)).Min(),
            near = scene.Disparity.Where(d => !float.IsNaN(d)).Max();
        var truth = Array.ConvertAll(scene.Disparity, d => float.IsNaN(d) ? far : d);
        var depth =
            isTrue ? new DepthPicture(width, height, Array.ConvertAll(truth, d => (d - far) / (near - far))) : null;

        var take = await TestTake.ShootAsync(scene.Picture, depth, "truck_right 0.15", Frames);
        var tracks = TestTake.Follow(take.Frames, Corners.In(Grey.Of(scene.Picture), 16))[^1];
        float[] moved = [.. tracks.Select(t => (float)(t.Start.X - t.Now.X))];
        float[] known = [.. tracks.Select(t => truth[((int)t.Start.Y * width) + (int)t.Start.X])];

        var (rank, error) = (DepthOrder.RankCorrelation(moved, known), DepthOrder.Error(moved, known));
        var thirds = moved.Zip(known).OrderBy(t => t.Second)
            .Select(t => t.First).Chunk((moved.Length + 2) / 3).Select(t => t.Average()).ToArray();
        output.WriteLine(
            $"{name}: {moved.Length} corners, rank correlation {rank:F3}, ordinal error {error:F3}, far to near {string.Join(", ", thirds.Select(t => $"{t:F1}"))} px");
        Assert.True(moved.Length > 100, $"{moved.Length} corners");
        Assert.True(moved.Min() > 0, "the camera goes right, all moves left");
        Assert.True(rank > leastRank && error < mostError, $"rank correlation {rank:F3}, ordinal error {error:F3}");
        Assert.True(thirds[0] < thirds[1] && thirds[1] < thirds[2], string.Join(", ", thirds));
    }
}
