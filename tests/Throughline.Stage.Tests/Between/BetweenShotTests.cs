using Throughline.Camera;
using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Stage.Stills;
using Throughline.Stage.Tests.Stills;

namespace Throughline.Stage.Tests.Between;

public sealed class BetweenShotTests
{
    private const int Width = 256;
    private const int Height = 160;

    public static TheoryData<string> Pairs => new("same", "other", "flat");

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task The_first_and_the_last_frame_are_the_pictures_and_all_are_opaque(string pair)
    {
        var (first, last) = PairOf(pair);
        var (frames, end) = await ShootAsync(first, last, 13);
        Assert.Equal(13, frames.Count);
        Assert.Equal(first.Pixels, frames[0].Pixels);
        Assert.Equal(last.Pixels, frames[^1].Pixels);
        Assert.Equal(last.Pixels, end.LastFrame.Pixels);
        Assert.All(frames, f => Assert.DoesNotContain(f.Pixels.Where((_, i) => i % 4 == 3), a => a != 255));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Frames_are_the_same_whatever_the_number_of_threads(string pair)
    {
        var (first, last) = PairOf(pair);
        var (one, _) = await ShootAsync(first, last, 7);
        var (many, _) = await ShootAsync(first, last, 7, threads: 3);
        for (var i = 0; i < one.Count; i++)
        {
            Assert.True(one[i].Pixels.AsSpan().SequenceEqual(many[i].Pixels), $"frame {i}");
        }
    }

    [Theory]
    [InlineData("same")]
    [InlineData("other")]
    public async Task No_frame_steps_away_from_its_neighbours(string pair)
    {
        var (first, last) = PairOf(pair);
        var (frames, _) = await ShootAsync(first, last, 121);
        var steps = frames.Zip(frames.Skip(1), Difference).ToArray();
        Assert.InRange(steps[0], 0, 0.6);
        Assert.InRange(steps[^1], 0, 0.6);
        for (var i = 1; i < steps.Length - 1; i++)
        {
            Assert.InRange(steps[i], 0, 0.8 + (1.6 * Math.Max(steps[i - 1], steps[i + 1])));
        }
    }

    // Half way the view is half the turn and the root of the zoom, framed: compared with that view itself.
    [Theory]
    [InlineData(1.4, 10, 0)]
    [InlineData(0.75, -16, 0)]
    [InlineData(1, 0, 1)]
    public async Task Half_way_the_camera_is_half_way(double scale, double degrees, int shift)
    {
        var truth = ScreenPathTests.Map(scale, degrees, 0, 40 * shift, -9 * shift);
        var (first, last) = PairStudyTests.Pair(truth);
        var (frames, _) = await ShootAsync(first, last, 9);
        var path = ScreenPath.To(truth, Width)!;
        var (_, middle) = PairStudyTests.Pair(WayFraming.Of(path, first.Size).At(0.5) * path.At(0.5));
        Assert.InRange(Difference(middle, frames[4], 24), 0, 3);
    }

    // One square half way, as red as before: two pale ones would be ghosts.
    [Fact]
    public async Task What_moves_is_seen_once_at_every_time()
    {
        var (frames, _) = await ShootAsync(PairStudyTests.Moving(0), PairStudyTests.Moving(1), 9);
        int Red(Picture frame, Func<int, int, bool> where) => Enumerable.Range(0, Width * Height).Count(i =>
            where(i % Width, i / Width) && frame.Pixels[4 * i] > frame.Pixels[(4 * i) + 1] + 90);
        var all = Red(frames[0], (_, _) => true);
        for (var i = 1; i < 8; i++)
        {
            var time = Smooth.Ease(i / 8.0);
            Assert.InRange(Red(frames[i], (_, _) => true), 0.9 * all, 1.07 * all);
            Assert.InRange(Red(frames[i], (x, y) => PairStudyTests.IsSquare(x, y, time)), 0.9 * all, 1.02 * all);
        }
    }

    // What a thing leaves behind is what the last picture shows there, all of it, long before half of the way.
    [Fact]
    public async Task What_was_left_is_no_ghost()
    {
        var (frames, _) = await ShootAsync(PairStudyTests.Moving(0), PairStudyTests.Moving(1), 9);
        for (var i = 2; i < 8; i++)
        {
            var time = Smooth.Ease(i / 8.0);
            var truth = PairStudyTests.Moving(time);
            double off = 0;
            var count = 0;
            for (var y = 56; y < 100; y++)
            {
                for (var x = 83; x < 76 + (24 * time); x++, count++)
                {
                    off += Math.Abs(truth.Pixels[4 * ((y * Width) + x)] - frames[i].Pixels[4 * ((y * Width) + x)]);
                }
            }

            Assert.True(off <= 14 * count, $"frame {i}: off by {off / count}");
        }
    }

    // A thing that goes four times as far as it is wide, and looks otherwise there: flow finds nothing of it.
    [Fact]
    public async Task What_goes_far_and_changes_travels_as_one()
    {
        static Picture Seen(double left, bool isUpright) => Views.Of(Width, Height, (x, y) =>
            x >= left && x < left + 32 && y > 60 && y < 110
                ? ((int)(isUpright ? x - left : y) / 5 % 2 == 0 ? (230, 30, 20) : (150, 10, 40))
                : Views.Wall(x - (left / 20), y, 5));
        static int[] Reds(Picture frame) => [.. Enumerable.Range(0, Width * Height)
            .Where(i => frame.Pixels[4 * i] > frame.Pixels[(4 * i) + 1] + 90).Select(i => i % Width).Order()];
        Picture first = Seen(40, isUpright: false), last = Seen(170, isUpright: true);
        var (frames, _) = await ShootAsync(first, last, 13);
        var all = Reds(first).Length;
        for (var i = 1; i < 12; i++)
        {
            var reds = Reds(frames[i]);
            Assert.InRange(reds.Length, 0.85 * all, 1.15 * all);
            Assert.InRange(reds[^20] - reds[20], 20, 40);
            Assert.InRange(reds.Average(), 55.5 + (130 * Smooth.Ease(i / 12.0)) - 6,
                55.5 + (130 * Smooth.Ease(i / 12.0)) + 6);
        }
    }

    // A walker in red and black arrives before a black post: the last picture shows red alone against the wall, and yet
    // the black goes with it.
    [Fact]
    public async Task What_arrives_before_its_own_colour_travels_as_one()
    {
        static Picture Seen(double left) => Views.Of(Width, Height, (x, y) =>
            x >= left && x < left + 32 && y is > 40 and < 80 ? (200 + (10 * Math.Sin(y)), 30, 20)
            : (x >= left && x < left + 32 && y is >= 80 and < 120) || (x is > 178 and < 202 && y is > 10 and < 118)
                ? (16, 18, 24) : Views.Wall(x, y, 5).Lighter());
        Picture first = Seen(40), last = Seen(174);
        var (frames, _) = await ShootAsync(first, last, 13);
        static bool IsRed(ReadOnlySpan<byte> p) => p[0] > p[1] + 90;
        static bool IsBlack(ReadOnlySpan<byte> p) => p[0] + p[1] + p[2] < 120;
        for (var i = 1; i < 12; i++)
        {
            var left = 40 + (134 * Smooth.Ease(i / 12.0));
            int red = 0, black = 0;
            for (var y = 40; y < 120; y++)
            {
                for (var x = (int)left; x < left + 32; x++)
                {
                    red += IsRed(frames[i].Row(y)[(4 * x)..]) ? 1 : 0;
                    black += IsBlack(frames[i].Row(y)[(4 * x)..]) ? 1 : 0;
                }
            }

            Assert.True(red > 0.85 * 32 * 39 && black > 0.75 * 32 * 39, $"frame {i}: {red} red, {black} black");
        }
    }

    // A buoy bobs beside a walker: both pictures show it there, so it does not go with him.
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task What_stirs_beside_a_traveller_stays(int gap)
    {
        Picture Seen(double left, double bob) => Views.Of(Width, Height, (x, y) =>
            x >= left && x < left + 32 && y is > 50 and < 120 ? (200 + (10 * Math.Sin(y)), 30, 20)
            : x > 26 - gap && x < 40 - gap && y > 66 + bob && y < 90 + bob
                ? ((int)(y - bob) / 4 % 2 == 0 ? (240, 225, 40) : (200 + (10 * Math.Sin(y)), 30, 20))
            : Views.Wall(x, y, 5).Lighter());
        static int[] Yellows(Picture frame) => [.. Enumerable.Range(0, Width * Height)
            .Where(i => frame.Pixels[(4 * i) + 1] > frame.Pixels[(4 * i) + 2] + 80).Select(i => i % Width)];
        Picture first = Seen(40, 0), last = Seen(174, 5);
        var all = Yellows(first).Length;
        var (frames, _) = await ShootAsync(first, last, 13);
        Assert.True(all > 100);
        for (var i = 1; i < 12; i++)
        {
            var yellows = Yellows(frames[i]);
            Assert.InRange(yellows.Length, 0.6 * all, 2 * all);
            Assert.InRange(yellows.Count(x => x > 42), 0, all / 20);
        }
    }

    // Cut off by the right side in one picture, gone in the other: it goes out, or comes in, there, solid all the way.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_one_picture_alone_shows_goes_through_the_side_that_cuts_it(bool comes)
    {
        static Picture Seen(bool isThere) => Views.Of(Width, Height, (x, y) =>
            isThere && x >= 206 && y is > 60 and < 110 ? (200 + (10 * Math.Sin(y)), 30, 20)
                : Views.Wall(x, y, 5).Lighter());
        var (frames, _) = await ShootAsync(Seen(!comes), Seen(comes), 13);
        for (var i = 1; i < 12; i++)
        {
            var s = Smooth.Ease(i / 12.0);
            var left = 206 + (80 * (comes ? 1 - s : s));
            var row = frames[i].Row(85).ToArray();
            var reds = Enumerable.Range(0, Width).Where(x => row[4 * x] > row[(4 * x) + 1] + 110).ToArray();
            Assert.InRange(reds.Length, Width - left - 5, Math.Max(Width - left + 5, 0));
            Assert.All(reds, x => Assert.InRange(x, left - 4, Width));
        }
    }

    // A window that is lit in one picture is a window in both: its light comes on in its place.
    [Fact]
    public async Task What_changes_its_light_stays_where_it_is()
    {
        static bool IsWindow(double x, double y) => x > 214 && y is > 50 and < 100;
        static Picture Seen(bool isLit) => Views.Of(Width, Height, (x, y) =>
            !IsWindow(x, y) ? Views.Wall(x, y, 5).Lighter() : isLit ? (250, 225, 40) : (20, 30, 70));
        var (frames, _) = await ShootAsync(Seen(false), Seen(true), 13);
        Assert.All(frames, f => Assert.DoesNotContain(Enumerable.Range(0, Width * Height), i =>
            !IsWindow(i % Width, i / Width) && f.Pixels[4 * i] > f.Pixels[(4 * i) + 2] + 120));
        Assert.All(frames[..5], f => Assert.True(f.Row(75)[(4 * 235) + 2] > f.Row(75)[4 * 235]));
        Assert.All(frames[8..], f => Assert.True(f.Row(75)[4 * 235] > 200));
    }

    // The same wall, before it another thing in the last picture than in the first: each is whole before and after.
    [Fact]
    public async Task What_changed_at_one_place_changes_as_a_whole()
    {
        static bool IsThing(double x, double y) => x is > 70 and < 190 && y is > 40 and < 130;
        static Picture Seen(int seed) => Views.Of(Width, Height, (x, y) =>
            IsThing(x, y) ? Views.Wall(x, y, seed) : Views.Wall(x, y, 1));
        Picture first = Seen(33), last = Seen(77);
        var (frames, _) = await ShootAsync(first, last, 9);
        Assert.All(frames[..4], f => Assert.InRange(Difference(first, f, 8), 0, 3));
        Assert.All(frames[5..], f => Assert.InRange(Difference(last, f, 8), 0, 3));
    }

    // Turning away from a single block, its reflection beyond the edge would be a second one.
    [Fact]
    public async Task A_turn_shows_nothing_twice()
    {
        var first = Views.Of(Width, Height, (x, y) => x is > 200 and < 225 && y is > 60 and < 100
            ? (250, 250, 250) : (20, 20, 20));
        var (frames, _) = await ShootAsync(first, Views.Of(Width, Height, (_, _) => (20, 20, 20)), 49);
        static int Runs(Picture frame)
        {
            var row = frame.Row(80).ToArray();
            return Enumerable.Range(1, Width - 1).Count(x => row[4 * x] > 60 && row[4 * (x - 1)] <= 60)
                + (row[0] > 60 ? 1 : 0);
        }

        Assert.All(frames, f => Assert.InRange(Runs(f), 0, 1));
        Assert.Contains(frames, f => Runs(f) == 1 && f.Row(80)[4 * 212] <= 60);
    }

    [Fact]
    public void A_way_begins_with_the_speed_that_it_is_handed_and_still_arrives()
    {
        var (first, last) = PairStudyTests.Pair(ScreenPathTests.Map(1.3, 0, 0, 0, 0));
        double Begins(CameraMoveKind kind, double speed)
        {
            var state = new StillState
            {
                FocalLength = CameraPose.UsualFocalLength,
                Motion = new CarriedMotion { Speeds = new Dictionary<CameraMoveKind, double> { [kind] = speed } },
            };
            var order = Order(first, last, 49) with { Previous = new Handover(first, state.ToBytes()) };
            using var shot = BetweenShot.Prepare(order, TestContext.Current.CancellationToken);
            return shot.Way.Begins;
        }

        // The way is a zoom in: a push towards it goes on, a pull from it cannot.
        Assert.InRange(Begins(CameraMoveKind.PushIn, 0.3), 0.1, 1);
        Assert.InRange(Begins(CameraMoveKind.PushIn, 0.6) / Begins(CameraMoveKind.PushIn, 0.3), 1.8, 2.2);
        Assert.Equal(0, Begins(CameraMoveKind.PullBack, 0.3));
        Assert.Equal(0, Smooth.Ease(0, 2.5));
        Assert.Equal(1, Smooth.Ease(1, 2.5));
        Assert.All(
            Enumerable.Range(1, 100),
            i => Assert.True(Smooth.Ease(i / 100.0, 2.8) > Smooth.Ease((i - 1) / 100.0, 2.8)));
    }

    // The camera goes by a wall and keeps what stands before it in its middle: that stays whole and where it is, and
    // the wall comes out from behind it, though it moves by more than the thing is wide.
    [Fact]
    public async Task What_the_camera_keeps_in_its_middle_stays_whole_before_what_passes_behind()
    {
        static bool IsThing(double x, double y) => x is > 105 and < 155 && y is > 45 and < 115;
        static Picture Seen(double gone) => Views.Of(Width, Height, (x, y) =>
            IsThing(x, y) ? Red(Views.Wall(x, y, 9)) : Views.Wall(x + gone, y, 1));
        static (double, double, double) Red((double R, double G, double B) c) => (c.R + 80, c.G * 0.4, c.B * 0.4);
        var (frames, _) = await ShootAsync(Seen(0), Seen(60), 9);
        for (var i = 1; i < 8; i++)
        {
            var truth = Seen(60 * Smooth.Ease(i / 8.0));
            Assert.InRange(Difference(truth, frames[i], 8), 0, 4.5);
        }
    }

    // An open shutter smears what moves: across the motion edges are softer, at the ends nothing changes.
    [Fact]
    public async Task An_open_shutter_blurs_the_way_and_not_its_ends()
    {
        var (first, last) = PairStudyTests.Pair(ScreenPathTests.Map(1, 0, 0, 60, 0));
        var (sharp, _) = await ShootAsync(first, last, 7);
        var reel = new ListReel(first.Size);
        var order = Order(first, last, 7);
        await new StageEngine().ShootAsync(
            order with { Shot = order.Shot with { Shutter = 360 } }, reel, TestContext.Current.CancellationToken);
        static double Roughness(Picture p) => Enumerable.Range(0, (p.Width * p.Height) - 1).Sum(
            i => Math.Abs(p.Pixels[4 * i] - p.Pixels[(4 * i) + 4]) / 1e3);
        Assert.True(
            Roughness(reel.Frames[3]) < 0.75 * Roughness(sharp[3]),
            $"{Roughness(reel.Frames[3])} {Roughness(sharp[3])}");
        Assert.Equal(first.Pixels, reel.Frames[0].Pixels);
        Assert.Equal(last.Pixels, reel.Frames[^1].Pixels);
    }

    [Fact]
    public async Task What_a_way_does_not_show_is_said()
    {
        var (first, last) = PairOf("other");
        var order = Order(first, last, 3);
        var end = await new StageEngine().ShootAsync(
            order with { Shot = order.Shot with { Prompt = "gentle waves" } }, new ListReel(first.Size),
            TestContext.Current.CancellationToken);
        Assert.Collection(
            end.NotStaged,
            said => Assert.StartsWith("'waves':", said, StringComparison.Ordinal),
            said => Assert.Contains("% of the pictures was found in each other", said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_light_comes_gradually()
    {
        var (first, last) = PairStudyTests.Pair(ScreenPathTests.Map(1, 0, 0, 6, 0), 0.6, 10);
        var (frames, _) = await ShootAsync(first, last, 9);
        double from = Mean(first), to = Mean(last);
        for (var i = 1; i < 8; i++)
        {
            var expected = from + (Smooth.Ease(i / 8.0) * (to - from));
            Assert.InRange(Mean(frames[i]), expected - 3, expected + 3);
        }
    }

    // A cross-fade half way is the mean of both pictures everywhere; a passage is nowhere near it.
    [Fact]
    public async Task Different_places_are_not_cross_faded()
    {
        var (first, last) = PairOf("other");
        var (frames, _) = await ShootAsync(first, last, 25);
        var between = 0;
        foreach (var frame in frames)
        {
            var share = Share(frame, first, last);
            if (share is < 0.25 or > 0.75)
            {
                continue;
            }

            between++;
            var fade = new Picture(Width, Height);
            for (var p = 0; p < fade.Pixels.Length; p++)
            {
                fade.Pixels[p] = (byte)((first.Pixels[p] * (1 - share)) + (last.Pixels[p] * share));
            }

            Assert.True(Difference(frame, fade) > 10, $"a cross-fade: off by {Difference(frame, fade)}");
        }

        Assert.InRange(between, 2, 15);
    }

    [Fact]
    public async Task A_shot_that_continues_another_ends_on_its_picture_too()
    {
        var (first, last) = PairOf("same");
        var (frames, end) = await ShootAsync(first, last, 5);
        var (back, _) = await ShootAsync(end.LastFrame, first, 5, previous: end);
        Assert.Equal(frames[^1].Pixels, back[0].Pixels);
        Assert.Equal(first.Pixels, back[^1].Pixels);
        var state = StillState.Read(end.State.Span);
        Assert.NotNull(state);
        Assert.Empty(state.Motion.Speeds);
        Assert.Null(state.Depth);
    }

    [Fact]
    public async Task A_camera_move_beside_a_last_picture_is_refused_plainly()
    {
        var (first, last) = PairOf("same");
        var refusal = await Assert.ThrowsAsync<EngineException>(() => ShootAsync(first, last, 5, camera: "orbit_left"));
        Assert.Equal(EngineError.NotSupported, refusal.Code);
        Assert.Contains("orbit_left cannot hold together with last:", refusal.Message, StringComparison.Ordinal);
        await ShootAsync(first, last, 3, camera: "static");
    }

    [Fact]
    public async Task Words_alone_that_end_on_a_picture_begin_with_what_they_stage()
    {
        var (_, last) = PairOf("same");
        var order = Order(last, last, 5) with { FirstFrame = null };
        order = order with { Shot = order.Shot with { Prompt = "A house in a meadow" } };
        var reel = new ListReel(last.Size);
        var end = await new StageEngine().ShootAsync(order, reel, TestContext.Current.CancellationToken);
        var still = await new StageEngine().StillAsync(
            order with { LastFrame = null }, 0, TestContext.Current.CancellationToken);
        Assert.Equal(still.LastFrame.Pixels, reel.Frames[0].Pixels);
        Assert.Equal(last.Pixels, reel.Frames[^1].Pixels);
        Assert.Equal(last.Pixels, end.LastFrame.Pixels);
    }

    [Fact]
    public async Task A_last_frame_of_another_size_is_refused()
    {
        var refusal = await Assert.ThrowsAsync<EngineException>(
            () => ShootAsync(PairOf("same").First, new Picture(64, 64), 5));
        Assert.Equal(EngineError.BadOrder, refusal.Code);
    }

    [Theory]
    [InlineData("same")]
    [InlineData("other")]
    public void A_frame_allocates_nothing(string pair)
    {
        var (first, last) = PairOf(pair);
        using var shot = BetweenShot.Prepare(Order(first, last, 9, "static"), TestContext.Current.CancellationToken);
        var painter = shot.Painter();
        var frame = new Picture(Width, Height);
        painter.Paint(3, frame);
        var before = GC.GetAllocatedBytesForCurrentThread();
        painter.Paint(4, frame);
        painter.Paint(5, frame);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static (Picture First, Picture Last) PairOf(string pair) => pair switch
    {
        "same" => PairStudyTests.Pair(ScreenPathTests.Map(1.25, 6, 1e-4, 15, -8), 0.85, 12),
        "other" => (Views.Of(Width, Height, (x, y) => Views.Wall(x, y, 1)),
            Views.Of(Width, Height, (x, y) => Views.Wall(x, y, 77))),
        _ => (Views.Of(70, 50, (_, _) => (10, 20, 30)), Views.Of(70, 50, (_, _) => (200, 190, 180))),
    };

    private static async Task<(List<Picture> Frames, Handover End)> ShootAsync(
        Picture first, Picture last, int frames, int threads = 1, string camera = "static", Handover? previous = null)
    {
        var reel = new ListReel(first.Size);
        var order = Order(first, last, frames, camera) with { Threads = threads, Previous = previous };
        var end = await new StageEngine().ShootAsync(order, reel, TestContext.Current.CancellationToken);
        return (reel.Frames, end);
    }

    private static ShotOrder Order(Picture first, Picture last, int frames, string camera = "static") => new()
    {
        Shot = new Shot
        {
            Id = "a",
            Seconds = frames / 24m,
            Camera = CameraText.Parse(camera, frames / 24m, "camera").Moves,
        },
        Size = first.Size,
        Rate = FrameRate.Film,
        Frames = frames,
        FirstFrame = first,
        LastFrame = last,
    };

    // The mix of both pictures that a frame is most like.
    private static double Share(Picture frame, Picture first, Picture last)
    {
        double above = 0, below = 0;
        for (var i = 0; i < frame.Pixels.Length; i++)
        {
            double span = last.Pixels[i] - first.Pixels[i];
            above += span * (frame.Pixels[i] - first.Pixels[i]);
            below += span * span;
        }

        return Math.Clamp(above / below, 0, 1);
    }

    private static double Mean(Picture picture) => picture.Pixels.Where((_, i) => i % 4 != 3).Average(p => (double)p);

    private static double Difference(Picture a, Picture b) => Difference(a, b, 0);

    private static double Difference(Picture a, Picture b, int margin)
    {
        long sum = 0, count = 0;
        for (var y = margin; y < a.Height - margin; y++)
        {
            for (var i = margin * 4; i < (a.Width - margin) * 4; i++)
            {
                sum += Math.Abs(a.Row(y)[i] - b.Row(y)[i]);
                count++;
            }
        }

        return (double)sum / count;
    }
}
