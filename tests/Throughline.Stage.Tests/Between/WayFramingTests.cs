using Throughline.Media.Pictures;
using Throughline.Stage.Stills;

namespace Throughline.Stage.Tests.Between;

public sealed class WayFramingTests
{
    private static readonly PixelSize _size = new(320, 180);

    // A camera that goes straight to the side or nearer sees nothing that one of the pictures does not show.
    [Theory]
    [InlineData(1, 0, 90)]
    [InlineData(1.5, 0, 0)]
    [InlineData(0.7, 0, 0)]
    public void What_the_pictures_show_is_framed_as_it_is(double scale, double degrees, double right)
    {
        var path = ScreenPath.To(ScreenPathTests.Map(scale, degrees, 0, right, 0), _size.Width)!;
        var framing = WayFraming.Of(path, _size);
        foreach (var share in (double[])[0, 0.3, 0.5, 0.9, 1])
        {
            Assert.Equal((40.0, 50.0), framing.At(share).Map(40, 50));
        }
    }

    [Theory]
    [InlineData(1, 14, 0)]
    [InlineData(1.1, -20, 30)]
    [InlineData(1, 0, -70)]
    public void A_frame_that_would_reach_beyond_both_pictures_comes_nearer(double scale, double degrees, double right)
    {
        var path = ScreenPath.To(ScreenPathTests.Map(scale, degrees, 0, right, 25), _size.Width)!;
        var framing = WayFraming.Of(path, _size);
        double before = 0, after = 0;
        foreach (var share in (double[])[0.2, 0.4, 0.5, 0.6, 0.8])
        {
            before = Math.Max(before, Outside(path, path.At(share)));
            after = Math.Max(after, Outside(path, framing.At(share) * path.At(share)));
        }

        Assert.True(before > 4, $"{before}");
        Assert.True(after < 0.35 * before, $"{after} of {before}");
        Assert.Equal((40.0, 50.0), framing.At(0).Map(40, 50));
        Assert.Equal((40.0, 50.0), framing.At(1).Map(40, 50));
    }

    // How many pixels the worst corner lies outside both pictures.
    private static double Outside(ScreenPath path, Homography view)
    {
        var back = view.Inverted();
        return Enumerable.Range(0, 4).Max(corner =>
        {
            var (x, y) = back.Map((corner & 1) * (_size.Width - 1), (corner >> 1) * (_size.Height - 1));
            var (u, v) = path.End.Map(x, y);
            return Math.Min(Beyond(x, y), Beyond(u, v));
        });

        static double Beyond(double x, double y) =>
            Math.Max(Math.Max(-x, x - (_size.Width - 1)), Math.Max(-y, y - (_size.Height - 1)));
    }
}
