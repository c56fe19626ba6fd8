using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Production;

namespace Throughline.Tests.Production;

public sealed class SurroundingsTests
{
    [Theory]
    [InlineData(600, 400, 0.5, 0.5)]
    [InlineData(300, 700, 0.4, 0.9)]
    [InlineData(128, 96, 0.5, 0.1)]
    [InlineData(3000, 100, 0.2, 0.5)]
    public void Surroundings_contain_frame_0_bit_for_bit(int width, int height, double x, double y)
    {
        var picture = new Picture(width, height);
        new Random(1).NextBytes(picture.Pixels);
        var depth = new DepthPicture(width / 2, height / 2, new float[width / 2 * (height / 2)]);
        var frame = FirstFrame.Fit(picture, depth, new PixelSize(128, 72), new FocusPoint(x, y));
        var around = frame.Surroundings!;
        Assert.InRange(around.Picture.Width, 128, 3 * 128);
        Assert.InRange(around.Picture.Height, 72, 3 * 72);
        Assert.Equal(around.Picture.Width, around.Depth!.Width);
        Assert.Equal(around.Picture.Height, around.Depth.Height);
        for (var row = 0; row < 72; row++)
        {
            Assert.True(
                around.Picture.Row(around.Y + row).Slice(around.X * 4, 128 * 4).SequenceEqual(frame.Picture.Row(row)));
        }
    }

    [Fact]
    public void A_picture_of_the_films_own_shape_has_none() =>
        Assert.Null(
            FirstFrame.Fit(new Picture(256, 144), null, new PixelSize(128, 72), FocusPoint.Centre).Surroundings);

    // A ramp goes on across the border of frame 0 without a step.
    [Fact]
    public void Surroundings_are_at_the_scale_of_frame_0()
    {
        var picture = new Picture(256, 400);
        for (var i = 0; i < 256 * 400; i++)
        {
            picture.Pixels.AsSpan(i * 4, 4).Fill((byte)(i / 256 / 2));
        }

        var around = FirstFrame.Fit(picture, null, new PixelSize(128, 72), FocusPoint.Centre).Surroundings!;
        for (var row = 1; row < around.Picture.Height; row++)
        {
            Assert.InRange(around.Picture.Row(row)[0] - around.Picture.Row(row - 1)[0], 0, 2);
        }
    }
}
