using Throughline.Media.Pictures;

namespace Throughline.Media.Tests.Pictures;

public class ColourTests
{
    // The sRGB primaries and greys in Lab under D65, as published (B. Lindbloom's calculator), to two places.
    [Theory]
    [InlineData(255, 255, 255, 100, 0, 0)]
    [InlineData(0, 0, 0, 0, 0, 0)]
    [InlineData(255, 0, 0, 53.24, 80.09, 67.20)]
    [InlineData(0, 255, 0, 87.74, -86.18, 83.18)]
    [InlineData(0, 0, 255, 32.30, 79.19, -107.86)]
    [InlineData(128, 128, 128, 53.59, 0, 0)]
    public void Lab_of_known_colours(byte r, byte g, byte b, double l, double a, double bb)
    {
        var lab = Colour.ToLab(r, g, b);
        Assert.Equal(l, lab.L, 0.011);
        Assert.Equal(a, lab.A, 0.02);
        Assert.Equal(bb, lab.B, 0.02);
    }

    // Pairs 1, 4, 7, 10, 17, 20, 25, 30 and 34 of the test data in doi:10.1002/col.20070.
    [Theory]
    [InlineData(50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425)]
    [InlineData(50, -1.3802, -84.2814, 50, 0, -82.7485, 1.0000)]
    [InlineData(50, 0, 0, 50, -1, 2, 2.3669)]
    [InlineData(50, 2.4900, -0.0010, 50, -2.4900, 0.0010, 7.1792)]
    [InlineData(50, 2.5, 0, 73, 25, -18, 27.1492)]
    [InlineData(50, 2.5, 0, 58, 24, 15, 19.4535)]
    [InlineData(60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644)]
    [InlineData(90.8027, -2.0831, 1.4410, 91.1528, -1.6435, 0.0447, 1.4441)]
    [InlineData(2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082)]
    public void Difference2000_of_the_published_pairs(
        double l1, double a1, double b1, double l2, double a2, double b2, double expected)
    {
        Lab first = new(l1, a1, b1), second = new(l2, a2, b2);
        Assert.Equal(expected, first.Difference2000(second), 0.0001);
        Assert.Equal(expected, second.Difference2000(first), 0.0001);
    }

    [Fact]
    public void Difference76_is_the_distance() => Assert.Equal(13, new Lab(10, 0, 0).Difference76(new(13, 4, 12)));

    [Fact]
    public void Pictures_are_compared_by_what_differs()
    {
        var first = Draw.From(10, 10, (_, _) => (100, 100, 100));
        var second = Draw.From(10, 10, (x, _) => x < 5 ? (100, 100, 100) : (110, 110, 110));
        Assert.Equal(10 * Math.Log10(255.0 * 255 / 50), Colour.Psnr(first, second), 1e-9);
        Assert.Equal(
            Colour.ToLab(110, 110, 110).L - Colour.ToLab(100, 100, 100).L, 2 * Colour.MeanDifference76(first, second),
            1e-9);
        Assert.Equal(Colour.MeanDifference76(first, second), Colour.DifferenceOfMeans(first, second), 1e-9);
        Assert.Equal(Colour.SamePsnr, Colour.Psnr(first, first));
        Assert.Equal(0, Colour.MeanDifference2000(first, first));
        Assert.Throws<ArgumentException>(() => Colour.Psnr(first, new Picture(5, 20)));
    }

    [Fact]
    public void Every_byte_survives_the_way_to_light_and_back()
    {
        var bytes = Enumerable.Range(0, 256).SelectMany(i => (byte[])[(byte)i, (byte)i, (byte)i, (byte)i]).ToArray();
        var (values, back) = (new float[1024], new byte[1024]);
        foreach (var light in new[] { true, false })
        {
            Light.Load(bytes, values, light);
            Light.Store(values, back, light);
            Assert.Equal(bytes, back);
        }
    }
}
