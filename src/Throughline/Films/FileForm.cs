using Throughline.Yaml;
using System.Text.Json.Nodes;
using Throughline.Problems;

namespace Throughline.Films;

/// <summary>
/// An existing file, read as an absolute path: inside the film's folder, links followed, unless that is waived.
/// </summary>
internal sealed class FileForm : FilmForm<string>
{
    private const int LongestPath = 1000;
    private const int MostNeighbours = 500;

    public override bool TryRead(YamlNode node, string key, FilmContext context, out string value)
    {
        value = "";
        if (!TryText(node, key, "the name of a file", context, out var text))
        {
            return false;
        }

        // The path is kept even when something is wrong with the file: the shot has a picture, only not a good one.
        if (text.Text.Length is 0 or > LongestPath || text.Text.Any(char.IsControl))
        {
            context.Problems.Error(text.Place, $"'{key}' is the name of a file, not {Quoted.Of(text.Text)}");
            return false;
        }

        value = Path.GetFullPath(text.Text, context.Folder);
        Check(value, text, context);
        return true;
    }

    public override JsonObject Schema() =>
        new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = LongestPath };

    private static void Check(string path, YamlScalar text, FilmContext context)
    {
        if (!context.AllowOutside && !IsInside(path, context.Folder))
        {
            context.Problems.Error(
                text.Place,
                $"{Quoted.Of(text.Text)} is outside the film's folder",
                "Copy it into the folder, or allow it with --allow-outside.");
        }
        else if (RealPath.Of(path) is null)
        {
            context.Problems.Error(text.Place, $"{Quoted.Of(text.Text)} is a link that leads in a circle");
        }
        else if (Directory.Exists(path))
        {
            context.Problems.Error(text.Place, $"{Quoted.Of(text.Text)} is a folder, not a file");
        }
        else if (!File.Exists(path))
        {
            var fix = text.Text.Contains(
                "://", StringComparison.Ordinal) ? "Files are read from disk: download it into the film's folder."
                : context.Problems.HasRoom ? Neighbour(path, context.Folder) : null;
            context.Problems.Error(text.Place, $"there is no file {Quoted.Of(text.Text)}", fix);
        }
        else if (new FileInfo(path).Length == 0)
        {
            context.Problems.Error(text.Place, $"{Quoted.Of(text.Text)} is empty");
        }
    }

    // Both as written and after following links: neither '..' nor a link may lead out.
    private static bool IsInside(string path, string folder) =>
        IsBelow(path, folder) && (RealPath.Of(path) is not { } real || RealPath.Of(folder) is not { } realFolder
            || IsBelow(real, realFolder));

    private static bool IsBelow(string path, string folder) =>
        path.StartsWith(
            Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string? Neighbour(string path, string folder)
    {
        var place = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(place))
        {
            return null;
        }

        try
        {
            var names = Directory.EnumerateFiles(place)
                .Take(MostNeighbours).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);
            return NearestName.Of(Path.GetFileName(path), names) is { } near
                ? $"Did you mean {Quoted.Of(Path.GetRelativePath(folder, Path.Combine(place, near)))}?"
                : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
