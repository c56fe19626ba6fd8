namespace Throughline.Server.VideosApi;

/// <summary>Ids of characters as clients see them: <c>char_</c> and the character's id in hexadecimal.</summary>
internal static class CharacterId
{
    private const string Prefix = "char_";

    /// <summary>A character's id as clients see it.</summary>
    public static string Write(Guid id) => Prefix + id.ToString("N");

    /// <summary>The character's id; false when this is no id of a character.</summary>
    public static bool TryRead(string? text, out Guid id)
    {
        id = default;
        return text?.StartsWith(Prefix, StringComparison.Ordinal) == true
            && Guid.TryParseExact(text[Prefix.Length..], "N", out id);
    }
}
