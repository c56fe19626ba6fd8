using Throughline.Media.Pictures;

namespace Throughline.Stage.Tests.Between;

/// <summary>Views of invented places that can be looked at from anywhere, exactly.</summary>
internal static class Views
{
    /// <summary>A picture of <paramref name="colour"/>, asked at whole pixels.</summary>
    public static Picture Of(int width, int height, Func<double, double, (double R, double G, double B)> colour)
    {
        var picture = new Picture(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (r, g, b) = colour(x, y);
                var at = ((y * width) + x) * 4;
                picture.Pixels[at] = Byte(r);
                picture.Pixels[at + 1] = Byte(g);
                picture.Pixels[at + 2] = Byte(b);
                picture.Pixels[at + 3] = 255;
            }
        }

        return picture;

        static byte Byte(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
    }

    /// <summary>The colour of a rough wall at a point in pixels: smooth noise of three sizes.</summary>
    public static (double R, double G, double B) Wall(double x, double y, int seed)
    {
        var large = Noise(x / 41, y / 41, seed);
        var middle = Noise(x / 13, y / 13, seed + 1);
        var small = Noise(x / 5, y / 5, seed + 2);
        var light = 40 + (70 * large) + (70 * middle) + (45 * small);
        return (light, light * (0.7 + (0.3 * Noise(x / 60, y / 60, seed + 3))), light * (0.5 + (0.4 * large)));
    }

    /// <summary>A colour half way to white.</summary>
    public static (double R, double G, double B) Lighter(this (double R, double G, double B) colour) =>
        (127 + (colour.R / 2), 127 + (colour.G / 2), 127 + (colour.B / 2));

    private static double Noise(double x, double y, int seed)
    {
        double left = Math.Floor(x), top = Math.Floor(y), u = x - left, v = y - top;
        (u, v) = (u * u * (3 - (2 * u)), v * v * (3 - (2 * v)));
        var above = Hash((int)left, (int)top, seed)
            + (u * (Hash((int)left + 1, (int)top, seed) - Hash((int)left, (int)top, seed)));
        var below = Hash((int)left, (int)top + 1, seed)
            + (u * (Hash((int)left + 1, (int)top + 1, seed) - Hash((int)left, (int)top + 1, seed)));
        return above + (v * (below - above));
    }

    private static double Hash(int x, int y, int seed)
    {
        var h = unchecked((uint)((x * 374761393) + (y * 668265263) + (seed * 1274126177)));
        h = unchecked((h ^ (h >> 13)) * 1103515245u);
        return ((h ^ (h >> 16)) & 0xFFFF) / 65535.0;
    }
}
