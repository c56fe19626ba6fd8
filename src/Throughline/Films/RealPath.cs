namespace Throughline.Films;

/// <summary>Paths with every symbolic link on the way followed.</summary>
internal static class RealPath
{
    private const int MostLinks = 40;

    /// <summary>
    /// The real path of an absolute path, whether or not its end exists; null when the links run in a circle.
    /// </summary>
    public static string? Of(string path)
    {
        var links = 0;
        return Follow(Path.GetFullPath(path), ref links);
    }

    private static string? Follow(string path, ref int links)
    {
        var root = Path.GetPathRoot(path)!;
        var real = root;
        foreach (var part in path[root.Length..]
            .Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Combine(real, part);
            if (new FileInfo(real).LinkTarget is not { } target)
            {
                continue;
            }

            if (++links > MostLinks
                || Follow(Path.GetFullPath(target, Path.GetDirectoryName(real)!), ref links) is not { } followed)
            {
                return null;
            }

            real = followed;
        }

        return real;
    }
}
