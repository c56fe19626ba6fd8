using System.Globalization;
using Throughline.Media.Pictures;

namespace Throughline.Server.Tasks;

/// <summary>Sizes as the APIs write them.</summary>
internal static class PictureSizes
{
    /// <summary>Largest side that is made.</summary>
    public const int MostSide = 11_264;

    /// <summary>Most pixels that are made.</summary>
    public const long MostPixels = 20_000_000;

    /// <summary>Reads <c>1280x720</c> or <c>1280:720</c>.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static PixelSize Read(string text) =>
        TryRead(text, out PixelSize size) ? size : throw new FormatException($"'{text}' is not a size.");

    /// <summary>Reads <c>1280x720</c> or <c>1280:720</c>: even sides of 64 or more that are not too large.</summary>
    public static bool TryRead(string text, out PixelSize size)
    {
        size = default;
        string[] parts = text.Split('x', ':');
        if (parts.Length != 2 || !Side(parts[0], out int width) || !Side(parts[1], out int height)
            || (long)width * height > MostPixels)
        {
            return false;
        }

        size = new PixelSize(width, height);
        return true;
    }

    private static bool Side(string text, out int side) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out side)
            && side is >= 64 and <= MostSide && side % 2 == 0;
}
