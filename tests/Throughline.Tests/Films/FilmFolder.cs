using System.Text;
using Throughline.Engines;
using Throughline.Films;
using Throughline.Problems;
using Throughline.Routing;

namespace Throughline.Tests.Films;

/// <summary>
/// A film's folder with what films in tests refer to: dawn.jpg and dusk.jpg (not decoded by the reader), an empty
/// picture, a folder, and links that lead out, in and in a circle.
/// </summary>
public sealed class FilmFolder : IDisposable
{
    public static readonly EngineCard Stage =
        new() { Name = "stage", Version = "1", Description = "", ImageToVideo = true };

    private readonly string _root = Directory.CreateTempSubdirectory("throughline-films-").FullName;

    public FilmFolder()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "folder"));
        Directory.CreateDirectory(Path.Combine(_root, "outside"));
        File.WriteAllText(Path.Combine(_root, "secret.jpg"), "x");
        File.WriteAllText(Path.Combine(_root, "outside", "secret.jpg"), "x");
        File.WriteAllText(Path.Combine(Folder, "dawn.jpg"), "x");
        File.WriteAllText(Path.Combine(Folder, "dusk.jpg"), "x");
        File.WriteAllText(Path.Combine(Folder, "empty.jpg"), "");
        File.CreateSymbolicLink(Path.Combine(Folder, "way-out.jpg"), "../outside/secret.jpg");
        File.CreateSymbolicLink(Path.Combine(Folder, "way-in.jpg"), "folder/../dawn.jpg");
        File.CreateSymbolicLink(Path.Combine(Folder, "round.jpg"), "round.jpg");
        Directory.CreateSymbolicLink(Path.Combine(Folder, "out"), "../outside");
    }

    public string Folder => Path.Combine(_root, "film");

    public string FilmPath => Path.Combine(Folder, "film.yaml");

    public FilmReading Read(string yaml, bool allowOutside = false) => Read(Encoding.UTF8.GetBytes(yaml), allowOutside);

    public FilmReading Read(ReadOnlySpan<byte> bytes, bool allowOutside = false) =>
        FilmReader.Parse(bytes, FilmPath, allowOutside);

    /// <summary>The film, which must be without problems.</summary>
    public Film Good(string yaml)
    {
        var reading = Read(yaml);
        Assert.Empty(reading.Problems);
        return reading.Film!;
    }

    /// <summary>One shot of five seconds from dawn.jpg with further keys, which must be without problems.</summary>
    public Shot GoodShot(params string[] keys) =>
        Good(
            "throughline: 1\nshots:\n  - id: a\n    image: dawn.jpg\n    seconds: 5\n    "
                + string.Join("\n    ", keys)).Shots[0];

    /// <summary>What <c>check</c> says: the problems of reading and of planning, without the folder.</summary>
    public IEnumerable<string> Check(string yaml)
    {
        var reading = Read(yaml);
        var planning = reading.Draft is null ? [] : Planner.Plan(reading.Draft, [Stage]).Problems;
        return reading.Problems.Concat(planning).OrderBy(problem => problem.Place).Select(Line);
    }

    public string Line(Problem problem) => problem.ToString().Replace(Folder + "/", "", StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
