using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Stage.Stills;

namespace Throughline.Stage.Tests.Life;

/// <summary>Water that falls, the spray at its foot, and the surf before a near shore.</summary>
public sealed class FoamTests
{
    private const int Left = 140;
    private const int Right = 182;
    private const int Foot = 140;

    [Fact]
    public async Task A_waterfall_falls_and_its_spray_rises_where_it_strikes()
    {
        var picture = Fall();
        var (frames, end) = await LifeScenery.ShootAsync(picture, "a waterfall", frames: 49);

        Assert.DoesNotContain(end.NotStaged, said => said.Contains("waterfall", StringComparison.Ordinal));
        int down = 0, up = 0;
        for (var k = 22; k < 46; k++)
        {
            // Three frames apart: at this size it falls two thirds of a row in one.
            var moved = Moved(frames[k], frames[k + 3]);
            (down, up) = (down + (moved > 0 ? 1 : 0), up + (moved < 0 ? 1 : 0));
        }

        Assert.True(down > 18 && up == 0, $"down in {down} of 24 frames, up in {up}");
        double foot = Beside(frames[40..], Foot) - Beside([picture], Foot),
            head = Beside(frames[40..], 70) - Beside([picture], 70);
        Assert.True(foot > 3 && foot > 5 * Math.Abs(head), $"foot {foot:F1}, head {head:F1}");
        Assert.All(frames, frame => Assert.Equal(0, LifeScenery.Energy(picture, frame, 0, 40)));
    }

    [Fact]
    public void Spray_is_where_a_fall_ends_and_reaches_farther_from_a_high_one()
    {
        var survey = Survey(Fall());
        byte[] high = Column(survey, 5, 15), low = Column(survey, 12, 15);

        byte[] far = FoamFinder.Foot(survey, high), near = FoamFinder.Foot(survey, low);

        Assert.Equal(15, Array.IndexOf(far, far.Max()) / survey.Columns);
        Assert.Equal(0, far[(6 * survey.Columns) + 20]);
        Assert.True(far.Count(v => v > 60) > near.Count(v => v > 60));
    }

    [Fact]
    public void Surf_lies_before_the_near_shore_and_not_at_the_far_one()
    {
        var survey = Survey(Fall());
        var water = new byte[survey.Columns * survey.Rows];
        for (var row = 8; row < 18; row++)
        {
            water.AsSpan(row * survey.Columns, survey.Columns).Fill(255);
        }

        var surf = FoamFinder.Shore(survey, water);

        Assert.All(surf.Where((_, i) => i / survey.Columns < 14), value => Assert.Equal(0, value));
        Assert.All(surf.Where((_, i) => i / survey.Columns == 17), value => Assert.True(value > 100));
        Assert.All(surf.Where((_, i) => i / survey.Columns > 17), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Surf_needs_a_word_that_is_strong_enough()
    {
        var veil = LifeBook.BuiltIn.Recipes["waves"].Veil!;
        var words = LifeBook.BuiltIn.Words;

        Assert.True(words["lake"].Strength < veil.From);
        Assert.True(words["surf"].Strength > veil.From + 0.3f && words["ocean"].Strength > veil.From);
    }

    // Rock with a bright fall of streaks and a dark pool.
    private static Picture Fall()
    {
        var picture = new Picture(LifeScenery.Width, LifeScenery.Height);
        var random = new Random(11);
        var streak = new double[LifeScenery.Width];
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                // Streaks change slowly on the way down, so that a step down can be told.
                streak[x] = (0.82 * streak[x]) + ((random.NextDouble() - 0.5) * 46);
                var light = 82 + random.Next(-9, 10);
                var isFall = x is >= Left and < Right && y is > 44 and < Foot;
                var value = isFall ? 196 + (int)Math.Clamp(streak[x], -56, 56)
                    : y >= Foot ? 48 + (random.Next(-4, 5)) : light;
                new byte[] { (byte)value, (byte)value, (byte)(value + (isFall ? 3 : y >= Foot ? 22 : -10)), 255 }
                    .CopyTo(picture.Row(y)[(4 * x)..]);
            }
        }

        return picture;
    }

    private static LifeSurvey Survey(Picture picture) => LifeSurvey.Of(
        picture, null, new Dictionary<LifePlace, MattePicture>(), 1, TestContext.Current.CancellationToken);

    private static byte[] Column(LifeSurvey survey, int top, int foot)
    {
        var mask = new byte[survey.Columns * survey.Rows];
        for (var row = top; row <= foot; row++)
        {
            mask.AsSpan((row * survey.Columns) + 18, 5).Fill(255);
        }

        return mask;
    }

    // Rows by which the fall's middle goes down from one frame to the other: where they are most alike.
    private static int Moved(Picture from, Picture to)
    {
        var best = (Off: double.MaxValue, Rows: 0);
        for (var rows = -4; rows <= 4; rows++)
        {
            double off = 0;
            for (var y = 64; y < 116; y++)
            {
                for (var x = Left + 10; x < Right - 10; x++)
                {
                    off += Math.Abs(from.Row(y)[4 * x] - to.Row(y + rows)[4 * x]);
                }
            }

            best = off < best.Off ? (off, rows) : best;
        }

        return best.Rows;
    }

    // Mean light to both sides of the fall about a row.
    private static double Beside(IReadOnlyList<Picture> frames, int row) => frames.Average(
        frame => Enumerable.Range(row - 9, 13).Average(y => Enumerable.Range(1, 12).Average(
            x => (frame.Row(y)[4 * (Left - x)] + frame.Row(y)[4 * (Right - 1 + x)]) / 2.0)));
}
