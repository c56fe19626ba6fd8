using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>
/// Brings a reduced depth to the picture's size so that its steps lie on the picture's edges: smooth surfaces by
/// bilinear interpolation, and at a step each pixel takes the side whose colours around it are like its own.
/// Source: joint bilateral upsampling, Kopf et al. 2007, doi:10.1145/1276377.1276497, with a hard choice of side, so
/// that no pixel ends up between a near and a far surface.
/// </summary>
internal static class DepthUpsample
{
    private const int Reach = 2;
    private const float Step = 0.05f;

    /// <summary>The depth at <paramref name="picture"/>'s size.</summary>
    public static DepthPicture To(
        Picture picture, WorkImage image, float[] nearness, int threads, CancellationToken cancellationToken)
    {
        int width = image.Width, height = image.Height;
        var steps = Steps(nearness, width, height);
        var result = new float[picture.Width * picture.Height];
        var colours = WorkColours(picture, width, height, threads, cancellationToken);
        Rows.For(picture.Height, threads, y =>
        {
            var v = (((y + 0.5f) * height) / picture.Height) - 0.5f;
            for (var x = 0; x < picture.Width; x++)
            {
                var u = (((x + 0.5f) * width) / picture.Width) - 0.5f;
                int nearX = Math.Clamp((int)(u + 0.5f), 0, width - 1),
                    nearY = Math.Clamp((int)(v + 0.5f), 0, height - 1);
                result[(y * picture.Width) + x] = steps[(nearY * width) + nearX]
                    ? Side(picture, colours, nearness, width, height, x, y, u, v)
                    : Bilinear(nearness, width, height, u, v);
            }
        }, cancellationToken);

        return new DepthPicture(picture.Width, picture.Height, result);
    }

    private static bool[] Steps(float[] nearness, int width, int height)
    {
        var steps = new bool[nearness.Length];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                float low = 1, high = 0;
                for (var v = Math.Max(0, y - 1); v <= Math.Min(height - 1, y + 1); v++)
                {
                    for (var u = Math.Max(0, x - 1); u <= Math.Min(width - 1, x + 1); u++)
                    {
                        low = Math.Min(low, nearness[(v * width) + u]);
                        high = Math.Max(high, nearness[(v * width) + u]);
                    }
                }

                steps[(y * width) + x] = high - low > Step;
            }
        }

        return steps;
    }

    private static float Bilinear(float[] plane, int width, int height, float u, float v)
    {
        u = Math.Clamp(u, 0, width - 1);
        v = Math.Clamp(v, 0, height - 1);
        int x0 = (int)u, y0 = (int)v;
        int x1 = Math.Min(width - 1, x0 + 1), y1 = Math.Min(height - 1, y0 + 1);
        float fx = u - x0, fy = v - y0;
        var above = plane[(y0 * width) + x0] + (fx * (plane[(y0 * width) + x1] - plane[(y0 * width) + x0]));
        var below = plane[(y1 * width) + x0] + (fx * (plane[(y1 * width) + x1] - plane[(y1 * width) + x0]));
        return above + (fy * (below - above));
    }

    // Splits the samples around the pixel into near and far, and asks whose colours are like the pixel's.
    private static float Side(
        Picture picture, Colour[] colours, float[] nearness, int width, int height, int x, int y, float u, float v)
    {
        int cx = Math.Clamp((int)(u + 0.5f), 0, width - 1), cy = Math.Clamp((int)(v + 0.5f), 0, height - 1);
        int x0 = Math.Max(0, cx - Reach), x1 = Math.Min(width - 1, cx + Reach);
        int y0 = Math.Max(0, cy - Reach), y1 = Math.Min(height - 1, cy + Reach);
        float low = 1, high = 0;
        for (var b = y0; b <= y1; b++)
        {
            for (var a = x0; a <= x1; a++)
            {
                var n = nearness[(b * width) + a];
                low = Math.Min(low, n);
                high = Math.Max(high, n);
            }
        }

        if (high - low < Step)
        {
            return Bilinear(nearness, width, height, u, v);
        }

        var p = ((y * picture.Width) + x) * 4;
        float red = picture.Pixels[p], green = picture.Pixels[p + 1], blue = picture.Pixels[p + 2];
        var middle = (low + high) / 2;
        float nearWeight = 1e-9f, nearSum = 0, farWeight = 1e-9f, farSum = 0;
        for (var b = y0; b <= y1; b++)
        {
            for (var a = x0; a <= x1; a++)
            {
                var i = (b * width) + a;
                var n = nearness[i];
                ref readonly var colour = ref colours[i];
                float dr = red - colour.R, dg = green - colour.G, db = blue - colour.B, dx = a - u, dy = b - v;
                var difference = (dr * dr) + (dg * dg) + (db * db);
                var weight = 1 / ((1 + (difference * (1f / 400))) * (1 + (difference * (1f / 400))));
                weight *= 1 / (1 + ((dx * dx) + (dy * dy)));
                if (n > middle)
                {
                    nearWeight += weight;
                    nearSum += weight * n;
                }
                else
                {
                    farWeight += weight;
                    farSum += weight * n;
                }
            }
        }

        return nearWeight > farWeight ? nearSum / nearWeight : farSum / farWeight;
    }

    private static Colour[] WorkColours(
        Picture picture, int width, int height, int threads, CancellationToken cancellationToken)
    {
        var colours = new Colour[width * height];
        Rows.For(height, threads, y =>
        {
            // The pixel in the middle, not the mean: at an edge a mean is like neither side.
            var v = Math.Min(picture.Height - 1, (int)((y + 0.5f) * picture.Height / height));
            for (var x = 0; x < width; x++)
            {
                var u = Math.Min(picture.Width - 1, (int)((x + 0.5f) * picture.Width / width));
                var p = ((v * picture.Width) + u) * 4;
                colours[(y * width) + x] = new Colour
                {
                    R = picture.Pixels[p],
                    G = picture.Pixels[p + 1],
                    B = picture.Pixels[p + 2],
                };
            }
        }, cancellationToken);

        return colours;
    }

    private struct Colour
    {
        public float R;
        public float G;
        public float B;
    }
}
