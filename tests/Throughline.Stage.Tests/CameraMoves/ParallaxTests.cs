using Throughline.Media.Pictures;
using Throughline.Stage.Tests.Measure;

namespace Throughline.Stage.Tests.CameraMoves;

/// <summary>
/// Whether near things move against far ones, and by how much: what sets travelling apart from turning and zooming.
/// </summary>
public sealed class ParallaxTests
{
    [Theory]
    [InlineData("zoom_in 1.4")]
    [InlineData("zoom_out 1.4")]
    [InlineData("pan_left 9")]
    [InlineData("tilt_up 6")]
    [InlineData("roll_right 14")]
    [InlineData("pan_right 5 + tilt_down 4 + zoom_in 1.2 + roll_left 6")]
    public async Task Turning_and_zooming_show_none(string move) => Assert.InRange(await ParallaxAsync(move), 0, 0.01);

    [Theory]
    [InlineData("push_in 0.6")]
    [InlineData("pull_back 0.6")]
    [InlineData("truck_left 0.3")]
    [InlineData("pedestal_up 0.2")]
    [InlineData("orbit_right 8")]
    [InlineData("crane_up 0.4")]
    [InlineData("dolly_zoom 0.8")]
    [InlineData("follow 0.8")]
    public async Task Travelling_shows_it(string move) => Assert.True(await ParallaxAsync(move) > 0.15);

    [Theory]
    [InlineData("pan_right 8")]
    [InlineData("zoom_in 1.3")]
    [InlineData("roll_left 10")]
    [InlineData("tilt_down 5")]
    public async Task Turning_and_zooming_show_none_on_a_photograph(string move)
    {
        var path = Path.Combine(Root(AppContext.BaseDirectory), "films/mountain-day/images/path.jpg");
        var photo = Fit.Cover(PictureFile.Read(path), new(384, 216));
        var take = await TestTake.ShootAsync(photo, null, move, Boards.Frames);
        var tracks = TestTake.Follow(take.Frames, Corners.In(Grey.Of(photo), 24))[^1];
        var parallax = Statistics.Parallax(tracks);
        TestContext.Current.TestOutputHelper?.WriteLine($"parallax {parallax:F4} of {tracks.Count} tracks");
        Assert.True(tracks.Count > 30, $"{tracks.Count} tracks");
        Assert.InRange(parallax, 0, 0.03);
    }

    [Theory]
    [InlineData("truck_right 0.3", -0.3, 0)]
    [InlineData("truck_left 0.3", 0.3, 0)]
    [InlineData("pedestal_up 0.2", 0, 0.2)]
    [InlineData("pedestal_down 0.2", 0, -0.2)]
    public async Task A_sideways_move_shifts_things_by_nearness(string move, double right, double down)
    {
        var tracks = await TracksAsync(move);
        foreach (var q in new[] { Boards.Far, Boards.Subject, Boards.Near })
        {
            var shift = Similarity.Fit(At(tracks, q), Boards.Middle).Shift;
            Assert.InRange(shift.To(new Spot(Boards.Focal * right * q, Boards.Focal * down * q)), 0, 0.15);
        }
    }

    [Theory]
    [InlineData("push_in 0.6", 0.6)]
    [InlineData("pull_back 0.6", -0.6)]
    public async Task A_push_enlarges_things_by_nearness(string move, double metres)
    {
        var tracks = await TracksAsync(move);
        foreach (var q in new[] { Boards.Far, Boards.Subject, Boards.Near })
        {
            Assert.InRange(Similarity.Fit(At(tracks, q), Boards.Middle).Scale * (1 - (metres * q)), 0.995, 1.005);
        }
    }

    [Theory]
    [InlineData("orbit_right 8", 1)]
    [InlineData("orbit_left 8", -1)]
    public async Task An_orbit_keeps_the_subject_and_the_wall_goes_with_the_camera(string move, int way)
    {
        var tracks = await TracksAsync(move);
        Assert.InRange(Similarity.Fit(At(tracks, Boards.Subject), Boards.Middle).Shift.To(default), 0, 0.5);
        Assert.True(way * Similarity.Fit(At(tracks, Boards.Far), Boards.Middle).Shift.X > 30);
        Assert.True(way * At(tracks, Boards.Near).Average(t => t.To.X - t.From.X) < -10);
    }

    [Theory]
    [InlineData("crane_up 0.4", -1)]
    [InlineData("crane_down 0.4", 1)]
    public async Task A_crane_keeps_the_subject_and_the_wall_goes_with_the_camera(string move, int way)
    {
        var tracks = await TracksAsync(move);
        Assert.InRange(Similarity.Fit(At(tracks, Boards.Subject), Boards.Middle).Shift.To(default), 0, 0.5);
        Assert.True(way * Similarity.Fit(At(tracks, Boards.Far), Boards.Middle).Shift.Y > 20);
        Assert.True(way * At(tracks, Boards.Near).Average(t => t.To.Y - t.From.Y) < -10);
    }

    [Theory]
    [InlineData("dolly_zoom 0.8", 0.8)]
    [InlineData("dolly_zoom -0.8", -0.8)]
    public async Task A_dolly_zoom_keeps_the_subjects_size_and_changes_the_walls(string move, double metres)
    {
        var tracks = await TracksAsync(move);
        Assert.InRange(Similarity.Fit(At(tracks, Boards.Subject), Boards.Middle).Scale, 0.998, 1.002);
        var wall = (4 - metres) / 4 / (1 - (metres * Boards.Far));
        Assert.InRange(Similarity.Fit(At(tracks, Boards.Far), Boards.Middle).Scale / wall, 0.995, 1.005);
    }

    private static async Task<double> ParallaxAsync(string move)
    {
        var parallax = Statistics.Parallax(await TracksAsync(move));
        TestContext.Current.TestOutputHelper?.WriteLine($"parallax {parallax:F4}");
        return parallax;
    }

    private static async Task<List<(Spot Start, Spot Now)>> TracksAsync(string move) =>
        (await Boards.FollowAsync(move))[^1];

    private static List<(Spot From, Spot To)> At(List<(Spot Start, Spot Now)> tracks, double inverseDepth) =>
        [.. tracks.Where(t => Boards.InverseDepth(t.Start) == inverseDepth)];

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "Throughline.slnx")) ? folder : Root(Path.GetDirectoryName(folder)!);
}
