using Throughline.Media.Pictures;

namespace Throughline.Stage.Tests.Depth;

/// <summary>Small pictures of known depth, drawn pixel by pixel.</summary>
internal static class Sketch
{
    public static Picture Draw(int width, int height, Func<int, int, (double R, double G, double B)> colour)
    {
        var picture = new Picture(width, height);
        for (var i = 0; i < width * height; i++)
        {
            var (r, g, b) = colour(i % width, i / width);
            picture.Pixels[4 * i] = Byte(r);
            picture.Pixels[(4 * i) + 1] = Byte(g);
            picture.Pixels[(4 * i) + 2] = Byte(b);
            picture.Pixels[(4 * i) + 3] = 255;
        }

        return picture;

        static byte Byte(double v) => (byte)Math.Clamp((int)Math.Round(v), 0, 255);
    }

    /// <summary>The same value for the same place, evenly spread over -1 to 1.</summary>
    public static double Grain(int x, int y, uint seed = 1)
    {
        var h = ((uint)x * 0x9E3779B1u) ^ ((uint)y * 0x85EBCA77u) ^ (seed * 0xC2B2AE3Du);
        h = (h ^ (h >> 15)) * 0x2C1B3C6Du;
        h = (h ^ (h >> 12)) * 0x297A2D39u;
        return ((h ^ (h >> 15)) / (double)uint.MaxValue * 2) - 1;
    }

    /// <summary>
    /// Grain whose cells are <paramref name="size"/> pixels wide, blended between: blurred when large.
    /// </summary>
    public static double Soft(double x, double y, double size, uint seed = 1)
    {
        double u = x / size, v = y / size;
        int a = (int)Math.Floor(u), b = (int)Math.Floor(v);
        double s = Ease(u - a), t = Ease(v - b);
        var above = Grain(a, b, seed) + (s * (Grain(a + 1, b, seed) - Grain(a, b, seed)));
        var below = Grain(a, b + 1, seed) + (s * (Grain(a + 1, b + 1, seed) - Grain(a, b + 1, seed)));
        return above + (t * (below - above));

        static double Ease(double f) => f * f * (3 - (2 * f));
    }

    /// <summary>
    /// A sky over a meadow with the horizon at <paramref name="horizon"/>, and a red post standing on it.
    /// </summary>
    public static Picture Meadow(int width, int height, int horizon, (int Left, int Top, int Right, int Foot) post) =>
        Draw(width, height, (x, y) =>
        {
            if (x >= post.Left && x < post.Right && y >= post.Top && y < post.Foot)
            {
                return (190 + (10 * Grain(x / 2, y / 2, 3)), 40, 30);
            }

            if (y < horizon)
            {
                var high = 1 - ((double)y / horizon);
                return (170 - (90 * high), 200 - (60 * high), 240);
            }

            // Tufts on a plane: their size on the picture grows with the rows below the horizon.
            var near = (y - horizon + 3) / (double)(height - horizon);
            var tuft = Soft((x - (width / 2.0)) / near, 400 / near, 24) * 22;
            return (80 + tuft, 125 + tuft, 45 + (tuft / 2));
        });

    /// <summary>A sharply drawn disc before a background far out of focus.</summary>
    public static Picture Portrait(int width, int height, double radius) =>
        Draw(width, height, (x, y) =>
        {
            double dx = x + 0.5 - (width / 2.0), dy = y + 0.5 - (height / 2.0);
            if ((dx * dx) + (dy * dy) < radius * radius)
            {
                var fleck = 40 * Grain(x / 4, y / 4, 5);
                return (200 + fleck, 120 + fleck, 60 + fleck);
            }

            var blur = 30 * Soft(x, y, height / 5.0, 9);
            return (105 + blur, 115 + blur, 70 + (25 * Soft(x, y, height / 4.0, 11)));
        });
}
