namespace Throughline.Stage.Stills;

/// <summary>
/// A layer's smooth surface: inverse depth (1/m) on a grid of one value per 4 x 4 pixels, defined everywhere. Where the
/// layer has no pixels the surface goes on from where it has (pull-push, Gortler et al. 1996,
/// doi:10.1145/237170.237200).
/// </summary>
internal sealed class DepthField
{
    /// <summary>Pixels from one grid value to the next.</summary>
    public const int Cell = 4;

    private readonly DepthBounds _bounds;

    private DepthField(float[] values, int width, int height)
    {
        Values = values;
        Width = width;
        Height = height;
        _bounds = new DepthBounds(values, width, height);
        (Low, High) = _bounds.Over(0, 0, width, height);
    }

    /// <summary>Inverse depths, row after row. Value (i, j) is that of pixel (4 i + 1.5, 4 j + 1.5).</summary>
    public float[] Values { get; }

    /// <summary>Columns of the grid.</summary>
    public int Width { get; }

    /// <summary>Rows of the grid.</summary>
    public int Height { get; }

    /// <summary>The smallest value.</summary>
    public float Low { get; }

    /// <summary>The largest value.</summary>
    public float High { get; }

    /// <summary>Writes the inverse depths of a row of pixels and their weights, 0 (unknown) to 1.</summary>
    public delegate void RowReader(int y, Span<float> inverseDepth, Span<float> weight);

    /// <summary>Builds from inverse depths a pixel and their weights, 0 (unknown) to 1.</summary>
    public static DepthField From(float[] inverseDepth, float[] weight, int width, int height) => From(
        width,
        height,
        (y, inverse, share) =>
        {
            inverseDepth.AsSpan(y * width, width).CopyTo(inverse);
            weight.AsSpan(y * width, width).CopyTo(share);
        },
        threads: 1);

    /// <summary>Builds from rows of pixels that are asked for once each, in no order, from several threads.</summary>
    public static DepthField From(int width, int height, RowReader row, int threads)
    {
        int w = Math.Max(2, (width + Cell - 1) / Cell), h = Math.Max(2, (height + Cell - 1) / Cell);
        float[] values = new float[w * h], weights = new float[w * h];
        Rows.Split(h, threads, (from, to) =>
        {
            float[] inverseDepth = new float[width], weight = new float[width];
            for (var y = from * Cell; y < Math.Min(height, to * Cell); y++)
            {
                row(y, inverseDepth, weight);
                var first = (y / Cell) * w;
                for (var x = 0; x < width; x++)
                {
                    values[first + (x / Cell)] += weight[x] * inverseDepth[x];
                    weights[first + (x / Cell)] += weight[x];
                }
            }
        });

        for (var i = 0; i < values.Length; i++)
        {
            values[i] = weights[i] > 1e-3f ? values[i] / weights[i] : 0;
            weights[i] = MathF.Min(weights[i], 1);
        }

        FillGaps(values, weights, w, h);
        return new DepthField(Smooth(values, w, h), w, h);
    }

    /// <summary>Bilinear value at a pixel, held beyond the borders.</summary>
    public float At(float x, float y)
    {
        var u = MathF.Min(MathF.Max((x - 1.5f) / Cell, 0), Width - 1.001f);
        var v = MathF.Min(MathF.Max((y - 1.5f) / Cell, 0), Height - 1.001f);
        int i = (int)u, j = (int)v;
        float fu = u - i, fv = v - j;
        var at = (j * Width) + i;
        var top = Values[at] + ((Values[at + 1] - Values[at]) * fu);
        var bottom = Values[at + Width] + ((Values[at + Width + 1] - Values[at + Width]) * fu);
        return top + ((bottom - top) * fv);
    }

    /// <summary>
    /// Between which values the surface lies in a rectangle of pixels, which may reach beyond the borders.
    /// </summary>
    public (float Low, float High) Within(float left, float top, float right, float bottom) => _bounds.Over(
        (left - 1.5f) / Cell, (top - 1.5f) / Cell, (right - 1.5f) / Cell, (bottom - 1.5f) / Cell);

    private static void FillGaps(float[] values, float[] weights, int w, int h)
    {
        if (Array.TrueForAll(weights, x => x >= 1))
        {
            return;
        }

        if (w <= 2 || h <= 2)
        {
            // The coarsest grid: what is known nowhere near is the mean of what is known.
            var sum = weights.Sum();
            var mean = sum > 0 ? values.Zip(weights, (value, weight) => value * weight).Sum() / sum : 0;
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = (weights[i] * values[i]) + ((1 - weights[i]) * mean);
            }

            return;
        }

        int cw = (w + 1) / 2, ch = (h + 1) / 2;
        float[] coarse = new float[cw * ch], coarseWeights = new float[cw * ch];
        for (var y = 0; y < h; y++)
        {
            for (var x = 0; x < w; x++)
            {
                var at = ((y / 2) * cw) + (x / 2);
                coarse[at] += values[(y * w) + x] * weights[(y * w) + x];
                coarseWeights[at] += weights[(y * w) + x];
            }
        }

        for (var i = 0; i < coarse.Length; i++)
        {
            coarse[i] = coarseWeights[i] > 0 ? coarse[i] / coarseWeights[i] : 0;
            coarseWeights[i] = MathF.Min(coarseWeights[i], 1);
        }

        FillGaps(coarse, coarseWeights, cw, ch);
        for (var y = 0; y < h; y++)
        {
            for (var x = 0; x < w; x++)
            {
                var i = (y * w) + x;
                if (weights[i] < 1)
                {
                    values[i] = (weights[i] * values[i])
                        + ((1 - weights[i]) * Lerp(coarse, cw, ch, ((x + 0.5f) / 2) - 0.5f, ((y + 0.5f) / 2) - 0.5f));
                }
            }
        }
    }

    private static float Lerp(float[] values, int w, int h, float x, float y)
    {
        x = Math.Clamp(x, 0, w - 1);
        y = Math.Clamp(y, 0, h - 1);
        int i = Math.Min((int)x, w - 2), j = Math.Min((int)y, h - 2);
        float fx = x - i, fy = y - j;
        var at = (j * w) + i;
        return ((values[at] * (1 - fx)) + (values[at + 1] * fx)) * (1 - fy)
            + (((values[at + w] * (1 - fx)) + (values[at + w + 1] * fx)) * fy);
    }

    // Binomial 1 2 1 both ways.
    private static float[] Smooth(float[] values, int w, int h)
    {
        var rows = new float[values.Length];
        for (var y = 0; y < h; y++)
        {
            for (var x = 0; x < w; x++)
            {
                var i = (y * w) + x;
                rows[i] = (values[i - (x > 0 ? 1 : 0)] + (2 * values[i]) + values[i + (x < w - 1 ? 1 : 0)]) / 4;
            }
        }

        var result = new float[values.Length];
        for (var y = 0; y < h; y++)
        {
            for (var x = 0; x < w; x++)
            {
                var i = (y * w) + x;
                result[i] = (rows[i - (y > 0 ? w : 0)] + (2 * rows[i]) + rows[i + (y < h - 1 ? w : 0)]) / 4;
            }
        }

        return result;
    }
}
