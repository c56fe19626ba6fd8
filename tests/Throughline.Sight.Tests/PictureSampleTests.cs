using System.Numerics;
using Throughline.Media.Pictures;

namespace Throughline.Sight.Tests;

/// <summary>
/// A grid along the picture's rows is sampled by a way of its own: it must see what a grid sees that is turned by
/// nothing to speak of.
/// </summary>
public sealed class PictureSampleTests
{
    private const int Grid = 24;

    [Theory]
    [InlineData(30, 20, 17f, true)]
    [InlineData(30, 20, 90f, true)]
    [InlineData(3, 38, 40f, true)]
    [InlineData(3, 38, 40f, false)]
    [InlineData(-60, 20, 40f, true)]
    public void A_straight_grid_sees_what_one_hardly_turned_sees(float x, float y, float side, bool black)
    {
        var picture = Noise(61, 43);
        var straight = PictureSample.Square(new Vector2(x, y), side, 0, Grid);
        var turned = PictureSample.Square(new Vector2(x, y), side, 1e-6f, Grid);
        Assert.NotEqual(0, turned.Right.Y);
        var expected = turned.Take(picture, Grid, Grid, -1, 1, black);
        var seen = straight.Take(picture, Grid, Grid, -1, 1, black);
        Assert.Equal(expected.Length, seen.Length);
        for (var i = 0; i < seen.Length; i++)
        {
            Assert.Equal(expected[i], seen[i], 0.002f);
        }
    }

    [Fact]
    public void A_picture_sampled_pixel_for_pixel_is_itself()
    {
        var picture = Noise(19, 11);
        var seen = PictureSample.Whole(picture, 19, 11).Take(picture, 19, 11, 0, 255, black: false);
        for (var i = 0; i < seen.Length; i++)
        {
            Assert.Equal(picture.Pixels[((i / 3) * 4) + (i % 3)], seen[i], 0.01f);
        }
    }

    private static Picture Noise(int width, int height)
    {
        var picture = new Picture(width, height);
        new Random(5).NextBytes(picture.Pixels);
        return picture;
    }
}
