using Throughline.Media.Pictures;

namespace Throughline.Media.Tests.Pictures;

public class FitTests
{
    [Fact]
    public void Equal_size_is_a_copy_bit_for_bit()
    {
        var picture = Draw.Noise(64, 36, 1);
        var fitted = Fit.Cover(picture, new(64, 36), 0.9, 0.1);
        Assert.Equal(picture.Pixels, fitted.Pixels);
        Assert.NotSame(picture.Pixels, fitted.Pixels);
    }

    [Fact]
    public void Same_scale_is_an_exact_crop()
    {
        var picture = Draw.Noise(64, 51, 2);
        var fitted = Fit.Cover(picture, new(64, 36), 0.5, 0.5);
        Assert.Equal(picture.Pixels[(8 * 64 * 4)..(44 * 64 * 4)], fitted.Pixels);
    }

    [Theory]
    [InlineData(1920, 1440, 1280, 720, 0.5, 0.5, 0, 180, 1920, 1080)]
    [InlineData(1920, 1440, 1280, 720, 0.5, 0.0, 0, 0, 1920, 1080)]
    [InlineData(1920, 1440, 1280, 720, 0.5, 1.0, 0, 360, 1920, 1080)]
    [InlineData(3000, 1000, 1000, 1000, 0.25, 0.5, 250, 0, 1000, 1000)]
    [InlineData(3000, 1000, 500, 500, 0.3, 0.5, 400, 0, 1000, 1000)]
    [InlineData(100, 100, 400, 300, 0.5, 0.45, 0, 7.5, 100, 75)]
    public void Region_keeps_the_focus_as_near_the_middle_as_it_can(
        int width, int height, int targetWidth, int targetHeight, double fx, double fy, double x, double y, double w,
        double h)
    {
        var region = Fit.Region(new(width, height), new(targetWidth, targetHeight), fx, fy);
        Assert.Equal(new PixelRegion(x, y, w, h), region);
    }

    [Fact]
    public void Focus_point_maps_into_the_region()
    {
        var source = new PixelSize(3000, 1000);
        var region = Fit.Region(source, new(1000, 1000), 0.25, 0.5);
        Assert.Equal((0.5, 0.5), region.Inside(source, 0.25, 0.5));
        Assert.Equal((0.0, 1.0), region.Inside(source, 250 / 3000.0, 1));
    }

    [Fact]
    public void Any_size_gives_a_region_inside_with_the_target_ratio() =>
        CsCheck.Check.Sample(
            CsCheck.Gen.Select(
                CsCheck.Gen.Int[1, 5000], CsCheck.Gen.Int[1, 5000], CsCheck.Gen.Int[1, 4096], CsCheck.Gen.Int[1, 4096],
                CsCheck.Gen.Double[0, 1], CsCheck.Gen.Double[0, 1]),
            (w, h, tw, th, fx, fy) =>
            {
                var region = Fit.Region(new(w, h), new(tw, th), fx, fy);
                Assert.True(
                    region.X >= 0 && region.Y >= 0
                        && region.X + region.Width <= w + 1e-9 && region.Y + region.Height <= h + 1e-9);
                Assert.Equal((double)tw / th, region.Width / region.Height, (double)tw / th * 1e-9);
                Assert.True(Math.Abs(region.Width - w) < 1e-9 || Math.Abs(region.Height - h) < 1e-9);
            });

    [Fact]
    public void Depth_is_fitted_as_its_picture_whatever_its_size()
    {
        // A ramp in the picture and, at half the size, in its depth: the same place shows the same value.
        var picture = Draw.From(400, 300, (x, y) => (x / 2, x / 2, x / 2));
        var depth = new DepthPicture(
            200, 150, [.. Enumerable.Range(0, 200 * 150).Select(i => (((i % 200) * 2) + 0.5f) / 2 / 255)]);
        var (fitted, fittedDepth) = (Fit.Cover(picture, new(160, 160), 0.8, 0.5),
            Fit.CoverDepth(depth, new(160, 160), 0.8, 0.5));
        for (var x = 0; x < 160; x += 7)
        {
            Assert.InRange(
                fittedDepth.Nearness[(80 * 160) + x] * 255, Draw.At(fitted, x, 80).R - 1.2,
                Draw.At(fitted, x, 80).R + 1.2);
        }
    }

    [Fact]
    public void Focus_outside_the_picture_is_a_mistake() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Fit.Cover(new Picture(4, 4), new(2, 2), double.NaN, 0.5));
}
