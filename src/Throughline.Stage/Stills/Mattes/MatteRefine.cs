using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>
/// Makes a rough matte into one whose edges are the picture's, down to single hairs: what is surely in or out stays,
/// and the band between is explained by the picture's colours, from coarse windows to fine ones.
/// </summary>
internal static class MatteRefine
{
    private const int WorkSide = 640;

    // Half a band's width, as a share of the longer side: how far off a rough edge may be.
    private const float Doubt = 0.012f;
    private const int Rounds = 3;

    /// <summary>The matte at the picture's size.</summary>
    /// <param name="picture">What the matte is of.</param>
    /// <param name="rough">The rough matte of the whole picture, of whatever size.</param>
    /// <param name="threads">Threads to use; the matte is the same whatever their number.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static MattePicture To(Picture picture, MattePicture rough, int threads, CancellationToken cancellationToken)
    {
        var scale = MathF.Max(1, Math.Max(picture.Width, picture.Height) / (float)WorkSide);
        int width = Math.Max(8, (int)MathF.Round(picture.Width / scale)),
            height = Math.Max(8, (int)MathF.Round(picture.Height / scale));
        var colours = Colours(picture, width, height, threads, cancellationToken);
        var given = Resized(rough.Coverage, rough.Width, rough.Height, width, height);
        int doubt = Math.Max(2, (int)MathF.Round(Doubt * Math.Max(width, height)));
        var (least, most) = Sure(given, width, height, doubt, threads);

        // Coarse windows move the edge to the picture's; fine ones draw what is thin.
        var alpha = Held(new GuidedFilter(colours, width, height, doubt, 1e-4f, threads).Apply(given), least, most);
        var fine = new GuidedFilter(colours, width, height, Math.Max(2, doubt / 2), 1e-5f, threads);
        for (var round = 0; round < Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            alpha = Held(Decided(fine.Apply(alpha)), least, most);
        }

        return Full(picture, fine.Explain(alpha), least, most, width, height, threads, cancellationToken);
    }

    // The least and the most that each pixel may be: the same where the rough matte is sure within `doubt` pixels
    // around.
    private static (float[] Least, float[] Most) Sure(float[] given, int width, int height, int doubt, int threads)
    {
        var low = Neighbours.Extreme<float, Neighbours.Least<float>>(given, width, height, doubt, threads);
        var high = Neighbours.Extreme<float, Neighbours.Most<float>>(given, width, height, doubt, threads);
        float[] least = new float[given.Length], most = new float[given.Length];
        for (var i = 0; i < given.Length; i++)
        {
            least[i] = low[i] > 0.6f ? 1 : 0;
            most[i] = high[i] < 0.4f ? 0 : 1;
        }

        return (least, most);
    }

    // Away from one half: windows mix what is in them, and each round would be softer than the one before.
    private static float[] Decided(float[] alpha) => Array.ConvertAll(alpha, Decide);

    private static float Decide(float a) => Math.Clamp((a - 0.5f) * 1.15f + 0.5f, 0, 1);

    private static float[] Held(float[] alpha, float[] least, float[] most)
    {
        for (var i = 0; i < alpha.Length; i++)
        {
            alpha[i] = Math.Clamp(alpha[i], least[i], most[i]);
        }

        return alpha;
    }

    // What explains the reduced colours explains the full ones, hair by hair.
    private static MattePicture Full(
        Picture picture, float[][] lines, float[] least, float[] most, int width, int height, int threads,
        CancellationToken cancellationToken)
    {
        var coverage = new float[picture.Width * picture.Height];
        Rows.For(picture.Height, threads, y =>
        {
            var v = Math.Clamp((((y + 0.5f) * height) / picture.Height) - 0.5f, 0, height - 1);
            int top = Math.Min((int)v, height - 2);
            var down = v - top;
            for (var x = 0; x < picture.Width; x++)
            {
                var u = Math.Clamp((((x + 0.5f) * width) / picture.Width) - 0.5f, 0, width - 1);
                int left = Math.Min((int)u, width - 2), at = (top * width) + left;
                var across = u - left;
                float low = Between(least), high = Between(most);
                if (low >= 1 || high <= 0)
                {
                    coverage[(y * picture.Width) + x] = low >= 1 ? 1 : 0;
                    continue;
                }

                var p = ((y * picture.Width) + x) * 4;
                var alpha = ((Between(lines[0]) * picture.Pixels[p]) + (Between(lines[1]) * picture.Pixels[p + 1])
                    + (Between(lines[2]) * picture.Pixels[p + 2])) / 255f;
                alpha = Decide(Decide(alpha + Between(lines[3])));
                coverage[(y * picture.Width) + x] = Math.Clamp(alpha, low, high);

                float Between(float[] plane)
                {
                    var above = plane[at] + (across * (plane[at + 1] - plane[at]));
                    var below = plane[at + width] + (across * (plane[at + width + 1] - plane[at + width]));
                    return above + (down * (below - above));
                }
            }
        }, cancellationToken);
        return new MattePicture(picture.Width, picture.Height, coverage);
    }

    /// <summary>The picture's R, G and B reduced to means of whole pixels, 0 to 1.</summary>
    private static float[][] Colours(
        Picture picture, int width, int height, int threads, CancellationToken cancellationToken)
    {
        float[][] colours = [new float[width * height], new float[width * height], new float[width * height]];
        Rows.For(height, threads, y =>
        {
            int top = (int)((long)y * picture.Height / height),
                bottom = Math.Max(top + 1, (int)((long)(y + 1) * picture.Height / height));
            for (var x = 0; x < width; x++)
            {
                int left = (int)((long)x * picture.Width / width),
                    right = Math.Max(left + 1, (int)((long)(x + 1) * picture.Width / width));
                int r = 0, g = 0, b = 0;
                for (var v = top; v < bottom; v++)
                {
                    for (var p = ((v * picture.Width) + left) * 4; p < ((v * picture.Width) + right) * 4; p += 4)
                    {
                        r += picture.Pixels[p];
                        g += picture.Pixels[p + 1];
                        b += picture.Pixels[p + 2];
                    }
                }

                var scale = 1f / (255 * (right - left) * (bottom - top));
                (colours[0][(y * width) + x], colours[1][(y * width) + x],
                    colours[2][(y * width) + x]) = (r * scale, g * scale, b * scale);
            }
        }, cancellationToken);
        return colours;
    }

    /// <summary>A plane at another size, bilinear where it gets larger and by means where it gets smaller.</summary>
    internal static float[] Resized(float[] plane, int fromWidth, int fromHeight, int width, int height)
    {
        var blur = MathF.Max(fromWidth / (float)width, fromHeight / (float)height);
        var source = blur > 1.5f ? Planes.Gauss(plane, fromWidth, fromHeight, 0.45f * blur) : plane;
        var result = new float[width * height];
        for (var y = 0; y < height; y++)
        {
            var v = Math.Clamp((((y + 0.5f) * fromHeight) / height) - 0.5f, 0, fromHeight - 1);
            int top = (int)v, bottom = Math.Min(top + 1, fromHeight - 1);
            for (var x = 0; x < width; x++)
            {
                var u = Math.Clamp((((x + 0.5f) * fromWidth) / width) - 0.5f, 0, fromWidth - 1);
                int left = (int)u, right = Math.Min(left + 1, fromWidth - 1);
                float fu = u - left, fv = v - top;
                var above = source[(top * fromWidth) + left]
                    + (fu * (source[(top * fromWidth) + right] - source[(top * fromWidth) + left]));
                var below = source[(bottom * fromWidth) + left]
                    + (fu * (source[(bottom * fromWidth) + right] - source[(bottom * fromWidth) + left]));
                result[(y * width) + x] = above + (fv * (below - above));
            }
        }

        return result;
    }
}
