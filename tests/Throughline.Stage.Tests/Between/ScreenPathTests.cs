using Throughline.Stage.Stills;

namespace Throughline.Stage.Tests.Between;

public sealed class ScreenPathTests
{
    private const double Size = 400;

    [Theory]
    [InlineData(1.0, 0, 0)]
    [InlineData(2.5, 0, 0)]
    [InlineData(0.6, 40, 2e-4)]
    [InlineData(1.3, -120, -3e-4)]
    public void It_goes_from_rest_to_its_end_at_an_even_pace(double scale, double degrees, double tilt)
    {
        var end = Map(scale, degrees, tilt);
        var path = ScreenPath.To(end, Size);
        Assert.NotNull(path);
        AssertSame(Homography.Identity, path.At(0));
        AssertSame(end, path.At(1));
        AssertSame(end, path.At(0.3) * path.At(0.7));
        AssertSame(path.At(0.5), path.At(0.25) * path.At(0.25));
    }

    [Fact]
    public void Half_a_turn_and_zoom_is_half_the_angle_and_the_root_of_the_factor()
    {
        var half = ScreenPath.To(Map(4, 90, 0), Size)!.At(0.5);
        Assert.Equal(2, half.ScaleAt(123, 45), 6);
        Assert.Equal(45, Math.Atan2(half.D, half.A) * 180 / Math.PI, 6);
    }

    [Fact]
    public void A_mirrored_view_has_no_way() =>
        Assert.Null(ScreenPath.To(new Homography(-1, 0, 400, 0, 1, 0, 0, 0, 1), Size));

    internal static Homography Map(double scale, double degrees, double tilt, double x = 12, double y = -7)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        var about = Homography.Similar(1, 200 + x, 150 + y) * new Homography(
            scale * cos, -scale * sin, 0, scale * sin, scale * cos, 0, tilt, 0, 1);
        return about * Homography.Similar(1, -200, -150);
    }

    private static void AssertSame(Homography expected, Homography actual)
    {
        foreach (var (x, y) in new[] { (0.0, 0.0), (399, 0), (0, 299), (399, 299), (200, 150) })
        {
            var (eu, ev) = expected.Map(x, y);
            var (au, av) = actual.Map(x, y);
            Assert.Equal(eu, au, 3);
            Assert.Equal(ev, av, 3);
        }
    }
}
