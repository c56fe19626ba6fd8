using Throughline.Media.Pictures;
using Throughline.Stage.Stills;

namespace Throughline.Stage.Tests.Stills;

/// <summary>Pictures and holes that the tests of completion are made of.</summary>
internal static class FillScene
{
    public static Picture Paint(int width, int height, Func<int, int, (double R, double G, double B)> colour)
    {
        var picture = new Picture(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (r, g, b) = colour(x, y);
                var pixel = picture.Row(y).Slice(x * 4, 4);
                pixel[0] = (byte)Math.Clamp(Math.Round(r), 0, 255);
                pixel[1] = (byte)Math.Clamp(Math.Round(g), 0, 255);
                pixel[2] = (byte)Math.Clamp(Math.Round(b), 0, 255);
                pixel[3] = 255;
            }
        }

        return picture;
    }

    public static byte[] Mask(int width, int height, Func<int, int, bool> isHole)
    {
        var mask = new byte[width * height];
        for (var i = 0; i < mask.Length; i++)
        {
            mask[i] = isHole(i % width, i / width) ? (byte)0 : (byte)255;
        }

        return mask;
    }

    /// <summary>The picture with its holes painted magenta, so that what is left over shows.</summary>
    public static Picture Pierced(Picture picture, byte[] mask)
    {
        var pierced = picture.Copy();
        for (var i = 0; i < mask.Length; i++)
        {
            if (mask[i] == 0)
            {
                (pierced.Pixels[i * 4], pierced.Pixels[(i * 4) + 1]) = (255, 0);
                (pierced.Pixels[(i * 4) + 2], pierced.Pixels[(i * 4) + 3]) = (255, 0);
            }
        }

        return pierced;
    }

    public static Picture Complete(Picture truth, byte[] mask, FillOptions? options = null) =>
        Stage.Stills.Fill.Complete(
            Pierced(truth, mask), mask, options ?? new FillOptions(), TestContext.Current.CancellationToken);

    /// <summary>Mean absolute difference per channel inside the holes.</summary>
    public static double MeanError(Picture truth, Picture filled, byte[] mask) =>
        Errors(truth, filled, mask).Average();

    public static double LargestError(Picture truth, Picture filled, byte[] mask) =>
        Errors(truth, filled, mask).Max();

    public static Picture Rough(int width, int height, int seed)
    {
        var random = new Random(seed);
        var noise = new double[width * height];
        for (var i = 0; i < noise.Length; i++)
        {
            noise[i] = random.NextDouble();
        }

        return Paint(width, height, (x, y) =>
        {
            var n = noise[(y * width) + x] * 60;
            return (90 + n + (40 * Math.Sin(x * 0.11)), 110 + n, 70 + n + (30 * Math.Cos(y * 0.07)));
        });
    }

    private static IEnumerable<double> Errors(Picture truth, Picture filled, byte[] mask)
    {
        for (var i = 0; i < mask.Length; i++)
        {
            for (var c = 0; mask[i] == 0 && c < 3; c++)
            {
                yield return Math.Abs(truth.Pixels[(i * 4) + c] - filled.Pixels[(i * 4) + c]);
            }
        }
    }
}
