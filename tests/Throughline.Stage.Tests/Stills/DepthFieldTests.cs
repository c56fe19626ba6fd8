using Throughline.Stage.Stills;

namespace Throughline.Stage.Tests.Stills;

public sealed class DepthFieldTests
{
    // A thing that covers a small part of the canvas: its surface must go on round it, not fall away to the far end,
    // or its contour is pulled along.
    [Theory]
    [InlineData(384, 216, 138, 54, 108)]
    [InlineData(384, 216, 0, 0, 20)]
    [InlineData(1280, 720, 900, 500, 40)]
    [InlineData(64, 300, 20, 250, 12)]
    public void A_flat_thing_stays_flat_beyond_its_contour(int width, int height, int left, int top, int side)
    {
        var inverse = Enumerable.Repeat(0.025f, width * height).ToArray();
        var weight = new float[width * height];
        for (var y = top; y < top + side; y++)
        {
            inverse.AsSpan((y * width) + left, side).Fill(0.25f);
            weight.AsSpan((y * width) + left, side).Fill(1);
        }

        var field = DepthField.From(inverse, weight, width, height);
        Assert.InRange(field.Low, 0.2499, 0.2501);
        Assert.InRange(field.High, 0.2499, 0.2501);
    }
}
