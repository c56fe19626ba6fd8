using Throughline.Media.Pictures;
using Throughline.Stage.Stills;

namespace Throughline.Stage.Tests.Depth;

public class DepthEstimateTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(7, 300)]
    [InlineData(4096, 64)]
    [InlineData(33, 32)]
    public void Any_size_gives_a_depth_of_that_size(int width, int height)
    {
        var depth = DepthEstimate.Of(Noise(width, height), new DepthOptions(), TestContext.Current.CancellationToken);

        Assert.Equal((width, height), (depth.Width, depth.Height));
        Assert.All(depth.Nearness, value => Assert.InRange(value, 0f, 1f));
    }

    [Fact]
    public void Threads_do_not_change_a_single_value()
    {
        var picture = Noise(500, 333);

        var one = DepthEstimate.Of(picture, new DepthOptions { Threads = 1 }, TestContext.Current.CancellationToken);
        var many = DepthEstimate.Of(picture, new DepthOptions { Threads = 5 }, TestContext.Current.CancellationToken);

        Assert.Equal(one.Nearness, many.Nearness);
    }

    [Fact]
    public void A_cancelled_estimate_stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(
            () => DepthEstimate.Of(Noise(64, 64), new DepthOptions(), source.Token));
    }

    // Blocks of random colour under fine noise: edges, flat parts and texture at once.
    private static Picture Noise(int width, int height)
    {
        var random = new Random(7);
        var blocks = Enumerable.Range(0, 256).Select(_ => random.Next(1 << 24)).ToArray();
        var picture = new Picture(width, height);
        for (var i = 0; i < width * height; i++)
        {
            var block = blocks[((i / width / 23 * 16) + (i % width / 31)) % 256];
            for (var c = 0; c < 3; c++)
            {
                picture.Pixels[(4 * i) + c] = (byte)Math.Clamp(
                    ((block >> (8 * c)) & 255) + random.Next(-12, 13), 0, 255);
            }

            picture.Pixels[(4 * i) + 3] = 255;
        }

        return picture;
    }
}
