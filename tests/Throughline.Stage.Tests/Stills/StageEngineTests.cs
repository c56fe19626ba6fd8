using Throughline.Camera;
using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Stage.Stills;

namespace Throughline.Stage.Tests.Stills;

public sealed class StageEngineTests
{
    private const int Width = 240;
    private const int Height = 136;

    public static TheoryData<string> Moves => new(
        "static", "push_in", "pull_back", "pan_right 20", "tilt_up", "truck_left", "pedestal_up", "orbit_right",
        "crane_down",
        "zoom_in", "zoom_out 2", "roll_left 20", "dolly_zoom", "handheld", "whip_left", "follow",
        "push_in + pan_left, tilt_up");

    [Theory]
    [MemberData(nameof(Moves))]
    public async Task Frame_0_is_the_picture_and_every_frame_is_opaque_and_painted(string camera)
    {
        var (picture, depth) = Scenery.SquareBeforeWall(Width, Height);
        var (frames, _) = await ShootAsync(picture, depth, camera, 13);
        Assert.Equal(13, frames.Count);
        Assert.Equal(picture.Pixels, frames[0].Pixels);
        foreach (var frame in frames)
        {
            for (var i = 0; i < frame.Pixels.Length; i += 4)
            {
                Assert.Equal(255, frame.Pixels[i + 3]);
                Assert.True(
                    frame.Pixels[i] + frame.Pixels[i + 1] + frame.Pixels[i + 2] > 40, $"{camera}: a black pixel");
            }
        }
    }

    [Theory]
    [InlineData("push_in + truck_left", null)]
    [InlineData("orbit_right 12", null)]
    [InlineData("pull_back 1 + handheld", 180.0)]
    [InlineData("whip_right", null)]
    public async Task Frames_are_the_same_whatever_the_number_of_threads(string camera, double? shutter)
    {
        var (picture, depth) = Scenery.SquareBeforeWall(Width, Height);
        var (one, endOne) = await ShootAsync(picture, depth, camera, 9, threads: 1, shutter: shutter);
        foreach (var threads in new[] { 2, 3 })
        {
            var (many, endMany) = await ShootAsync(picture, depth, camera, 9, threads: threads, shutter: shutter);
            for (var i = 0; i < one.Count; i++)
            {
                Assert.True(one[i].Pixels.AsSpan().SequenceEqual(many[i].Pixels), $"frame {i} with {threads} threads");
            }

            Assert.True(endOne.State.Span.SequenceEqual(endMany.State.Span));
        }
    }

    [Fact]
    public async Task Without_a_depth_picture_one_is_estimated_and_the_frames_are_repeatable()
    {
        var (picture, _) = Scenery.SquareBeforeWall(Width, Height);
        var (first, _) = await ShootAsync(picture, null, "push_in", 5);
        var (second, _) = await ShootAsync(picture, null, "push_in", 5, threads: 2);
        Assert.Equal(first[^1].Pixels, second[^1].Pixels);
        Assert.NotEqual(first[0].Pixels, first[^1].Pixels);
    }

    // A frame that follows at once must look like the picture: no halo, no step in sharpness, no torn edge.
    [Theory]
    [InlineData("push_in 0.6")]
    [InlineData("truck_right 0.4")]
    [InlineData("zoom_in 1.4")]
    public async Task The_second_frame_follows_the_picture_without_a_visible_step(string camera)
    {
        var (picture, depth) = Scenery.SquareBeforeWall(Width, Height);
        var (frames, _) = await ShootAsync(picture, depth, camera, 240);
        Assert.InRange(MeanDifference(frames[0], frames[1]), 0, 0.5);
    }

    [Fact]
    public async Task A_chained_shot_goes_on_from_the_last_frame_in_the_same_world()
    {
        var (picture, depth) = Scenery.SquareBeforeWall(Width, Height);
        var (first, end) = await ShootAsync(picture, depth, "push_in 0.4 linear", 25);
        var (second, _) = await ShootAsync(end.LastFrame, null, "push_in 0.4 linear", 25, previous: end);
        Assert.Equal(first[^1].Pixels, second[0].Pixels);

        // The step across the joint is like the steps around it.
        double before = MeanDifference(first[^2], first[^1]), after = MeanDifference(second[0], second[1]);
        Assert.InRange(after, 0.6 * before, 1.6 * before);
    }

    [Fact]
    public async Task Twelve_chained_static_shots_do_not_drift()
    {
        var (picture, _) = Scenery.SquareBeforeWall(Width, Height);
        var last = picture;
        Handover? end = null;
        for (var i = 0; i < 12; i++)
        {
            var (frames, next) = await ShootAsync(last, null, "static", 5, previous: end);
            (last, end) = (frames[^1], next);
        }

        Assert.Equal(picture.Pixels, last.Pixels);
    }

    // After several pushes the near side is beyond nearness 1; the world is rescaled and the camera still has room.
    [Fact]
    public async Task Pushes_can_be_chained_without_running_into_the_scene()
    {
        var (picture, depth) = Scenery.SquareBeforeWall(Width, Height);
        var (frames, end) = await ShootAsync(picture, depth, "push_in 1.2", 13);
        for (var i = 0; i < 3; i++)
        {
            (frames, end) = await ShootAsync(end.LastFrame, null, "push_in 1.2", 13, previous: end);
        }

        Assert.All(frames, f => Assert.True(f.Pixels.Distinct().Count() > 20, "a frame without content"));
    }

    // A tilt of a picture taller than the frame finds the picture's own upper part, not an invented one.
    [Fact]
    public async Task Beyond_the_frame_the_given_picture_goes_on()
    {
        var tall = Scenery.Texture(Width, 3 * Height, 6);
        var first = new Picture(Width, Height, tall.Pixels.AsSpan(Height * Width * 4, Height * Width * 4).ToArray());
        var order = Order(first, null, "tilt_up 10", 9) with { Surroundings = new Surroundings(tall, null, 0, Height) };
        var reel = new ListReel(first.Size);
        await new StageEngine().ShootAsync(order, reel, TestContext.Current.CancellationToken);

        // At the middle column a tilt of t shows, y pixels above the centre, what was at f tan(t + atan(y / f)).
        var focal = 35.0 / 36 * Width;
        var last = reel.Frames[^1];
        for (var row = 4; row < Height - 4; row += 8)
        {
            var above = ((Height - 1) / 2.0) - row;
            var source = (Height * 3 / 2.0) - 0.5 - (focal * Math.Tan((10 * Math.PI / 180) + Math.Atan(above / focal)));
            var expected = tall.Row((int)Math.Round(source))[(Width / 2 * 4) + 1];
            Assert.InRange(last.Row(row)[(Width / 2 * 4) + 1], expected - 22, expected + 22);
        }
    }

    // What every move needs at its most is invented, at 16:9 and at 9:16; what nobody could invent is refused, not
    // smeared.
    [Fact]
    public void Every_move_at_its_most_stays_within_what_may_be_invented()
    {
        foreach (var (width, height) in new[] { (160, 90), (90, 160) })
        {
            foreach (var move in global::Throughline.Camera.CameraMoves.All)
            {
                var path = CameraPath.Compile(
                    [new CameraMove { Kind = move.Kind, Amount = move.Maximum }], 25, FrameRate.Film, new CameraRig());
                var framing = Framing.Of(
                    path, new StillSpace(width, height, 35), StillSpace.NearestQ, StillSpace.FarthestQ);
                Assert.True(framing.Left >= 0);
            }
        }
    }

    [Fact]
    public async Task A_camera_that_leaves_the_picture_is_refused_plainly()
    {
        var (picture, depth) = Scenery.SquareBeforeWall(Width, Height);
        var refusal = await Assert.ThrowsAsync<EngineException>(
            () => ShootAsync(picture, depth, "pan_left 30 + whip_left 35 + zoom_out 2.5", 9));
        Assert.Contains("smaller amounts", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_state_is_not_trusted()
    {
        var (picture, _) = Scenery.SquareBeforeWall(Width, Height);
        foreach (var state in new byte[][] { [1, 2, 3], [255, 255, 255, 127, 1], [2, 0, 0, 0, (byte)'{', (byte)'}', 9, 9] })
        {
            var (frames, _) = await ShootAsync(picture, null, "static", 2, previous: new Handover(picture, state));
            Assert.Equal(picture.Pixels, frames[1].Pixels);
        }
    }

    [Fact]
    public async Task A_shot_without_picture_or_words_is_refused_plainly()
    {
        var order = Order(new Picture(2, 2), null, "static", 2) with { FirstFrame = null };
        var refusal = await Assert.ThrowsAsync<EngineException>(
            () => new StageEngine().ShootAsync(order, new ListReel(order.Size), TestContext.Current.CancellationToken));
        Assert.Equal(EngineError.BadOrder, refusal.Code);
        Assert.Contains("'a': the prompt has no words", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_stops_the_shot()
    {
        var (picture, depth) = Scenery.SquareBeforeWall(Width, Height);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new StageEngine().ShootAsync(
                Order(picture, depth, "push_in", 100), new ListReel(picture.Size), stop.Token));
    }

    private static async Task<(List<Picture> Frames, Handover End)> ShootAsync(
        Picture picture, DepthPicture? depth, string camera, int frames, int threads = 1, double? shutter = null,
        Handover? previous = null)
    {
        var reel = new ListReel(picture.Size);
        var order = Order(picture, depth, camera, frames) with { Threads = threads, Previous = previous };
        order = order with { Shot = order.Shot with { Shutter = shutter } };
        var end = await new StageEngine().ShootAsync(order, reel, TestContext.Current.CancellationToken);
        Assert.Equal(reel.Frames[^1].Pixels, end.LastFrame.Pixels);
        return (reel.Frames, end);
    }

    private static ShotOrder Order(Picture picture, DepthPicture? depth, string camera, int frames)
    {
        var reading = CameraText.Parse(camera, (frames - 1) / 24m, "camera");
        Assert.Empty(reading.Problems);
        return new ShotOrder
        {
            Shot = new Shot { Id = "a", Seconds = frames / 24m, Camera = reading.Moves, Seed = 4 },
            Size = picture.Size,
            Rate = FrameRate.Film,
            Frames = frames,
            FirstFrame = picture,
            Depth = depth,
        };
    }

    private static double MeanDifference(Picture a, Picture b) =>
        a.Pixels.Zip(b.Pixels, (p, q) => Math.Abs(p - q)).Average();
}
