using Throughline.Media.Pictures;

namespace Throughline.Stage.Tests.Stills;

/// <summary>Generated pictures with known depth.</summary>
internal static class Scenery
{
    /// <summary>Soft cloud-like texture of several scales, every pixel different: something to track.</summary>
    public static Picture Texture(int width, int height, int seed)
    {
        var picture = new Picture(width, height);
        var random = new Random(seed);
        var waves = Enumerable.Range(0, 40).Select(_ => (
            X: (random.NextDouble() - 0.5) * 0.5, Y: (random.NextDouble() - 0.5) * 0.5,
            Phase: random.NextDouble() * 6.28, Channel: random.Next(3))).ToArray();
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                Span<double> sum = [128, 128, 128];
                foreach (var wave in waves)
                {
                    sum[wave.Channel] += 14 * Math.Sin((wave.X * x) + (wave.Y * y) + wave.Phase);
                }

                var at = ((y * width) + x) * 4;
                for (var c = 0; c < 3; c++)
                {
                    picture.Pixels[at + c] = (byte)Math.Clamp(sum[c], 0, 255);
                }

                picture.Pixels[at + 3] = 255;
            }
        }

        return picture;
    }

    /// <summary>A far texture with a near square of another texture in the middle third.</summary>
    public static (Picture Picture, DepthPicture Depth) SquareBeforeWall(int width, int height)
    {
        Picture wall = Texture(width, height, 1), square = Texture(width, height, 2);
        var nearness = new float[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var i = (y * width) + x;
                var isSquare = IsSquare(x, y, width, height);
                nearness[i] = isSquare ? 0.9f : 0.1f;
                if (isSquare)
                {
                    // Redder than the wall, so that a trace of it is found.
                    square.Pixels.AsSpan(i * 4, 4).CopyTo(wall.Pixels.AsSpan(i * 4));
                    wall.Pixels[i * 4] = (byte)Math.Min(255, wall.Pixels[i * 4] + 90);
                    wall.Pixels[(i * 4) + 1] = (byte)(wall.Pixels[(i * 4) + 1] / 3);
                }
            }
        }

        return (wall, new DepthPicture(width, height, nearness));
    }

    /// <summary>Whether a pixel belongs to the square.</summary>
    public static bool IsSquare(int x, int y, int width, int height) =>
        x >= width / 3 && x < width * 2 / 3 && y >= height / 3 && y < height * 2 / 3;
}
