using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Media.Video;

namespace Throughline.Tests.Production;

/// <summary>A film of small pictures in a folder of its own.</summary>
internal sealed class TestFilm : IDisposable
{
    public TestFilm() => Directory.CreateDirectory(Folder);

    public string Folder { get; } = Directory.CreateTempSubdirectory("throughline-test-").FullName;

    public static PixelSize Size { get; } = new(64, 36);

    public string Picture(string name, int seed = 1, int width = 80, int height = 60)
    {
        var picture = new Picture(width, height);
        var random = new Random(seed);
        random.NextBytes(picture.Pixels);
        for (int i = 3; i < picture.Pixels.Length; i += 4)
        {
            picture.Pixels[i] = 255;
        }

        string path = Path.Combine(Folder, name);
        PictureFile.WritePng(picture, path);
        return path;
    }

    public Shot Shot(string id, int seed = 1) =>
        new() { Id = id, Image = Picture($"{id}-{seed}.png", seed), Seconds = 1 };

    public static Shot Chained(string id, string from) => new() { Id = id, From = from, Seconds = 1 };

    public Film Of(params Shot[] shots) => new()
    {
        File = Path.Combine(Folder, "film.yaml"),
        Title = "Test",
        Size = Size,
        Rate = new FrameRate(8, 1),
        Shots = shots,
    };

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
