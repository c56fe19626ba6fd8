using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Stage.Tests.Stills;

namespace Throughline.Stage.Tests.Life;

/// <summary>A loop has no seam, whatever moves in it: each kind of effect by itself.</summary>
public sealed class LoopTests(ITestOutputHelper output)
{
    private const int Frames = 60;

    public static TheoryData<string, LifePlace?> Kinds => new()
    {
        { "clouds drifting", null }, { "mist drifting", null }, { "steam rising", null }, { "smoke rising", null },
        { "wind", null }, { "snow falling", null }, { "rain", null }, { "dust motes", null }, { "embers", null },
        { "fireflies", null }, { "leaves falling", null }, { "petals falling", null }, { "bubbles", null },
        { "lamp flickering", null },
        { "gentle waves", LifePlace.Water }, { "river running", LifePlace.Stream },
        { "a waterfall", LifePlace.Waterfall },
        { "hair blowing", LifePlace.Hair }, { "flag blowing", LifePlace.Cloth },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_last_frame_leads_into_the_first_as_any_frame_into_the_next(string prompt, LifePlace? place)
    {
        var picture = LifeScenery.Landscape();
        var low = new MattePicture(
            picture.Width, picture.Height, [.. Enumerable.Range(0, picture.Width * picture.Height)
                .Select(i => i / picture.Width > 100 ? 1f : 0)]);
        var order = LifeScenery.Order(picture, "a loop: " + prompt, "static", Frames) with
        {
            Masks = place is { } masked ? new Dictionary<LifePlace, MattePicture> { [masked] = low } : [],
        };
        var reel = new ListReel(picture.Size);
        var end = await new StageEngine().ShootAsync(order, reel, TestContext.Current.CancellationToken);

        Assert.Empty(end.NotStaged);
        Assert.Equal(picture.Pixels, reel.Frames[0].Pixels);
        var steps = Enumerable.Range(0, Frames)
            .Select(i => LifeScenery.Energy(reel.Frames[i], reel.Frames[(i + 1) % Frames], 0, LifeScenery.Height))
            .ToArray();
        var middle = LifeScenery.Energy(reel.Frames[0], reel.Frames[Frames / 2], 0, LifeScenery.Height);
        var most = steps[..^1].Max();
        output.WriteLine($"{prompt}: seam {steps[^1]:F4}, other steps up to {most:F4}, away from it {middle:F3}");

        // A waterfall passes as fast at the seam as anywhere; the frames there are a picture and a mix of two, which
        // differ more.
        Assert.InRange(steps[^1], 0, 1.1 * most);
        Assert.True(middle > 2 * steps[^1] && middle > 0.01, $"away from the picture {middle}, seam {steps[^1]}");
    }
}
