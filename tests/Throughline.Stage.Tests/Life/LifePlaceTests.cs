using System.Runtime.Intrinsics;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Stage.Stills;
using Throughline.Stage.Tests.Stills;

namespace Throughline.Stage.Tests.Life;

public sealed class LifePlaceTests
{
    private const int W = LifeScenery.Width;
    private const int H = LifeScenery.Height;

    public static TheoryData<LifePlace, string> Masked => new()
    {
        { LifePlace.Water, "waves" }, { LifePlace.Stream, "river running" }, { LifePlace.Waterfall, "a waterfall" },
        { LifePlace.Plants, "strong wind" }, { LifePlace.Hair, "hair blowing" }, { LifePlace.Cloth, "flag blowing" },
        { LifePlace.Hollows, "thick fog" }, { LifePlace.Air, "snowfall" }, { LifePlace.Column, "smoke" },
    };

    // The user's mask is a disc on the meadow: all motion within, not a byte without.
    [Theory]
    [MemberData(nameof(Masked))]
    public async Task A_mask_says_where_it_moves_and_nothing_moves_outside(LifePlace place, string prompt)
    {
        var picture = LifeScenery.Landscape();
        var order = LifeScenery.Order(picture, prompt, "static", 60) with
        {
            Masks = new Dictionary<LifePlace, MattePicture> { [place] = Disc() },
        };
        var reel = new ListReel(picture.Size);
        await new StageEngine().ShootAsync(order, reel, TestContext.Current.CancellationToken);
        double inside = 0, outside = 0;
        foreach (var frame in reel.Frames)
        {
            for (var i = 0; i < W * H; i++)
            {
                var off = Math.Abs(frame.Pixels[4 * i] - picture.Pixels[4 * i])
                    + Math.Abs(frame.Pixels[(4 * i) + 1] - picture.Pixels[(4 * i) + 1]);
                var far = Far(i);
                inside += far < 48 ? off : 0;

                // A node's cell and a flake's disc reach over the mask's edge.
                outside += far > 68 ? off : 0;
            }
        }

        Assert.True(inside > 2000, $"inside {inside}");
        Assert.Equal(0, outside);
    }

    [Fact]
    public async Task Clouds_go_on_behind_a_ridge_instead_of_slowing_before_it()
    {
        var picture = LifeScenery.Landscape();
        var (frames, _) = await LifeScenery.ShootAsync(picture, "storm clouds", frames: 60);
        double high = LifeScenery.Energy(picture, frames[59], 20, 50),
            low = LifeScenery.Energy(picture, frames[59], LifeScenery.Skyline - 10, LifeScenery.Skyline - 2);
        Assert.True(low > 0.25 * high, $"{high} far from the ridge, {low} at it");
        Assert.All(frames, f => Assert.Equal(0, LifeScenery.Energy(picture, f, LifeScenery.Skyline + 4, H)));
    }

    [Fact]
    public async Task Rain_splashes_on_the_ground_and_not_in_the_sky()
    {
        var picture = LifeScenery.Landscape();
        var book = LifeBook.BuiltIn.Recipes["rain"];
        Assert.NotNull(book.Splash);

        // Rain without drops in the air: what is left are the splashes.
        const string Text = """
            effects:
              rain:
                place: air
                colour: [1, 1, 1]
                splash: {count: 400, radius: [0.05, 0.09], seconds: 0.4, pause: 0.1, opacity: 0.8, drops: 2,
                    height: 0.05}
            """;
        var nearness = Enumerable.Range(0, W * H)
            .Select(i => i / W < LifeScenery.Meadow ? 0.05f : (i / W - LifeScenery.Meadow) / 60f).ToArray();
        var order = LifeScenery.Order(picture, "rain", "static", 70) with
        {
            LifeText = Text,
            Depth = new DepthPicture(W, H, nearness),
        };
        var reel = new ListReel(picture.Size);
        await new StageEngine().ShootAsync(order, reel, TestContext.Current.CancellationToken);
        Assert.Equal(picture.Pixels, reel.Frames[0].Pixels);
        Assert.True(LifeScenery.Energy(picture, reel.Frames[69], LifeScenery.Meadow, H) > 0.5);
        Assert.NotEqual(reel.Frames[68].Pixels, reel.Frames[69].Pixels);
        Assert.All(reel.Frames, f => Assert.Equal(0, LifeScenery.Energy(picture, f, 0, LifeScenery.Skyline)));
    }

    [Fact]
    public void Streaks_say_where_water_runs()
    {
        // Streaks that fall to the right at 60 degrees.
        var picture = new Picture(W, H);
        for (var i = 0; i < W * H; i++)
        {
            var across = ((i % W) * Math.Sin(Math.PI / 3)) - ((i / W) * Math.Cos(Math.PI / 3));
            var light = (byte)(128 + (90 * Math.Sin(across * 0.55)));
            new byte[] { light, light, light, 255 }.CopyTo(picture.Pixels, 4 * i);
        }

        var survey = LifeSurvey.Of(
            picture, null, new Dictionary<LifePlace, MattePicture>(), 1, TestContext.Current.CancellationToken);
        var headings = StreakField.Of(survey);
        var middle = headings[(survey.Rows / 2 * survey.Columns) + (survey.Columns / 2)] * 360 / 256.0;
        Assert.InRange(middle, 55, 65);
    }

    [Fact]
    public void Light_is_laid_on_as_arithmetic_has_it()
    {
        var random = new Random(3);
        for (var round = 0; round < 500; round++)
        {
            var bytes = new byte[32];
            random.NextBytes(bytes);
            for (var p = 0; p < 8; p++)
            {
                bytes[(4 * p) + 3] = (byte)(random.Next(3) == 0 ? random.Next(256) : 255);
                for (var c = 0; c < 3; c++)
                {
                    bytes[(4 * p) + c] = Math.Min(bytes[(4 * p) + c], bytes[(4 * p) + 3]);
                }
            }

            float gain = (float)((random.NextDouble() * 1.8) - 1),
                gainStep = (float)((random.NextDouble() - 0.5) * 0.02);
            float more = 15 + random.Next(185), moreStep = (float)((random.NextDouble() - 0.5) * 4);
            var lit = Brush.Lit(
                Vector256.Create(bytes), Vector256.Create(gain, gain, gain, 0, more, more, more, 0),
                Vector256.Create(gainStep, gainStep, gainStep, 0, moreStep, moreStep, moreStep, 0), round);
            for (var i = 0; i < 32; i++)
            {
                int p = i / 4, alpha = bytes[(4 * p) + 3];
                var wanted = i % 4 == 3 ? alpha : Math.Clamp(
                    (bytes[i] * (1 + Math.Clamp(gain + (p * gainStep), -1, 1)))
                        + ((more + (p * moreStep)) * alpha / 255), 0, alpha);
                Assert.InRange(lit[i], wanted - 1.2, wanted + 1.2);
            }
        }
    }

    private static double Far(int i) =>
        Math.Sqrt((((i % W) - 160.0) * ((i % W) - 160.0)) + (((i / W) - 110.0) * ((i / W) - 110.0)));

    private static MattePicture Disc() => new(W, H, [.. Enumerable.Range(0, W * H).Select(i => Far(i) < 50 ? 1f : 0)]);
}
