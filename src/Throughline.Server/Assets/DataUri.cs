using System.Buffers.Text;

namespace Throughline.Server.Assets;

/// <summary>Reads base64 data URIs: <c>data:image/png;base64,...</c>.</summary>
internal static class DataUri
{
    /// <summary>How every data URI begins.</summary>
    public const string Scheme = "data:";

    /// <summary>Reads one.</summary>
    /// <param name="text">The URI.</param>
    /// <param name="mediaType">Such as <c>image/png</c>, lower case.</param>
    /// <param name="bytes">What it holds.</param>
    /// <returns>False when it is not a base64 data URI.</returns>
    public static bool TryRead(string text, out string mediaType, out byte[] bytes)
    {
        (mediaType, bytes) = ("", []);
        int comma = text.IndexOf(',', StringComparison.Ordinal);
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || comma is < 0 or > 256)
        {
            return false;
        }

        string[] head = text[Scheme.Length..comma].Split(';');
        if (head.Length < 2 || !head[^1].Trim().Equals("base64", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        ReadOnlySpan<char> encoded = text.AsSpan(comma + 1);
        if (!Base64.IsValid(encoded, out int length))
        {
            return false;
        }

        bytes = new byte[length];
        mediaType = head[0].Trim().ToLowerInvariant();
        return Convert.TryFromBase64Chars(encoded, bytes, out int written) && written == length;
    }
}
