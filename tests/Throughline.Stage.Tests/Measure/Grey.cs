using Throughline.Media.Pictures;

namespace Throughline.Stage.Tests.Measure;

/// <summary>
/// Brightness of a picture, 0 to 255 as encoded, held beyond the borders. What the instruments measure on.
/// </summary>
internal sealed class Grey
{
    private readonly float[] _values;

    private Grey(int width, int height, float[] values)
    {
        Width = width;
        Height = height;
        _values = values;
    }

    public int Width { get; }

    public int Height { get; }

    public float this[int x, int y] => _values[(Math.Clamp(y, 0, Height - 1) * Width) + Math.Clamp(x, 0, Width - 1)];

    /// <summary>Luma with BT.709's weights.</summary>
    public static Grey Of(Picture picture)
    {
        var values = new float[picture.Width * picture.Height];
        for (var i = 0; i < values.Length; i++)
        {
            var p = picture.Pixels.AsSpan(4 * i, 3);
            values[i] = (0.2126f * p[0]) + (0.7152f * p[1]) + (0.0722f * p[2]);
        }

        return new Grey(picture.Width, picture.Height, values);
    }

    /// <summary>A function of the place, not rounded.</summary>
    public static Grey Of(int width, int height, Func<Spot, double> value)
    {
        var values = new float[width * height];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)value(new Spot(i % width, i / width));
        }

        return new Grey(width, height, values);
    }

    /// <summary>Whether a square of <paramref name="radius"/> pixels round a place lies inside.</summary>
    public bool Holds(Spot at, double radius) =>
        at.X >= radius && at.Y >= radius && at.X <= Width - 1 - radius && at.Y <= Height - 1 - radius;

    /// <summary>The bilinear value at a place.</summary>
    public float Linear(float x, float y)
    {
        int i = (int)MathF.Floor(x), j = (int)MathF.Floor(y);
        float fx = x - i, fy = y - j;
        if (i < 0 || j < 0 || i >= Width - 1 || j >= Height - 1)
        {
            return Mix(Mix(this[i, j], this[i + 1, j], fx), Mix(this[i, j + 1], this[i + 1, j + 1], fx), fy);
        }

        var at = (j * Width) + i;
        return Mix(Mix(_values[at], _values[at + 1], fx), Mix(_values[at + Width], _values[at + Width + 1], fx), fy);

        static float Mix(float a, float b, float share) => a + ((b - a) * share);
    }

    /// <summary>The value at a place by Catmull and Rom's cubic (Keys 1981, doi:10.1109/TASSP.1981.1163711).</summary>
    public float Cubic(double x, double y)
    {
        int i = (int)Math.Floor(x), j = (int)Math.Floor(y);
        Span<float> across = stackalloc float[4], down = stackalloc float[4];
        Weights((float)(x - i), across);
        Weights((float)(y - j), down);
        var isInside = i >= 1 && j >= 1 && i < Width - 2 && j < Height - 2;
        float sum = 0;
        for (var r = 0; r < 4; r++)
        {
            if (isInside)
            {
                var row = _values.AsSpan(((j + r - 1) * Width) + i - 1, 4);
                var inRow = (across[0] * row[0]) + (across[1] * row[1]) + (across[2] * row[2]) + (across[3] * row[3]);
                sum += down[r] * inRow;
                continue;
            }

            for (var c = 0; c < 4; c++)
            {
                sum += down[r] * across[c] * this[i + c - 1, j + r - 1];
            }
        }

        return sum;
    }

    /// <summary>Half the size; pixel (x, y) lies on pixel (2x, 2y) of this one, under the binomial of five.</summary>
    public Grey Half()
    {
        int width = (Width + 1) / 2, height = (Height + 1) / 2;
        var rows = new float[width * Height];
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var u = 2 * x;
                rows[(y * width) + x] = Binomial(
                    this[u - 2, y], this[u - 1, y], this[u, y], this[u + 1, y], this[u + 2, y]);
            }
        }

        var wide = new Grey(width, Height, rows);
        var values = new float[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var v = 2 * y;
                values[(y * width) + x] = Binomial(
                    wide[x, v - 2], wide[x, v - 1], wide[x, v], wide[x, v + 1], wide[x, v + 2]);
            }
        }

        return new Grey(width, height, values);

        static float Binomial(float a, float b, float c, float d, float e) => (a + e + (4 * (b + d)) + (6 * c)) / 16;
    }

    private static void Weights(float t, Span<float> weights)
    {
        weights[0] = t * (-0.5f + (t * (1 - (0.5f * t))));
        weights[1] = 1 + (t * t * (-2.5f + (1.5f * t)));
        weights[2] = t * (0.5f + (t * (2 - (1.5f * t))));
        weights[3] = t * t * (-0.5f + (0.5f * t));
    }
}
