using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Stage.Rendering;
using Throughline.Stage.Restyling;
using Throughline.Stage.Worlds;

namespace Throughline.Stage.Tests.Restyling;

public sealed class RestyleEngineTests
{
    private static readonly PixelSize _size = new(150, 90); // Neither a multiple of sixteen.

    public static TheoryData<string> Looks => [.. Stock.BuiltIn.Looks.All.Select(look => look.Name)];

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task What_does_not_move_does_not_change(string name)
    {
        Look look = LookOf(name) with { Grain = 0 };
        List<Picture> frames = await RestyleAsync(look, 6, threads: 2, number => Scene(_size, disc: 20 + (8 * number)));
        for (var i = 1; i < frames.Count; i++)
        {
            // The disc passes through the upper half; the lowest third is out of every filter's reach.
            Assert.Equal(Rows(frames[0], 62, 90), Rows(frames[i], 62, 90));
            Assert.NotEqual(Rows(frames[0], 0, 40), Rows(frames[i], 0, 40));
        }
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Noise_of_the_footage_does_not_become_flicker(string name)
    {
        Look look = LookOf(name) with { Grain = 0 };
        var footage = Enumerable.Range(0, 10).Select(number => Noisy(Scene(_size, disc: 60), number)).ToList();
        List<Picture> frames = await RestyleAsync(look, 10, threads: 1, number => footage[number]);
        double given = Change(footage[8], footage[9]), drawn = Change(frames[8], frames[9]);
        Assert.True(drawn < 0.5 * given, $"{name}: {drawn:0.000} of {given:0.000}");
    }

    [Theory]
    [InlineData("ink")]
    [InlineData("watercolour")]
    [InlineData("noir")]
    public async Task Frames_are_the_same_whatever_the_number_of_threads(string name)
    {
        List<Picture> one = await RestyleAsync(
            LookOf(name), 5, threads: 1, number => Scene(_size, disc: 30 + (9 * number)));
        List<Picture> three = await RestyleAsync(
            LookOf(name), 5, threads: 3, number => Scene(_size, disc: 30 + (9 * number)));
        Assert.All(one.Zip(three), pair => Assert.Equal(pair.First.Pixels, pair.Second.Pixels));
    }

    [Fact]
    public async Task Ink_leaves_bright_places_to_the_paper_and_draws_the_border_of_things()
    {
        Picture frame =
            (await RestyleAsync(LookOf("ink"), 1, threads: 1, _ => Disc(new PixelSize(320, 180), 200, 228)))[0];
        double paper = Luma(frame, 20, 90), inside = Luma(frame, 160, 90);
        double border = Enumerable.Range(100, 30).Min(x => Luma(frame, x, 90)); // The disc begins at 115.
        Assert.InRange(paper, 190, 255);
        Assert.InRange(inside, 150, 255);
        Assert.True(border < 90, $"a line of {border:0} between {paper:0} and {inside:0}");
    }

    [Fact]
    public async Task Noir_has_no_colour_and_clay_has_less()
    {
        Func<int, Picture> footage = _ => Scene(_size, disc: 60);
        double given = Colourfulness(footage(0));
        Assert.InRange(Colourfulness((await RestyleAsync(LookOf("noir"), 1, 1, footage))[0]), 0, 4);
        Assert.InRange(Colourfulness((await RestyleAsync(LookOf("clay"), 1, 1, footage))[0]), 4, given);
    }

    [Fact]
    public async Task Footage_that_is_shorter_than_it_says_is_a_bad_order()
    {
        EngineException failure = await Assert.ThrowsAsync<EngineException>(
            () => RestyleAsync(LookOf("ink"), 3, 1, number => number < 2 ? Scene(_size, 60) : null));
        Assert.Equal(EngineError.BadOrder, failure.Code);
    }

    [Theory]
    [InlineData("ink")]
    [InlineData("noir")]
    public async Task Stretches_that_are_drawn_one_by_one_are_the_whole_also_when_a_walk_begins_anew(string name)
    {
        static Picture Footage(int number) => Noisy(Scene(_size, disc: 20 + (9 * number)), number);
        Look look = LookOf(name);
        List<Picture> whole = await RestyleAsync(look, 7, threads: 2, Footage);
        using FootageWalk walk = WalkOf(Footage), other = WalkOf(Footage);
        List<Picture> first = await StretchAsync(new RestyleEngine(walk, look), 3, null);
        List<Picture> second = await StretchAsync(new RestyleEngine(walk, look, 3), 3, first[^1]);
        List<Picture> third = await StretchAsync(new RestyleEngine(other, look, 5), 3, second[^1]);
        List<Picture> again = await StretchAsync(new RestyleEngine(other, look, 3), 3, first[^1]);
        Assert.Equal(second.Select(frame => frame.Pixels), again.Select(frame => frame.Pixels));

        // Each but the first begins with the last frame of the one before.
        Picture[] joined = [.. first, .. second.Skip(1), .. third.Skip(1)];
        Assert.All(joined.Zip(whole), pair => Assert.Equal(pair.Second.Pixels, pair.First.Pixels));
        Assert.Equal(7, joined.Length);
        Assert.Equal(first[^1].Pixels, second[0].Pixels);
    }

    private static async Task<List<Picture>> StretchAsync(RestyleEngine engine, int frames, Picture? before)
    {
        var reel = new ListReel(_size);
        await engine.ShootAsync(
            Order(_size, frames, threads: 2) with
            {
                FirstFrame = before,
                Previous = before is null ? null : new Handover(before, default),
            },
            reel,
            TestContext.Current.CancellationToken);
        return reel.Frames;
    }

    private static Look LookOf(string name) => Stock.BuiltIn.Looks.Find(name)!;

    private static async Task<List<Picture>> RestyleAsync(
        Look look, int frames, int threads, Func<int, Picture?> footage)
    {
        var size = footage(0)!.Size;
        using FootageWalk walk = WalkOf(footage);
        var reel = new ListReel(size);
        await new RestyleEngine(walk, look).ShootAsync(
            Order(size, frames, threads), reel, TestContext.Current.CancellationToken);
        return reel.Frames;
    }

    private static FootageWalk WalkOf(Func<int, Picture?> footage) => new(
        _ =>
        {
            var number = 0;
            return ValueTask.FromResult<Func<Picture, CancellationToken, ValueTask<bool>>>((frame, _) =>
            {
                Picture? next = footage(number++);
                next?.Pixels.CopyTo(frame.Pixels, 0);
                return ValueTask.FromResult(next is not null);
            });
        },
        footage(0)!.Size);

    private static ShotOrder Order(PixelSize size, int frames, int threads) => new()
    {
        Shot = new Shot { Id = "a", Seconds = 1 },
        Size = size,
        Rate = new FrameRate(24, 1),
        Frames = frames,
        Threads = threads,
    };

    // A ramp of colours over stripes, and a disc at a column of the upper half.
    private static Picture Scene(PixelSize size, int disc)
    {
        var picture = new Picture(size.Width, size.Height);
        for (var y = 0; y < size.Height; y++)
        {
            for (var x = 0; x < size.Width; x++)
            {
                var stripe = x / 12 % 2 * 40;
                var isDisc = ((x - disc) * (x - disc)) + ((y - 22) * (y - 22)) < 150;
                (int r, int g, int b) = isDisc ? (230, 120, 40) : (60 + stripe + y, 90 + (x / 2), 170 - y - stripe);
                Set(picture, x, y, r, g, b);
            }
        }

        return picture;
    }

    private static Picture Disc(PixelSize size, int inside, int outside)
    {
        var picture = new Picture(size.Width, size.Height);
        for (var y = 0; y < size.Height; y++)
        {
            for (var x = 0; x < size.Width; x++)
            {
                var level = ((x - 160) * (x - 160)) + ((y - 90) * (y - 90)) < 45 * 45 ? inside - 60 : outside;
                Set(picture, x, y, level, level, level);
            }
        }

        return picture;
    }

    // As an encoder's traces: up to three levels about the picture.
    private static Picture Noisy(Picture picture, int number)
    {
        Picture noisy = picture.Copy();
        for (var i = 0; i < noisy.Pixels.Length; i++)
        {
            if (i % 4 != 3)
            {
                var noise = (int)(Chance.SplitMix.Mix((ulong)((number * 1_000_003L) + i)) % 7) - 3;
                noisy.Pixels[i] = (byte)Math.Clamp(noisy.Pixels[i] + noise, 0, 255);
            }
        }

        return noisy;
    }

    private static void Set(Picture picture, int x, int y, int r, int g, int b)
    {
        var pixel = picture.Row(y).Slice(x * 4, 4);
        (pixel[0], pixel[1], pixel[2], pixel[3]) = ((byte)r, (byte)g, (byte)b, 255);
    }

    private static byte[] Rows(Picture picture, int from, int to) =>
        picture.Pixels[(from * picture.Width * 4)..(to * picture.Width * 4)];

    private static double Change(Picture a, Picture b) =>
        a.Pixels.Zip(b.Pixels).Average(pair => Math.Abs(pair.First - pair.Second));

    private static double Luma(Picture picture, int x, int y)
    {
        var pixel = picture.Row(y).Slice(x * 4, 3);
        return (0.25 * pixel[0]) + (0.65 * pixel[1]) + (0.1 * pixel[2]);
    }

    private static double Colourfulness(Picture picture) => Enumerable.Range(0, picture.Pixels.Length / 4)
        .Average(
            i => Math.Max(
                Math.Abs(picture.Pixels[4 * i] - picture.Pixels[(4 * i) + 1]),
                Math.Abs(picture.Pixels[(4 * i) + 2] - picture.Pixels[(4 * i) + 1])));

    private sealed class ListReel(PixelSize size) : IReel
    {
        public List<Picture> Frames { get; } = [];

        public ValueTask<Picture> BlankAsync(CancellationToken cancellationToken) =>
            ValueTask.FromResult(new Picture(size.Width, size.Height));

        public ValueTask TakeAsync(Picture frame, CancellationToken cancellationToken)
        {
            Frames.Add(frame);
            return ValueTask.CompletedTask;
        }
    }
}
