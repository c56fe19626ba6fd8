using Throughline.Stage.Tests.Measure;

namespace Throughline.Stage.Tests.CameraMoves;

/// <summary>
/// How well a frame shows what lies between pixels and what is finer than them, against pictures known everywhere.
/// </summary>
public sealed class ResamplingTests
{
    private const int Width = 320;
    private const int Height = 240;
    private const double Contrast = 100;

    // Half a cycle a pixel, the most a picture can hold, is reached at the upper and lower borders.
    private const double Plate = Math.PI * 0.5 / (Height / 2.0);

    private static readonly Spot _middle = new((Width - 1) / 2.0, (Height - 1) / 2.0);

    // Above 52 dB the difference is rounding to bytes: once for the cubic here, twice more in a texture of twice the
    // size.
    private const double RoundingAlone = 52;

    [Theory]
    [InlineData(0.015, 0.2, "zoom_in 2", 2)]
    [InlineData(0.015, 0.2, "zoom_in 1.3", 1.3)]
    [InlineData(0.015, 0.3, "zoom_in 2", 2)]
    [InlineData(0.015, 0.4, "zoom_in 2", 2)]
    [InlineData(0.15, 0.4, "zoom_in 2", 2)]
    [InlineData(0.15, 0.4, "zoom_in 1.1", 1.1)]
    public async Task Enlarging_is_at_least_as_good_as_Catmull_and_Roms_cubic(
        double coarsest, double finest, string move, double factor)
    {
        var waves = new Waves(31, finest, coarsest);
        var picture = waves.Draw(Width, Height);
        var take = await TestTake.ShootAsync(picture, null, move, 3);
        var source = Grey.Of(picture);
        var truth = Grey.Of(Width, Height, p => waves.At(Back(p)));
        var engine = Psnr(Grey.Of(take.Frames[^1]), truth, 24);
        var bias = Mean(Grey.Of(take.Frames[^1])) - Mean(truth);
        var cubic = Psnr(Grey.Of(Waves.Draw(Width, Height, p => source.Cubic(Back(p).X, Back(p).Y))), truth, 24);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"engine {engine:F2} dB, cubic {cubic:F2} dB; too bright by {bias:F3}");
        Assert.InRange(bias, -0.1, 0.1);
        Assert.True(engine >= Math.Min(cubic, RoundingAlone), $"{engine:F2} dB, the cubic has {cubic:F2} dB");

        Spot Back(Spot p) => new(_middle.X + ((p.X - _middle.X) / factor), _middle.Y + ((p.Y - _middle.Y) / factor));
    }

    // A zone plate: the farther from the middle, the finer. What the smaller picture cannot hold must go, not come back
    // coarse.
    [Theory]
    [InlineData("zoom_out 1.2", 1.2)]
    [InlineData("zoom_out 1.4", 1.4)]
    [InlineData("zoom_out 1.7", 1.7)]
    [InlineData("zoom_out 2", 2)]
    public async Task Shrinking_removes_what_is_too_fine_at_least_as_well_as_the_mean_over_each_pixel(
        string move, double factor)
    {
        var picture = Waves.Draw(Width, Height, p => ZonePlate(p, 0));
        var take = await TestTake.ShootAsync(picture, null, move, 3);
        var frame = Grey.Of(take.Frames[^1]);
        double engine = 0, mean = 0, kept = 0, keptTruth = 0;
        int tooFine = 0, fine = 0;
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var from = Back(new Spot(x, y), factor);
                var frequency = Plate / Math.PI * from.To(_middle);
                if (frequency > 0.48)
                {
                    continue;
                }

                double seen = frame[x, y] - 128, truth = ZonePlate(from, factor) - 128;
                if (frequency * factor > 0.55)
                {
                    (engine, mean, tooFine) = (engine + (seen * seen), mean + (truth * truth), tooFine + 1);
                }
                else if (frequency * factor < 0.25)
                {
                    (kept, keptTruth, fine) = (kept + (seen * truth), keptTruth + (truth * truth), fine + 1);
                }
            }
        }

        var left = tooFine == 0 ? 0 : Math.Sqrt(engine / tooFine) / (Contrast / Math.Sqrt(2));
        var leftByMean = tooFine == 0 ? 0 : Math.Sqrt(mean / tooFine) / (Contrast / Math.Sqrt(2));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"too fine: {left:F3} left, {leftByMean:F3} by the mean; coarse: {kept / keptTruth:F3} kept");
        Assert.True(left <= 1.02 * leftByMean, $"{left:F3} is left, the mean leaves {leftByMean:F3}");
        Assert.InRange(kept / keptTruth, 0.8, 1.1);
    }

    [Fact]
    public async Task A_slow_zoom_out_does_not_flicker_on_fine_texture()
    {
        const int Frames = 13;
        var waves = new Waves(32, 0.45);
        var picture = waves.Draw(Width, Height);
        var take = await TestTake.ShootAsync(picture, null, "zoom_out 1.3 linear", Frames);
        double flicker = 0, truth = 0;
        Grey? before = null, beforeTruth = null;
        for (var i = 1; i < Frames; i++)
        {
            var factor = Math.Pow(1.3, i / (Frames - 1.0));
            var now = Grey.Of(take.Frames[i]);
            var nowTruth = Grey.Of(waves.Over(factor).Draw(Width, Height, p => Back(p, factor)));
            if (before is not null)
            {
                (flicker, truth) = (flicker + Change(before, now), truth + Change(beforeTruth!, nowTruth));
            }

            (before, beforeTruth) = (now, nowTruth);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"change a frame {flicker / (Frames - 2):F2}, of the mean over each pixel {truth / (Frames - 2):F2}");
        Assert.InRange(flicker / truth, 0.8, 1.1);
    }

    private static Spot Back(Spot p, double factor) =>
        new(_middle.X + ((p.X - _middle.X) * factor), _middle.Y + ((p.Y - _middle.Y) * factor));

    // The value at a place, or the mean over a square of that side round it, from 8 x 8 samples.
    private static double ZonePlate(Spot p, double side)
    {
        if (side == 0)
        {
            var radius = p.To(_middle);
            return 128 + (Contrast * Math.Cos(Plate * radius * radius));
        }

        double sum = 0;
        for (var i = 0; i < 64; i++)
        {
            double across = (((i % 8) + 0.5) / 8) - 0.5, down = (((i / 8) + 0.5) / 8) - 0.5;
            sum += ZonePlate(p + new Spot(across * side, down * side), 0);
        }

        return sum / 64;
    }

    // Within the part that the zoom has not left.
    private static double Change(Grey a, Grey b)
    {
        double sum = 0;
        for (var y = 40; y < Height - 40; y++)
        {
            for (var x = 50; x < Width - 50; x++)
            {
                sum += (a[x, y] - b[x, y]) * (a[x, y] - b[x, y]);
            }
        }

        return Math.Sqrt(sum / ((Width - 100) * (Height - 80)));
    }

    private static double Mean(Grey picture) =>
        Enumerable.Range(0, Width * Height).Average(i => picture[i % Width, i / Width]);

    private static double Psnr(Grey seen, Grey truth, int border)
    {
        double sum = 0;
        for (var y = border; y < seen.Height - border; y++)
        {
            for (var x = border; x < seen.Width - border; x++)
            {
                sum += (seen[x, y] - truth[x, y]) * (seen[x, y] - truth[x, y]);
            }
        }

        return 10 * Math.Log10(255.0 * 255 * (seen.Width - (2 * border)) * (seen.Height - (2 * border)) / sum);
    }
}
