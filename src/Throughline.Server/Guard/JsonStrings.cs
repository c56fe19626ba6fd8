using System.Text.Json;

namespace Throughline.Server.Guard;

/// <summary>Strings of clients' JSON.</summary>
internal static class JsonStrings
{
    /// <summary>
    /// The text of a JSON string; null when it holds half a character (a lone surrogate), which no text may.
    /// </summary>
    public static string? Read(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
