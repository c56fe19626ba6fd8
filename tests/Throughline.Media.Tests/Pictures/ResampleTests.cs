using Throughline.Media.Pictures;

namespace Throughline.Media.Tests.Pictures;

public class ResampleTests
{
    [Theory]
    [InlineData(97, 61, 31, 20)]
    [InlineData(97, 61, 200, 130)]
    [InlineData(5, 3, 64, 2)]
    [InlineData(1, 1, 7, 9)]
    public void A_flat_picture_stays_flat(int width, int height, int targetWidth, int targetHeight)
    {
        var picture = Draw.From(width, height, (_, _) => (13, 128, 250));
        var resampled = Resample.To(picture, new(targetWidth, targetHeight));
        Assert.All(Enumerable.Range(0, targetWidth * targetHeight), i =>
            Assert.Equal(
                (13, 128, 250, 255), (resampled.Pixels[4 * i], resampled.Pixels[(4 * i) + 1],
                    resampled.Pixels[(4 * i) + 2], resampled.Pixels[(4 * i) + 3])));
    }

    [Theory]
    [InlineData(97, 61, 31, 20)]
    [InlineData(40, 30, 80, 60)]
    [InlineData(40, 30, 40, 30)]
    public void A_resampler_makes_the_same_bytes_again_and_again_and_allocates_nothing(
        int width, int height, int targetWidth, int targetHeight)
    {
        var resampler = new Resampler(new(width, height), new(targetWidth, targetHeight));
        var target = new Picture(targetWidth, targetHeight);
        for (var turn = 1; turn < 4; turn++)
        {
            var picture = Draw.From(width, height, (x, y) => ((byte)(x * turn), (byte)(x * y), (byte)(y * 3)));
            var before = GC.GetAllocatedBytesForCurrentThread();
            resampler.Run(picture, target);
            Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
            Assert.Equal(Resample.To(picture, target.Size).Pixels, target.Pixels);
        }
    }

    [Fact]
    public void Shrinking_averages_light_and_leaves_no_alias()
    {
        // Lines finer than the target can show become their mean light: (0 + 1) / 2, encoded 188.
        foreach (var fine in new Func<int, int, bool>[] { (x, _) => x % 2 == 0, (_, y) => y % 2 == 0, (x, y) => (x + y) % 2 == 0 })
        {
            var shrunk = Resample.To(
                Draw.From(400, 400, (x, y) => fine(x, y) ? (255, 255, 255) : (0, 0, 0)), new(90, 90));
            for (var i = 8; i < 82; i++)
            {
                Draw.AssertNear((188, 188, 188), Draw.At(shrunk, i, i), 4);
            }
        }
    }

    [Fact]
    public void What_the_target_can_show_keeps_its_contrast_and_place()
    {
        // A wave of 24 source pixels, shrunk by three: 8 pixels, same phase, nearly full contrast.
        double Wave(double x) => 128 + (80 * Math.Sin(2 * Math.PI * x / 24));
        var picture = Draw.From(480, 12, (x, _) => ((int)Math.Round(Wave(x)), 0, 0));
        var shrunk = Resample.To(picture, new(160, 4));
        for (var x = 4; x < 156; x++)
        {
            Assert.InRange(Draw.At(shrunk, x, 2).R, Wave((3 * x) + 1) - 6, Wave((3 * x) + 1) + 6);
        }
    }

    [Fact]
    public void Enlarging_follows_a_wave_closely()
    {
        double Wave(double x) => 128 + (100 * Math.Sin(2 * Math.PI * x / 10));
        var large = Resample.To(Draw.From(80, 4, (x, _) => ((int)Math.Round(Wave(x)), 0, 0)), new(320, 4));
        for (var x = 24; x < 296; x++)
        {
            var expected = Wave(((x + 0.5) / 4) - 0.5);
            Assert.InRange(Draw.At(large, x, 2).R, expected - 3, expected + 3);
        }
    }

    [Fact]
    public void Down_and_up_again_keeps_a_photograph()
    {
        var picture = Draw.Photograph(320, 200, 4);
        var small = Resample.To(Resample.To(picture, new(640, 400)), new(320, 200));
        Assert.InRange(Colour.Psnr(picture, small), 40, double.PositiveInfinity);
    }

    [Fact]
    public void A_region_draws_on_what_lies_beside_it()
    {
        // Cutting after resampling or before gives the same inside: no seam where the region ends.
        var picture = Draw.Photograph(240, 160, 6);
        var whole = Resample.To(picture, new(480, 320));
        var part = Resample.Part(picture, new(60, 40, 120, 80), new(240, 160));
        for (var y = 0; y < 160; y++)
        {
            Assert.Equal(whole.Row(y + 80).Slice(480, 960), part.Row(y));
        }
    }

    [Fact]
    public void Depth_keeps_its_range_and_precision()
    {
        var depth = new DepthPicture(64, 2, [.. Enumerable.Range(0, 128).Select(i => (i % 64) / 63f)]);
        var twice = Resample.To(depth, new(128, 4));
        for (var x = 12; x < 116; x++)
        {
            var expected = (((x + 0.5) / 2) - 0.5) / 63;
            Assert.InRange(twice.Nearness[128 + x], expected - 1e-3, expected + 1e-3);
        }

        Assert.All(twice.Nearness, value => Assert.InRange(value, 0f, 1f));
    }

    [Fact]
    public void A_region_outside_is_a_mistake() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Resample.Part(new Picture(4, 4), new(1, 0, 4, 4), new(2, 2)));
}
