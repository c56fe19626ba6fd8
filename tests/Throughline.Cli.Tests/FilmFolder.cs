using System.Diagnostics;
using Throughline.Media.Pictures;

namespace Throughline.Cli.Tests;

/// <summary>A folder with a small film: three shots of generated pictures, one chained, one dissolve.</summary>
internal sealed class FilmFolder : IDisposable
{
    public const string Film = """
        throughline: 1
        title: Small
        ratio: 128:72
        fps: 12
        shots:
          - id: one
            image: one.png
            seconds: 1
            camera: push_in 0.3
          - id: two
            from: one
            seconds: 1
            camera: push_in 0.3
          - id: three
            image: three.png
            seconds: 1
            camera: pan_right 5
            transition: dissolve 0.5

        """;

    public FilmFolder(string film = Film)
    {
        Write("film.yaml", film);
        Draw("one.png", 1);
        Draw("three.png", 3);
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("throughline-cli-").FullName;

    public string Takes => this[".throughline/takes"];

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Write(string name, string text) => File.WriteAllText(this[name], text);

    /// <summary>A smooth picture with blocks in it: something to move through, and quick to encode.</summary>
    public string Draw(string name, int seed, int width = 160, int height = 120)
    {
        var random = new Random(seed);
        var picture = new Picture(width, height);
        var blocks = Enumerable.Range(0, 12)
            .Select(_ => (X: random.Next(width), Y: random.Next(height), Colour: random.Next(200))).ToArray();
        for (int y = 0; y < height; y++)
        {
            Span<byte> row = picture.Row(y);
            for (int x = 0; x < width; x++)
            {
                int block = Array.FindIndex(blocks, block => Math.Abs(block.X - x) < 10 && Math.Abs(block.Y - y) < 10);
                row[4 * x] = (byte)(block >= 0 ? blocks[block].Colour : 255 * y / height);
                row[(4 * x) + 1] = (byte)(block >= 0 ? 200 - blocks[block].Colour : 200 * x / width);
                row[(4 * x) + 2] = (byte)(block >= 0 ? 120 : 180 - (120 * y / height));
                row[(4 * x) + 3] = 255;
            }
        }

        PictureFile.WritePng(picture, this[name]);
        return this[name];
    }

    /// <summary>Every finished take's key, with the moment and the file that make it this very take.</summary>
    public Dictionary<string, (DateTime Written, string Text)> TakeMarks() => !Directory.Exists(Takes)
        ? []
        : Directory.GetDirectories(Takes).ToDictionary(
            folder => System.IO.Path.GetFileName(folder),
            folder =>
            {
                string file = System.IO.Path.Combine(folder, "take.json");
                return (File.GetLastWriteTimeUtc(file), File.ReadAllText(file));
            });

    /// <summary>Nothing half done lies about: no drafts, no parts, every take whole.</summary>
    public void AssertTidy(string output = "out")
    {
        Assert.Empty(Directory.GetFileSystemEntries(this[".throughline/drafts"]));
        Assert.Empty(Directory.GetFiles(Path, "*.part*", SearchOption.AllDirectories));
        foreach (string take in Directory.GetDirectories(Takes))
        {
            Assert.Equal(
                ["camera.bin", "clip.mp4", "first.png", "last.png", "review.png", "state.bin", "take.json"],
                Directory.GetFiles(take).Select(System.IO.Path.GetFileName).Order());
        }

        Assert.Equal(
            ["contact-sheet.png", "film.edl", "film.mp4", "film.otio", "report.json"],
            Directory.GetFileSystemEntries(this[output]).Select(System.IO.Path.GetFileName).Order());
    }

    /// <summary>A hash of every decoded frame of a clip, in order.</summary>
    public static string[] FrameHashes(string clip)
    {
        var start = new ProcessStartInfo("ffmpeg", ["-v", "error", "-xerror", "-i", clip, "-f", "framemd5", "-"])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return [
            .. text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(
                line => line.Split(',')[^1].Trim())
        ];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
