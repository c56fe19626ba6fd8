using CsCheck;
using Throughline.Media.Pictures;
using Throughline.Stage.Stills;

namespace Throughline.Stage.Tests.Stills;

public class FillMaskTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Nothing_given_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(
            () => Stage.Stills.Fill.Complete(new Picture(20, 10), new byte[200], new FillOptions(), Token));
        Assert.Contains("Nothing of the picture is given", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mask_and_nearness_need_one_value_a_pixel()
    {
        var picture = new Picture(4, 4);
        Assert.Throws<ArgumentException>(
            () => Stage.Stills.Fill.Complete(picture, new byte[15], new FillOptions(), Token));
        Assert.Throws<ArgumentException>(
            () => Stage.Stills.Fill.Complete(
                picture, new byte[16], new FillOptions { Nearness = new float[3] }, Token));
    }

    [Fact]
    public void Everything_given_comes_back_as_a_copy()
    {
        var picture = FillScene.Rough(30, 20, 1);
        var mask = new byte[600];
        Array.Fill(mask, (byte)255);
        var filled = Stage.Stills.Fill.Complete(picture, mask, new FillOptions(), Token);
        Assert.Equal(picture.Pixels, filled.Pixels);
        Assert.NotSame(picture.Pixels, filled.Pixels);
    }

    [Theory]
    [InlineData(1, 1, 0, 0)]
    [InlineData(8, 8, 3, 3)]
    [InlineData(64, 48, 63, 47)]
    [InlineData(300, 1, 0, 0)]
    public void One_given_pixel_colours_all(int width, int height, int x, int y)
    {
        var truth = FillScene.Paint(width, height, (_, _) => (200, 120, 40));
        var mask = FillScene.Mask(width, height, (u, v) => u != x || v != y);
        Assert.Equal(truth.Pixels, FillScene.Complete(truth, mask).Pixels);
    }

    [Fact]
    public void Given_pixels_that_may_not_be_copied_still_give_a_smooth_fill()
    {
        var truth = FillScene.Paint(80, 60, (x, y) => (x * 2, y * 3, 100));
        var mask = FillScene.Mask(80, 60, (x, y) => x > 30 && x < 50 && y > 20 && y < 40);
        for (var i = 0; i < mask.Length; i++)
        {
            mask[i] = mask[i] == 255 ? (byte)128 : mask[i];
        }

        Assert.InRange(FillScene.LargestError(truth, FillScene.Complete(truth, mask), mask), 0, 3);
    }

    [Fact]
    public void Any_size_and_any_mask_is_filled_with_colours_of_the_picture() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[0, 1000], Gen.Int[1, 3], Gen.Int[1, 3]).Sample(
            (width, height, seed, cells, radius) =>
            {
                var random = new Random(seed);
                var truth = FillScene.Paint(width, height, (x, y) => (100 + (x % 3 * 10), 150, 60 + (y % 2 * 20)));
                var blocks = Enumerable.Range(0, 64).Select(_ => random.Next(3)).ToArray();
                var mask = FillScene.Mask(width, height, (x, y) => blocks[(y / 8 * 8 + (x / 8)) % 64] < cells);
                mask[random.Next(mask.Length)] = 255;
                var filled = FillScene.Complete(
                    truth, mask, new FillOptions { PatchSize = (2 * radius) + 1, Threads = 1 });
                return Enumerable.Range(0, mask.Length).All(i =>
                    filled.Pixels[i * 4] is >= 76 and <= 144
                    && filled.Pixels[(i * 4) + 1] is >= 126 and <= 174
                    && filled.Pixels[(i * 4) + 2] is >= 36 and <= 104
                    && filled.Pixels[(i * 4) + 3] == 255);
            },
            iter: 60);
}
