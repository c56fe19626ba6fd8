using Throughline.Media.Pictures;
using Throughline.Stage.Tests.Measure;

namespace Throughline.Stage.Tests.CameraMoves;

/// <summary>Motion blur: as long as the way during the open shutter, and of the same light.</summary>
public sealed class ShutterTests
{
    private const int Frames = 10;
    private const int Looked = 5;
    private const int Edge = 280;

    // f · X · q is 108 pixels in nine frames: twelve a frame.
    private const string Truck = "truck_right 1.157143 linear";
    private const double PixelsPerFrame = 12;

    [Theory]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(360)]
    public async Task An_edge_is_blurred_over_the_way_during_the_open_shutter(double shutter)
    {
        var picture = Waves.Draw(Boards.Width, Boards.Height, p => p.X < Edge ? 60 : 200);
        var sharp = await TestTake.ShootAsync(picture, Boards.Flat, Truck, Frames);
        var blurred = await TestTake.ShootAsync(picture, Boards.Flat, Truck, Frames, shutter);
        var (place, width) = EdgeOf(blurred.Frames[Looked]);
        var (sharpPlace, sharpWidth) = EdgeOf(sharp.Frames[Looked]);

        // Light adds up, and an even blur of length L has the variance L² / 12.
        var length = Math.Sqrt(12 * (width - sharpWidth));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"blurred over {length:F2} pixels about {place:F2}, sharp at {sharpPlace:F2}");
        Assert.InRange(length / (PixelsPerFrame * shutter / 360), 0.94, 1.06);
        Assert.InRange(sharpPlace - (Edge - 0.5 - (PixelsPerFrame * Looked)), -0.1, 0.1);
        Assert.InRange(place - sharpPlace, -0.1, 0.1);
    }

    [Fact]
    public async Task Blur_keeps_the_light_of_a_picture()
    {
        var picture = new Waves(41).Draw(Boards.Width, Boards.Height);
        var sharp = await TestTake.ShootAsync(picture, Boards.Flat, Truck, Frames);
        var blurred = await TestTake.ShootAsync(picture, Boards.Flat, Truck, Frames, 180);
        double light = Light(sharp.Frames[Looked]), blurredLight = Light(blurred.Frames[Looked]);
        TestContext.Current.TestOutputHelper?.WriteLine($"light {blurredLight / light:F4}");
        Assert.InRange(blurredLight / light, 0.995, 1.005);
        Assert.Equal(picture.Pixels, blurred.Frames[0].Pixels);
    }

    // Mean and variance of where the light steps, over the middle rows.
    private static (double Place, double Variance) EdgeOf(Picture frame)
    {
        var light = Enumerable.Range(0, frame.Width)
            .Select(x => Enumerable.Range(80, 40).Average(y => Math.Pow(frame.Pixels[((y * frame.Width) + x) * 4], 2)))
            .ToArray();
        const int From = Edge - (12 * Looked) - 25, To = Edge - (12 * Looked) + 25;
        double sum = 0, first = 0, second = 0;
        for (var x = From; x < To; x++)
        {
            var step = light[x + 1] - light[x];
            (sum, first, second) = (sum + step, first + (step * (x + 0.5)), second + (step * (x + 0.5) * (x + 0.5)));
        }

        return (first / sum, (second / sum) - (first / sum * (first / sum)));
    }

    private static double Light(Picture frame) => frame.Pixels
        .Where((_, i) => i % 4 == 1 && (i / 4 % frame.Width) is > 60 and < 300)
        .Average(v => (double)v * v);
}
