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

    // What the solver takes for granted: nothing that is interpolated in a rectangle leaves the bounds; and they say
    // something, for a slope is bounded by little more than the rectangle's own part of it.
    [Fact]
    public void Bounds_hold_all_that_lies_between_and_little_more()
    {
        const int W = 300, H = 170;
        var random = new Random(5);
        var inverse = new float[W * H];
        for (var i = 0; i < inverse.Length; i++)
        {
            inverse[i] = 0.1f + (0.001f * (i % W)) + (0.02f * random.NextSingle());
        }

        var field = DepthField.From(inverse, [.. Enumerable.Repeat(1f, W * H)], W, H);
        for (var round = 0; round < 300; round++)
        {
            float left = random.Next(-20, W + 10), top = random.Next(-20, H + 10);
            float right = left + random.Next(40), bottom = top + random.Next(40);
            var (low, high) = field.Within(left, top, right, bottom);
            for (var sample = 0; sample < 40; sample++)
            {
                var value = field.At(
                    left + ((right - left) * random.NextSingle()), top + ((bottom - top) * random.NextSingle()));
                Assert.InRange(value, low - 1e-6f, high + 1e-6f);
            }

            // A block is 32 pixels wide: at each side the rectangle may reach so far into one.
            Assert.True(high - low <= 0.001f * (right - left + 80) + 0.02f, $"{left} to {right}: {low} to {high}");
        }
    }
}
