using Throughline.Camera;
using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Stage.Stills;

namespace Throughline.Stage.Tests.Stills;

/// <summary>What a chained shot finds beyond the frame that it was handed: what was there.</summary>
public sealed class ChainViewTests
{
    private const int Width = 240;
    private const int Height = 136;

    [Theory]
    [InlineData("push_in 1", "pull_back 1")]
    [InlineData("zoom_in 1.5", "zoom_out 1.5")]
    [InlineData("pan_right 12", "pan_left 12")]
    public async Task A_camera_that_goes_back_finds_what_was_there(string there, string back)
    {
        var (picture, depth) = Scenery.SquareBeforeWall(Width, Height);
        var (_, end) = await ShootAsync(Order(picture, there, 13) with { Depth = depth });
        var (known, _) = await ShootAsync(Order(end.LastFrame, back, 13) with { Previous = end });
        var blind =
            end with { State = (StillState.Read(end.State.Span)! with { Around = null, Depth = null }).ToBytes() };
        var (invented, _) = await ShootAsync(Order(end.LastFrame, back, 13) with { Previous = blind });
        Assert.Equal(end.LastFrame.Pixels, known[0].Pixels);

        // Near the edges there is only what was handed on, or what was invented.
        double shown = EdgeDifference(picture, known[^1]), guessed = EdgeDifference(picture, invented[^1]);
        Assert.True(shown < 18 && shown < 0.6 * guessed, $"{back}: {shown:0.0} off, {guessed:0.0} when invented");
    }

    [Fact]
    public async Task What_the_fit_cut_off_is_handed_on_untouched_by_a_camera_that_stands()
    {
        var tall = Scenery.Texture(Width, Height + 60, 6);
        var frame = new Picture(Width, Height);
        for (var y = 0; y < Height; y++)
        {
            tall.Row(y + 20).CopyTo(frame.Row(y));
        }

        var order = Order(frame, "static", 3) with { Surroundings = new Surroundings(tall, null, 0, 20) };
        var (_, end) = await ShootAsync(order);
        for (var i = 0; i < 3; i++)
        {
            (_, end) = await ShootAsync(Order(end.LastFrame, "static", 3) with { Previous = end });
        }

        var around = StillState.Read(end.State.Span)!.Around!;
        Assert.Equal((0, 20), (around.X, around.Y));
        Assert.Equal(tall.Pixels, around.Picture.Pixels);
    }

    [Fact]
    public async Task What_is_handed_on_stays_small_however_long_the_chain()
    {
        var (picture, depth) = Scenery.SquareBeforeWall(Width, Height);
        var order = Order(picture, "zoom_in 1.5", 5) with { Depth = depth };
        for (var i = 0; i < 5; i++)
        {
            var (_, end) = await ShootAsync(order);
            Assert.True(StillState.Read(end.State.Span)!.Around?.Picture.Size.Area <= 2.25 * picture.Size.Area);
            order = Order(end.LastFrame, "zoom_in 1.5", 5) with { Previous = end };
        }
    }

    [Fact]
    public void A_state_with_a_view_reads_back_and_a_damaged_one_does_not()
    {
        var around = Scenery.Texture(9, 7, 3);
        var state = new StillState
        {
            FocalLength = 35,
            Motion = CarriedMotion.None,
            Around = new Surroundings(around, null, 2, 1),
            Depth = new DepthPicture(9, 7, [.. Enumerable.Range(0, 63).Select(i => i / 63f)]),
        };
        var bytes = state.ToBytes();
        var read = StillState.Read(bytes)!;
        Assert.Equal((2, 1), (read.Around!.X, read.Around.Y));
        Assert.Equal(around.Pixels, read.Around.Picture.Pixels);
        Assert.Equal(0.5f, read.Depth!.Nearness[31], 0.01f);
        Assert.Null(StillState.Read(bytes.AsSpan(0, bytes.Length - 1)));
        bytes[^StateColours.Pack(around).Length] = 0xFF;
        Assert.Null(StillState.Read(bytes));
    }

    private static double EdgeDifference(Picture a, Picture b)
    {
        long sum = 0, count = 0;
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                if (x is >= 20 and < Width - 20)
                {
                    continue;
                }

                for (var c = 0; c < 3; c++)
                {
                    sum += Math.Abs(a.Pixels[(((y * Width) + x) * 4) + c] - b.Pixels[(((y * Width) + x) * 4) + c]);
                    count++;
                }
            }
        }

        return sum / (double)count;
    }

    private static async Task<(List<Picture> Frames, Handover End)> ShootAsync(ShotOrder order)
    {
        var reel = new ListReel(order.Size);
        var end = await new StageEngine().ShootAsync(order, reel, TestContext.Current.CancellationToken);
        return (reel.Frames, end);
    }

    private static ShotOrder Order(Picture picture, string camera, int frames)
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
        };
    }
}
