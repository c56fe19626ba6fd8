namespace Throughline.Stage.Tests.CameraMoves;

/// <summary>
/// Chained shots, measured as one: how far the picture moves from each frame to the next, across the joint.
/// </summary>
public sealed class JointTests
{
    private const int Frames = 13;
    private const int Joint = Frames - 1;

    [Theory]
    [InlineData("truck_right 0.2 linear", "truck_right 0.2 linear")]
    [InlineData("truck_right 0.2 linear", "truck_right 0.2 in_out")]
    [InlineData("truck_left 0.15 in", "truck_left 0.15 out")]
    [InlineData("push_in 0.3 linear", "push_in 0.3 linear")]
    [InlineData("pan_right 4 linear", "pan_right 4 in_out")]
    [InlineData("tilt_up 3 linear", "tilt_up 3 out")]
    [InlineData("zoom_in 1.15 linear", "zoom_in 1.15 linear")]
    [InlineData("roll_left 6 linear", "roll_left 6 linear")]
    [InlineData("pedestal_down 0.15 linear", "pedestal_down 0.15 linear")]
    [InlineData("orbit_right 4 linear", "orbit_right 4 linear")]
    [InlineData("crane_up 0.2 linear", "crane_up 0.2 linear")]
    [InlineData("handheld 2", "handheld 2")]
    public async Task A_move_that_goes_on_keeps_its_speed_across_the_joint(string before, string after)
    {
        var speeds = await SpeedsAsync(before, after);
        Assert.True(speeds[Joint - 1] > 0.2);
        Assert.InRange(speeds[Joint] / ((speeds[Joint - 1] + speeds[Joint + 1]) / 2), 0.9, 1.1);
        Assert.InRange(speeds[Joint] / speeds[Joint - 1], 0.85, 1.15);
    }

    [Theory]
    [InlineData("truck_right 0.2 linear", "pan_left 5")]
    [InlineData("push_in 0.4 linear", "pull_back 0.4")]
    [InlineData("zoom_in 1.2 linear", "truck_left 0.2")]
    [InlineData("push_in 0.5", "static")]
    public async Task A_move_that_does_not_go_on_leaves_no_jump(string before, string after)
    {
        var speeds = await SpeedsAsync(before, after);
        Assert.InRange(speeds[Joint], 0, 1.05 * Math.Max(speeds[Joint - 1], speeds[Joint + 1]));
    }

    // The mean way, from frame to frame, of the tracks seen throughout; the second shot's frame 0 is the first's last
    // and counts once.
    private static async Task<List<double>> SpeedsAsync(string before, string after)
    {
        var first = await TestTake.ShootAsync(Boards.Picture, Boards.Depth, before, Frames);
        var second = await TestTake.ShootAsync(first.End.LastFrame, null, after, Frames, previous: first.End);
        Assert.Equal(first.Frames[^1].Pixels, second.Frames[0].Pixels);
        var steps = TestTake.Follow([.. first.Frames, .. second.Frames.Skip(1).Take(3)], Boards.Corners());
        var whole = steps[^1].Select(t => t.Start).ToHashSet();
        var places = steps.Select(s => s.Where(t => whole.Contains(t.Start)).Select(t => t.Now).ToList()).ToList();
        var speeds = places.Zip(places.Skip(1), (a, b) => a.Zip(b, (p, q) => p.To(q)).Average()).ToList();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{whole.Count} tracks: {string.Join(' ', speeds.Skip(Joint - 4).Select(s => $"{s:F3}"))}");
        return speeds;
    }
}
