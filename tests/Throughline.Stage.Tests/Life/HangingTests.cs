using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Stage.Stills;

namespace Throughline.Stage.Tests.Life;

/// <summary>Places that are told by one thing alone: cloth that nobody wears, a moon beside lamps, stars over a dark
/// town.</summary>
public sealed class HangingTests
{
    private const int W = LifeScenery.Width;
    private const int H = LifeScenery.Height;

    [Fact]
    public void A_flag_on_a_meadow_hangs_and_a_meadow_does_not()
    {
        var picture = LifeScenery.Landscape();
        Assert.Null(HangingFinder.Of(Survey(Large(picture))));

        Paint(picture, (x, y) => x is >= 220 and < 262 && y is >= 60 and < 92, 150, 34, 28);
        var survey = Survey(Large(picture));
        var mask = Assert.IsType<byte[]>(HangingFinder.Of(survey));

        // Twice as large, with nodes 8 pixels apart: a node to four pixels of the drawing.
        Assert.True(mask[(19 * survey.Columns) + 60] > 200, "within the flag");
        Assert.All(Enumerable.Range(0, mask.Length).Where(n => n % survey.Columns is < 50 or > 70), n =>
            Assert.Equal(0, mask[n]));
    }

    [Fact]
    public void A_moon_is_no_lamp_and_a_lamp_with_its_glow_is_one()
    {
        var night = Night();
        Paint(night, (x, y) => Away(x, y, 80, 50) < 9, 235, 240, 250);
        Assert.Empty(LightFinder.Lamps(Survey(Large(night))));

        for (var i = 0; i < W * H; i++)
        {
            var glow = 140 * Math.Exp(-Away(i % W, i / W, 230, 100) / 14);
            for (var c = 0; c < 3; c++)
            {
                night.Pixels[(4 * i) + c] = (byte)Math.Min(255, night.Pixels[(4 * i) + c] + (glow * (1 - (0.3 * c))));
            }
        }

        Paint(night, (x, y) => Away(x, y, 230, 100) < 6, 255, 250, 240);
        var lamp = Assert.Single(LightFinder.Lamps(Survey(Large(night))));
        Assert.InRange(lamp.X, 440, 480);
    }

    [Fact]
    public void Stars_are_found_over_a_town_whose_sky_is_too_dark_to_be_taken_for_one()
    {
        var night = Large(Night());
        var chance = new Random(3);
        for (var k = 0; k < 40; k++)
        {
            var i = 4 * (((8 + chance.Next(H - 40)) * night.Width) + 8 + chance.Next(night.Width - 16));
            night.Pixels.AsSpan(i, 3).Fill(220);
        }

        var survey = Survey(night);
        Assert.DoesNotContain(true, survey.SkyPixels);
        Assert.InRange(LightFinder.Stars(survey, night).Length, 20, 40);
    }

    private static Picture Night()
    {
        var night = new Picture(W, H);
        Paint(night, (_, _) => true, 14, 16, 44);
        Paint(night, (x, y) => y > 110 || (x / 40 % 2 == 0 && y > 80), 20, 18, 24);
        return night;
    }

    private static double Away(int x, int y, int toX, int toY) =>
        Math.Sqrt(((x - toX) * (x - toX)) + ((y - toY) * (y - toY)));

    private static void Paint(Picture picture, Func<int, int, bool> where, byte red, byte green, byte blue)
    {
        for (var i = 0; i < W * H; i++)
        {
            if (where(i % W, i / W))
            {
                new byte[] { red, green, blue, 255 }.CopyTo(picture.Pixels, 4 * i);
            }
        }
    }

    private static Picture Large(Picture picture) => Resample.To(picture, new PixelSize(2 * W, 2 * H));

    private static LifeSurvey Survey(Picture picture) =>
        LifeSurvey.Of(picture, null, new Dictionary<LifePlace, MattePicture>(), 1,
            TestContext.Current.CancellationToken);
}
