using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Stage.Stills;
using Throughline.Stage.Tests.Depth;

namespace Throughline.Stage.Tests.Life;

/// <summary>Water found in pictures that Stage drew, against where the renderer knows it to be. None of them was
/// learnt from.</summary>
public sealed class WaterTruthTests
{
    private static readonly PixelSize _size = new(640, 360);

    private static readonly (string Words, string? Look)[] _shores =
    [
        ("An old man fishes at a lake at noon, wide shot", null),
        ("An old man fishes at a lake at noon, wide shot", "ink"),
        ("A boy flies a kite on the beach at noon, wide shot", "watercolour"),
        ("A boy flies a kite on the beach at noon, wide shot", "clay"),
        ("A sailing ship on the sea in the afternoon, wide shot", null),
        ("A sailing ship on the sea in the afternoon, wide shot", "noir"),
        ("A sailing ship on the sea in the afternoon, wide shot", "greybox"),
        ("A cow drinks from the river at noon, wide shot", "storybook"),
        ("A woman in a blue dress in the harbour at noon, wide shot", null),
    ];

    // Looks change colours, texture and lines, not where the water is. Where people and trees stand before it changes
    // with every change of staging, and an overlap with it by a fifth.
    [Fact]
    public async Task Water_is_found_where_it_is()
    {
        var overlaps = new List<double>();
        foreach (var (words, look) in _shores)
        {
            overlaps.Add(await OverlapAsync(words, look));
        }

        var each = string.Join(", ", overlaps.Select(o => $"{o:F2}"));
        Assert.True(overlaps.Average() > 0.7, each);
        Assert.True(overlaps.Min() > 0.4, each);
    }

    [Theory]
    [InlineData("A sheep stands in a meadow in the morning, wide shot", "watercolour")]
    [InlineData("A knight rides through the forest at noon, wide shot", "noir")]
    [InlineData("A man walks through the desert at noon, wide shot", null)]
    [InlineData("A bus drives down a city street at noon, wide shot", "greybox")]
    [InlineData("A girl dances in the village at noon, wide shot", "clay")]
    public async Task No_water_is_found_where_there_is_none(string words, string? look) =>
        Assert.Equal(1, await OverlapAsync(words, look));

    [Fact]
    public async Task A_sky_ends_where_the_sea_that_has_its_colours_begins()
    {
        var truth = await StagedTruth.OfAsync("sea", _size, TestContext.Current.CancellationToken);
        var survey = Survey(truth.Picture);
        var inSea = SkyInSea();
        survey.EndSkyAt(WaterFinder.Pixels(survey));
        Assert.True(inSea > 0.05, $"{inSea} of the picture is sea and was taken for sky");
        Assert.InRange(SkyInSea(), 0, 0.1 * inSea);

        double SkyInSea() => survey.SkyPixels.Where((isSky, i) => isSky && IsWater(truth, survey, i)).Count()
            / (double)survey.SkyPixels.Count;
    }

    private static LifeSurvey Survey(Picture picture) => LifeSurvey.Of(
        Resample.To(picture, new PixelSize(1280, 720)), null, new Dictionary<LifePlace, MattePicture>(), 2,
        TestContext.Current.CancellationToken);

    // Whether a pixel of a reduced picture is truly water.
    private static bool IsWater(StagedTruth truth, LifeSurvey survey, int i)
    {
        int x = i % survey.Image.Width * _size.Width / survey.Image.Width,
            y = i / survey.Image.Width * _size.Height / survey.Image.Height;
        return truth.Water[(y * _size.Width) + x];
    }

    // What both say over what either says; 1 where neither says anything.
    private static async Task<double> OverlapAsync(string words, string? look)
    {
        var truth = await StagedTruth.OfAsync("water", words, 41, look, _size, TestContext.Current.CancellationToken);
        var survey = Survey(truth.Picture);
        var found = WaterFinder.Pixels(survey);
        int both = 0, either = 0;
        for (var i = 0; i < found.Length; i++)
        {
            var isWater = IsWater(truth, survey, i);
            both += found[i] && isWater ? 1 : 0;
            either += found[i] || isWater ? 1 : 0;
        }

        return either == 0 ? 1 : both / (double)either;
    }
}
