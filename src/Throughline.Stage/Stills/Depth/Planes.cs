namespace Throughline.Stage.Stills;

/// <summary>Filters over one plane of floats, rows from top to bottom; borders repeat the outermost pixel.</summary>
internal static class Planes
{
    /// <summary>
    /// Gaussian blur by three box blurs, or by an exact short kernel where <paramref name="sigma"/> is below 1.5
    /// pixels.
    /// </summary>
    public static float[] Gauss(float[] plane, int width, int height, float sigma)
    {
        if (sigma >= 1.5f)
        {
            // Three boxes of radius r have variance r(r+1).
            var radius = Math.Max(1, (int)MathF.Round(MathF.Sqrt((sigma * sigma) + 0.25f) - 0.5f));
            return Box(Box(Box(plane, width, height, radius), width, height, radius), width, height, radius);
        }

        var reach = (int)MathF.Ceiling(sigma * 3);
        var kernel = new float[(2 * reach) + 1];
        for (var i = -reach; i <= reach; i++)
        {
            kernel[i + reach] = MathF.Exp(-i * i / (2 * sigma * sigma));
        }

        var sum = kernel.Sum();
        for (var i = 0; i < kernel.Length; i++)
        {
            kernel[i] /= sum;
        }

        return Convolve(plane, width, height, kernel, reach);
    }

    /// <summary>Mean over a square of side 2 × <paramref name="radius"/> + 1.</summary>
    public static float[] Box(float[] plane, int width, int height, int radius)
    {
        var across = new float[plane.Length];
        var norm = 1f / ((2 * radius) + 1);
        for (var y = 0; y < height; y++)
        {
            var row = y * width;
            var sum = 0f;
            for (var x = -radius; x <= radius; x++)
            {
                sum += plane[row + Math.Clamp(x, 0, width - 1)];
            }

            for (var x = 0; x < width; x++)
            {
                across[row + x] = sum * norm;
                sum += plane[row + Math.Min(width - 1, x + radius + 1)] - plane[row + Math.Max(0, x - radius)];
            }
        }

        var down = new float[plane.Length];
        var sums = new float[width];
        for (var y = -radius; y <= radius; y++)
        {
            var row = Math.Clamp(y, 0, height - 1) * width;
            for (var x = 0; x < width; x++)
            {
                sums[x] += across[row + x];
            }
        }

        for (var y = 0; y < height; y++)
        {
            int add = Math.Min(height - 1, y + radius + 1) * width, drop = Math.Max(0, y - radius) * width;
            for (var x = 0; x < width; x++)
            {
                down[(y * width) + x] = sums[x] * norm;
                sums[x] += across[add + x] - across[drop + x];
            }
        }

        return down;
    }

    private static float[] Convolve(float[] plane, int width, int height, float[] kernel, int reach)
    {
        var across = new float[plane.Length];
        var down = new float[plane.Length];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var sum = 0f;
                for (var k = -reach; k <= reach; k++)
                {
                    sum += kernel[k + reach] * plane[(y * width) + Math.Clamp(x + k, 0, width - 1)];
                }

                across[(y * width) + x] = sum;
            }
        }

        for (var y = 0; y < height; y++)
        {
            for (var k = -reach; k <= reach; k++)
            {
                var row = Math.Clamp(y + k, 0, height - 1) * width;
                var weight = kernel[k + reach];
                for (var x = 0; x < width; x++)
                {
                    down[(y * width) + x] += weight * across[row + x];
                }
            }
        }

        return down;
    }
}
