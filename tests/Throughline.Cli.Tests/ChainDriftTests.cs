using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Production;

namespace Throughline.Cli.Tests;

public sealed class ChainDriftTests : IDisposable
{
    private const int Shots = 12;

    private readonly FilmFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Twelve_chained_static_shots_end_on_the_picture_they_began_with()
    {
        var shots = new List<Shot> { new() { Id = "s0", Image = _folder["one.png"], Seconds = 1 } };
        for (int i = 1; i < Shots; i++)
        {
            shots.Add(new Shot { Id = $"s{i}", From = $"s{i - 1}", Seconds = 1 });
        }

        var film = new Film
        {
            File = _folder["film.yaml"],
            Title = "Chain",
            Size = new PixelSize(160, 90),
            Rate = new FrameRate(6, 1),
            Shots = shots,
        };
        CancellationToken token = TestContext.Current.CancellationToken;
        Dictionary<string, IEngine> engines = shots.ToDictionary(shot => shot.Id, _ => KnownEngines.With(null)[0]);
        using TakeStore store = await TakeStore.OpenAsync(_folder.Path, null, token);
        IReadOnlyList<Take> takes = await new Producer(new ProducerOptions()).MakeAsync(
            film, engines, store, new ProgressMeter(), token);

        Picture given = Fit.Cover(PictureFile.Read(_folder["one.png"]), film.Size);
        Assert.Equal(given.Pixels, PictureFile.Read(takes[0].FirstFrame).Pixels);
        Picture last = PictureFile.Read(takes[^1].LastFrame);
        Assert.InRange(Colour.MeanDifference76(given, last), 0, 0.2);
        Assert.All(takes.Zip(takes.Skip(1)), pair => Assert.Equal(
            PictureFile.Read(pair.First.LastFrame).Pixels, PictureFile.Read(pair.Second.FirstFrame).Pixels));
    }
}
