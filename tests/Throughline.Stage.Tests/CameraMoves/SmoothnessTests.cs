using Throughline.Media.Pictures;
using Throughline.Stage.Tests.Measure;

namespace Throughline.Stage.Tests.CameraMoves;

/// <summary>
/// Slow moves: a tenth of a pixel a frame must be a tenth of a pixel in every frame, and no frame sharper than the
/// next.
/// </summary>
public sealed class SmoothnessTests
{
    private const int Frames = 121;
    private const double Way = 12;

    // 12 pixels in 120 frames: of everything, sideways; of everything, by turning; at 180 pixels from the middle.
    [Theory]
    [InlineData("truck_right 0.128571 linear")]
    [InlineData("pan_left 1.8412 linear")]
    [InlineData("zoom_in 1.066667 linear")]
    [InlineData("push_in 0.25 linear")]
    public async Task A_slow_move_has_no_steps(string move)
    {
        var picture = new Waves(21).Draw(Boards.Width, Boards.Height);
        var take = await TestTake.ShootAsync(picture, Boards.Flat, move, Frames);
        var first = Grey.Of(picture);
        var tracker = new FeatureTracker(first, Corners.In(first, 44));
        var ways = tracker.Tracks.Select(t => new List<Spot> { t.Start }).ToList();
        foreach (var frame in take.Frames.Skip(1))
        {
            tracker.Advance(Grey.Of(frame));
            for (var i = 0; i < ways.Count; i++)
            {
                ways[i].Add(tracker.Tracks[i].Now);
            }
        }

        var whole = ways.Where((_, i) => !tracker.Tracks[i].IsLost).ToList();
        Assert.True(whole.Count > 15, $"{whole.Count} tracks");
        var rms = whole
            .Select(w => Math.Sqrt((Rough([.. w.Select(p => p.X)]) + Rough([.. w.Select(p => p.Y)])) / Frames))
            .ToList();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{whole.Count} tracks, go {whole.Max(w => w[^1].To(w[0])):F2} px, "
            + $"off the smooth way by {rms.Median():F4} median, {rms.Max():F4} max rms");
        Assert.True(whole.Max(w => w[^1].To(w[0])) > 0.7 * Way);
        Assert.InRange(rms.Max(), 0, 0.02);
    }

    // Shifts of a tenth of a pixel go through all phases between pixels.
    [Theory]
    [InlineData(0.16, 0.03)]
    [InlineData(0.3, 0.07)]
    [InlineData(0.45, 0.15)]
    public async Task Sharpness_does_not_pulse_with_the_phase_between_pixels(double finest, double most)
    {
        var picture = new Waves(22, finest).Draw(Boards.Width, Boards.Height);
        const string Move = "truck_right 0.021429 linear + pedestal_up 0.021429 linear";
        var take = await TestTake.ShootAsync(picture, Boards.Flat, Move, 21);
        var sharpness = take.Frames.Select(Sharpness).ToList();
        var mean = sharpness.Skip(1).Average();
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Join(' ', sharpness.Take(13).Select(s => $"{s / mean:F3}")));
        Assert.All(sharpness, s => Assert.InRange(s / mean, 1 - most, 1 + most));
    }

    // Sum of squares of what is left after the best cubic in time.
    private static double Rough(double[] values)
    {
        var equations = values.Select((v, i) => (Row: Powers(i / (values.Length - 1.0)), Right: v)).ToList();
        var c = LinearSystem.LeastSquares(4, equations)!;
        return equations.Sum(e => Math.Pow(e.Right - e.Row.Zip(c, (a, b) => a * b).Sum(), 2));

        static double[] Powers(double t) => [1, t, t * t, t * t * t];
    }

    // Sum of squares of the steps between neighbours, away from the borders: the finer a wave, the more it counts.
    private static double Sharpness(Picture frame)
    {
        var grey = Grey.Of(frame);
        double sum = 0;
        for (var y = 20; y < grey.Height - 20; y++)
        {
            for (var x = 20; x < grey.Width - 20; x++)
            {
                double across = grey[x + 1, y] - grey[x, y], down = grey[x, y + 1] - grey[x, y];
                sum += (across * across) + (down * down);
            }
        }

        return sum;
    }
}
