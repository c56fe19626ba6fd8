using Throughline.Yaml;
using Throughline.Problems;

namespace Throughline.Films;

/// <summary>
/// Reads film.yaml, version 1. Every problem of the file is reported at once, with its place and its fix.
/// </summary>
public static class FilmReader
{
    /// <summary>The name of a film's file in its folder.</summary>
    public const string FileName = "film.yaml";

    /// <summary>How large a film file may be, in bytes.</summary>
    public const int LargestFile = 1 << 20;

    /// <summary>Reads a film.</summary>
    /// <param name="path">The film file, or the folder that holds film.yaml.</param>
    /// <param name="allowOutside">Whether the film may refer to files outside its folder.</param>
    /// <returns>The film, or what is wrong. A file that cannot be opened is a problem too, not an exception.</returns>
    public static FilmReading Read(string path, bool allowOutside = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (Directory.Exists(path))
        {
            path = path is "." ? FileName : Path.Combine(path, FileName);
        }

        try
        {
            return Parse(Load(path), path, allowOutside);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            var problems = new ProblemList(path);
            problems.Error(
                TextPlace.WholeFile,
                failure switch
                {
                    FileNotFoundException or DirectoryNotFoundException => "there is no such file",
                    UnauthorizedAccessException => "the file may not be read",
                    _ => $"the file cannot be read ({failure.Message.TrimEnd('.')})",
                });
            return new FilmReading { Source = path, Problems = problems.ToList() };
        }
    }

    /// <summary>Reads the bytes of a film file.</summary>
    /// <param name="bytes">The file's content.</param>
    /// <param name="path">The file's path as messages show it; files are looked for from its folder.</param>
    /// <param name="allowOutside">Whether the film may refer to files outside its folder.</param>
    public static FilmReading Parse(ReadOnlySpan<byte> bytes, string path, bool allowOutside = false)
    {
        var problems = new ProblemList(path);
        var full = Path.GetFullPath(path);
        var context =
            new FilmContext { Problems = problems, Folder = Path.GetDirectoryName(full)!, AllowOutside = allowOutside };
        var draft = FilmText.Read(bytes, LargestFile, problems) is { } text
            && YamlText.Read(text, "a film", problems) is { } root
            ? Film(root, full, context)
            : null;
        return new FilmReading
        {
            Source = path,
            Film = problems.HasErrors ? null : draft,
            Draft = draft,
            Problems = problems.ToList(),
        };
    }

    private static Film? Film(YamlNode root, string file, FilmContext context)
    {
        if (root is not YamlMapping mapping)
        {
            var fix = "Begin with 'throughline: 1', then 'title:' and 'shots:'.";
            context.Problems.Error(
                root.Place,
                root is YamlScalar { IsEmpty: true } ? "the film is empty" : $"a film is a mapping, not {root.Kind}",
                fix);
            return null;
        }

        if (IsNewer(mapping, context.Problems))
        {
            return null;
        }

        var draft = new FilmFileDraft();
        FilmKeys.Film.Read(mapping, draft, "the film", context);
        FilmChecks.Run(draft, context.Problems);
        return draft.Shots.Count == 0 ? null : ToFilm(draft, file, context.Problems);
    }

    // A later version may mean anything by its keys: nothing else is worth saying about it.
    private static bool IsNewer(YamlMapping mapping, ProblemList problems)
    {
        if (mapping.Find("throughline") is not YamlScalar scalar || !PlainNumber.TryRead(scalar.Text, out var version)
            || version <= FilmKeys.Version)
        {
            return false;
        }

        problems.Clear();
        problems.Error(
            scalar.Place,
            $"made for a newer Throughline (version {PlainNumber.Write(version)}); this one reads version {FilmKeys.Version}",
            "Update Throughline.");
        return true;
    }

    private static Film ToFilm(FilmFileDraft draft, string file, ProblemList problems)
    {
        var places = new FilmPlaces();
        var shots = new List<Shot>();
        foreach (var shot in draft.Shots)
        {
            problems.Subject = shot.Subject;
            shots.Add(shot.ToShot(shots.Count + 1, problems));
            var id = shots[^1].Id;
            places.Add(id, "", shot.Place);
            foreach (var (key, place) in shot.Places)
            {
                places.Add(id, key, place);
            }
        }

        foreach (var (key, place) in draft.Places)
        {
            places.Add("", key, place);
        }

        FilmTransitions.Check(draft, shots, problems);
        problems.Subject = null;
        return new Film
        {
            File = file,
            Title = draft.Title ?? Path.GetFileName(Path.GetDirectoryName(file)) ?? "",
            Size = draft.Size,
            Rate = draft.Rate,
            Look = draft.Look,
            Cast = [.. draft.Cast.Select(member => member.ToMember())],
            Shots = shots,
            Places = places,
        };
    }

    private static byte[] Load(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        var bytes = new byte[LargestFile + 1];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes[..length];
    }
}
