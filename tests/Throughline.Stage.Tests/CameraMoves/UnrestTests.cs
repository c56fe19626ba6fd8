using Throughline.Stage.Tests.Measure;

namespace Throughline.Stage.Tests.CameraMoves;

/// <summary>The moves whose way is not a formula of one amount: whip, handheld, follow, and none.</summary>
public sealed class UnrestTests
{
    private const int Second = 25;

    [Theory]
    [InlineData("whip_right 16", 16)]
    [InlineData("whip_left 16", -16)]
    public async Task A_whip_waits_and_then_turns_within_its_last_six_tenths_of_a_second(string move, double degrees)
    {
        var take = await TestTake.ShootAsync(Boards.Picture, Boards.Depth, move, Second);
        var steps = TestTake.Follow(take.Frames, Boards.Corners());
        for (var frame = 0; frame <= 9; frame++)
        {
            Assert.Equal(Boards.Picture.Pixels, take.Frames[frame].Pixels);
        }

        foreach (var frame in new[] { 17, 24 })
        {
            var u = ((frame / 24.0) - 0.4) / 0.6;
            var middle = Boards.Focal * Math.Tan(-degrees * u * u * (3 - (2 * u)) * Math.PI / 180);
            var fit = Homography.Fit(steps[frame]);
            Assert.InRange(fit.Of(Boards.Middle).To(Boards.Middle + new Spot(middle, 0)), 0, 0.3);
        }
    }

    [Fact]
    public async Task Handheld_is_small_smooth_and_never_still_and_its_strength_counts()
    {
        var plain = await MiddleAsync("handheld");
        var strong = await MiddleAsync("handheld 2");
        var steps = plain.Zip(plain.Skip(1), (a, b) => b - a).ToList();
        var turns = steps.Zip(steps.Skip(1), (a, b) => b.To(a)).ToList();
        var most = plain.Max(p => p.To(plain[0]));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"strays {most:F2} px, steps to {steps.Max(s => s.To(default)):F3}, turns {turns.Max():F3}");
        Assert.InRange(most, 1, 0.02 * Boards.Width);
        Assert.All(steps, s => Assert.InRange(s.To(default), 0.01, 1.5));
        Assert.All(turns, t => Assert.InRange(t, 0, 0.3));
        Assert.InRange(strong.Max(p => p.To(strong[0])) / most, 1.95, 2.05);
    }

    [Fact]
    public async Task Follow_comes_nearer_with_the_bob_of_steps()
    {
        var take = await TestTake.ShootAsync(Boards.Picture, Boards.Depth, "follow 0.8", Second);
        var steps = TestTake.Follow(take.Frames, Boards.Corners());
        foreach (var q in new[] { Boards.Far, Boards.Subject })
        {
            var thing = steps[^1].Where(t => Boards.InverseDepth(t.Start) == q).ToList();
            Assert.InRange(Similarity.Fit(thing, Boards.Middle).Scale * (1 - (0.8 * q)), 0.99, 1.01);
        }

        // The subject's height without its growth: 1.8 steps a second turn it about three times.
        var heights = steps.Select(s => ShiftOf(s, Boards.Subject).Y).ToList();
        var climbs = heights.Zip(heights.Skip(1), (a, b) => b - a).ToList();
        var turns = climbs.Zip(climbs.Skip(1), (a, b) => a * b).Count(product => product < 0);
        Assert.InRange(turns, 3, 4);
        Assert.InRange(heights.Max() - heights.Min(), 1.5, 4);
    }

    [Fact]
    public async Task A_static_shot_is_the_picture_throughout()
    {
        var take = await TestTake.ShootAsync(Boards.Picture, Boards.Depth, "static", 5);
        Assert.All(take.Frames, f => Assert.Equal(Boards.Picture.Pixels, f.Pixels));
    }

    private static async Task<List<Spot>> MiddleAsync(string move)
    {
        var take = await TestTake.ShootAsync(Boards.Picture, Boards.Depth, move, Second);
        return [.. TestTake.Follow(take.Frames, Boards.Corners()).Select(s => ShiftOf(s, Boards.Far))];
    }

    private static Spot ShiftOf(List<(Spot Start, Spot Now)> tracks, double inverseDepth) =>
        Similarity.Fit([.. tracks.Where(t => Boards.InverseDepth(t.Start) == inverseDepth)], Boards.Middle).Shift;
}
