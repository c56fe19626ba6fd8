namespace Throughline.Stage.Stills;

/// <summary>
/// One float a pixel with a margin of <see cref="Margin"/> pixels on every side, so that a patch may hang over the
/// edge.
/// </summary>
internal sealed class Plane
{
    /// <summary>Pixels beyond each edge.</summary>
    public const int Margin = 16;

    /// <summary>A plane of zeros.</summary>
    public Plane(int width, int height)
    {
        Width = width;
        Height = height;
        Stride = width + (2 * Margin);
        Values = new float[Stride * (height + (2 * Margin))];
    }

    /// <summary>Columns without the margin.</summary>
    public int Width { get; }

    /// <summary>Rows without the margin.</summary>
    public int Height { get; }

    /// <summary>Values from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>All values, with the margin.</summary>
    public float[] Values { get; }

    /// <summary>Index of a pixel, which may lie in the margin.</summary>
    public int At(int x, int y) => ((y + Margin) * Stride) + x + Margin;

    /// <summary>A row without its margin.</summary>
    public Span<float> Row(int y) => Values.AsSpan(At(0, y), Width);

    /// <summary>The value between pixels, clamped to the margin.</summary>
    public float Sample(float x, float y)
    {
        x = MathF.Min(MathF.Max(x, 1 - Margin), Width + Margin - 3);
        y = MathF.Min(MathF.Max(y, 1 - Margin), Height + Margin - 3);
        int left = (int)MathF.Floor(x), top = (int)MathF.Floor(y);
        float fx = x - left, fy = y - top;
        var at = At(left, top);
        var above = Values[at] + (fx * (Values[at + 1] - Values[at]));
        var below = Values[at + Stride] + (fx * (Values[at + Stride + 1] - Values[at + Stride]));
        return above + (fy * (below - above));
    }

    /// <summary>Repeats the edge pixels into the margin.</summary>
    public void Spread()
    {
        for (var y = 0; y < Height; y++)
        {
            var at = At(0, y);
            Values.AsSpan(at - Margin, Margin).Fill(Values[at]);
            Values.AsSpan(at + Width, Margin).Fill(Values[at + Width - 1]);
        }

        ReadOnlySpan<float> first = Values.AsSpan(Margin * Stride, Stride),
            last = Values.AsSpan((Height + Margin - 1) * Stride, Stride);
        for (var y = 0; y < Margin; y++)
        {
            first.CopyTo(Values.AsSpan(y * Stride));
            last.CopyTo(Values.AsSpan((Height + Margin + y) * Stride));
        }
    }

    /// <summary>The plane at half its size, smoothed by 1 3 3 1.</summary>
    public Plane Halved()
    {
        var half = new Plane((Width + 1) / 2, (Height + 1) / 2);
        var column = new float[Width + 4];
        for (var y = 0; y < half.Height; y++)
        {
            var at = At(-2, (2 * y) - 1);
            for (var x = 0; x < column.Length; x++)
            {
                var i = at + x;
                column[x] = Values[i] + (3 * (Values[i + Stride] + Values[i + (2 * Stride)]))
                    + Values[i + (3 * Stride)];
            }

            var row = half.Row(y);
            for (var x = 0; x < row.Length; x++)
            {
                var i = (2 * x) + 1;
                row[x] = (column[i] + (3 * (column[i + 1] + column[i + 2])) + column[i + 3]) / 64;
            }
        }

        half.Spread();
        return half;
    }

    /// <summary>The mean over squares of (2 × radius + 1) pixels, edge pixels repeated; the margin is
    /// filled.</summary>
    public Plane Blurred(int radius)
    {
        var across = new Plane(Width, Height);
        var result = new Plane(Width, Height);
        var share = 1f / ((2 * radius) + 1);
        for (var y = 0; y < Height; y++)
        {
            ReadOnlySpan<float> from = Row(y);
            var to = across.Row(y);
            var sum = from[0] * (radius + 1);
            for (var x = 0; x < radius; x++)
            {
                sum += from[Math.Min(x, Width - 1)];
            }

            for (var x = 0; x < Width; x++)
            {
                sum += from[Math.Min(x + radius, Width - 1)] - (x == 0 ? from[0] : from[Math.Max(x - radius - 1, 0)]);
                to[x] = sum * share;
            }
        }

        var sums = new float[Width];
        for (var y = -radius - 1; y < radius; y++)
        {
            Add(sums, across.Row(Math.Clamp(y, 0, Height - 1)), 1);
        }

        for (var y = 0; y < Height; y++)
        {
            Add(sums, across.Row(Math.Min(y + radius, Height - 1)), 1);
            Add(sums, across.Row(Math.Max(y - radius - 1, 0)), -1);
            var to = result.Row(y);
            for (var x = 0; x < to.Length; x++)
            {
                to[x] = sums[x] * share;
            }
        }

        result.Spread();
        return result;
    }

    private static void Add(Span<float> sums, ReadOnlySpan<float> row, float sign)
    {
        for (var x = 0; x < sums.Length; x++)
        {
            sums[x] += sign * row[x];
        }
    }
}
