using System.Globalization;
using System.Text;
using Throughline.Server.Guard;

namespace Throughline.Server.FilmsApi;

/// <summary>
/// Names of a film folder's files. film.yaml refers to files by name, so here, and only here, a client's names become
/// paths: below a fresh folder, and only when nothing in them can lead elsewhere or mean something to a program.
/// </summary>
internal static class FilmName
{
    /// <summary>How long a name with its folders may be, in UTF-8.</summary>
    public const int MostBytes = 240;

    /// <summary>How many folders deep a file may lie, the file itself counted.</summary>
    public const int Deepest = 8;

    private const int MostPartBytes = 120;

    /// <summary>Reads a name, with <c>/</c> between folders.</summary>
    /// <returns>Its parts; null for what is no part of a film: hidden files and what systems add to archives.</returns>
    /// <exception cref="BadRequestException">It is not a name that is accepted.</exception>
    public static string[]? Read(string name)
    {
        string[] parts = name.Split('/');
        if (name.Length > MostBytes || Encoding.UTF8.GetByteCount(name) > MostBytes || parts.Length > Deepest
            || !parts.All(IsFine))
        {
            throw new BadRequestException(
                $"A file is named '{Shown(name)}'. Names are relative, with '/' between folders, at most {Deepest} deep, and have no control characters, no '\\' or ':' and no '..'.");
        }

        return parts.Any(part => part[0] == '.') || parts[0] == "__MACOSX" ? null : parts;
    }

    /// <summary>A name, or its beginning, fit to be shown.</summary>
    public static string Shown(string name)
    {
        string start = name.Length <= 80 ? name : name[..80] + "...";
        return string.Concat(
            start.EnumerateRunes().Select(rune => Rune.IsControl(rune) || IsHidden(rune) ? "?" : rune.ToString()));
    }

    private static bool IsFine(string part) =>
        part.Length > 0
        && part is not ("." or "..")
        && Encoding.UTF8.GetByteCount(part) <= MostPartBytes
        && part[^1] is not (' ' or '.')
        && part.IndexOfAny(['\\', ':', '*', '?', '"', '<', '>', '|']) < 0
        && part.EnumerateRunes().All(rune => rune != Rune.ReplacementChar && !Rune.IsControl(rune) && !IsHidden(rune));

    // What turns writing round or cannot be seen; lone surrogates come out of EnumerateRunes as the replacement
    // character.
    private static bool IsHidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned;
}
