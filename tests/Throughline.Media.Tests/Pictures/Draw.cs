using SkiaSharp;
using Throughline.Media.Pictures;

namespace Throughline.Media.Tests.Pictures;

/// <summary>Pictures to test with, all made from formulas.</summary>
public static class Draw
{
    /// <summary>Every pixel from its place.</summary>
    public static Picture From(int width, int height, Func<int, int, (int R, int G, int B)> colour)
    {
        var picture = new Picture(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (r, g, b) = colour(x, y);
                var pixel = picture.Row(y).Slice(4 * x, 4);
                (pixel[0], pixel[1], pixel[2], pixel[3]) = ((byte)r, (byte)g, (byte)b, 255);
            }
        }

        return picture;
    }

    /// <summary>Bytes of chance.</summary>
    public static Picture Noise(int width, int height, int seed, bool opaque = true)
    {
        var picture = new Picture(width, height);
        new Random(seed).NextBytes(picture.Pixels);
        for (var i = 3; opaque && i < picture.Pixels.Length; i += 4)
        {
            picture.Pixels[i] = 255;
        }

        return picture;
    }

    /// <summary>
    /// Like a photograph: a spectrum that falls as one over the frequency (as natural pictures have), colours that vary
    /// less than brightness, a hard edge, grain.
    /// </summary>
    public static Picture Photograph(int width, int height, int seed)
    {
        var random = new Random(seed);
        var waves = Enumerable.Range(0, 48).Select(i =>
        {
            var frequency = 0.004 * Math.Pow(1.11, i);
            var angle = random.NextDouble() * Math.PI;
            return (X: frequency * Math.Cos(angle), Y: frequency * Math.Sin(angle), Phase: random.NextDouble() * 6.28,
                Size: 14 / Math.Sqrt(1 + (i / 2.0)), Warm: (random.NextDouble() - 0.5) * 0.5);
        }).ToArray();
        var grain = new Random(seed + 1);
        return From(width, height, (x, y) =>
        {
            var (light, warm) = (x > width / 3.0 && y > height * 0.6 ? 95.0 : 135.0, 0.0);
            foreach (var wave in waves)
            {
                var value = wave.Size * Math.Sin((wave.X * x) + (wave.Y * y) + wave.Phase);
                (light, warm) = (light + value, warm + (value * wave.Warm));
            }

            light += (grain.NextDouble() - 0.5) * 4;
            return (Byte(light + warm), Byte(light), Byte(light - warm - 12));
        });
    }

    /// <summary>The picture in a file format of SkiaSharp's.</summary>
    public static byte[] Encode(Picture picture, SKEncodedImageFormat format, int quality = 95)
    {
        using var bitmap = new SKBitmap(
            new SKImageInfo(picture.Width, picture.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        System.Runtime.InteropServices.Marshal.Copy(picture.Pixels, 0, bitmap.GetPixels(), picture.Pixels.Length);
        using var data = bitmap.Encode(format, quality);
        return data.ToArray();
    }

    public static (int R, int G, int B) At(Picture picture, int x, int y)
    {
        var pixel = picture.Row(y).Slice(4 * x, 4);
        return (pixel[0], pixel[1], pixel[2]);
    }

    public static void AssertNear((int R, int G, int B) expected, (int R, int G, int B) actual, int tolerance)
    {
        var distance = Math.Max(
            Math.Abs(expected.R - actual.R),
            Math.Max(Math.Abs(expected.G - actual.G), Math.Abs(expected.B - actual.B)));
        Assert.True(distance <= tolerance, $"expected {expected}, not {actual}");
    }

    private static int Byte(double value) => (int)Math.Clamp(Math.Round(value), 0, 255);
}
