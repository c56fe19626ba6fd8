using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>
/// The reduced picture that depth cues are read from: CIELAB planes (L 0 to 100), the gradient of L and the local
/// texture, row after row. Arrays are read-only once built.
/// </summary>
internal sealed class WorkImage
{
    private static readonly float[] _linear = [.. Enumerable.Range(0, 256).Select(v => ToLinear(v / 255f))];

    private WorkImage(int width, int height, float scale)
    {
        Width = width;
        Height = height;
        Scale = scale;
        L = new float[width * height];
        A = new float[width * height];
        B = new float[width * height];
        Dark = new float[width * height];
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Pixels of the picture per pixel of this, at least 1.</summary>
    public float Scale { get; }

    /// <summary>Lightness, 0 to 100.</summary>
    public float[] L { get; }

    /// <summary>Green to red.</summary>
    public float[] A { get; }

    /// <summary>Blue to yellow.</summary>
    public float[] B { get; }

    /// <summary>The smallest of the three channels, 0 to 1: what haze fills.</summary>
    public float[] Dark { get; }

    /// <summary>Right-minus-left difference of the lightly smoothed L, per pixel.</summary>
    public float[] GradientX { get; private set; } = [];

    /// <summary>Below-minus-above difference of the lightly smoothed L, per pixel.</summary>
    public float[] GradientY { get; private set; } = [];

    /// <summary>Size of the gradient over all three planes.</summary>
    public float[] Edge { get; private set; } = [];

    /// <summary>Mean size of the gradient around each pixel: how busy the surface is.</summary>
    public float[] Texture { get; private set; } = [];

    /// <summary>
    /// Reduces <paramref name="picture"/> by area averages until its longer side is at most <paramref name="side"/>.
    /// </summary>
    public static WorkImage From(Picture picture, int side, int threads, CancellationToken cancellationToken)
    {
        var scale = Math.Max(1f, Math.Max(picture.Width, picture.Height) / (float)side);
        var image = new WorkImage(
            Math.Max(1, (int)MathF.Round(picture.Width / scale)),
            Math.Max(1, (int)MathF.Round(picture.Height / scale)),
            scale);
        Rows.For(image.Height, threads, y => image.FillRow(picture, y), cancellationToken);
        image.Differentiate();
        return image;
    }

    private void FillRow(Picture picture, int y)
    {
        // Every reduced pixel is the mean of the whole pixels under it; for reductions by less than two this
        // repeats or drops single pixels, which no cue notices.
        var y0 = (int)((long)y * picture.Height / Height);
        var y1 = Math.Max(y0 + 1, (int)((long)(y + 1) * picture.Height / Height));
        var pixels = picture.Pixels;
        for (var x = 0; x < Width; x++)
        {
            var x0 = (int)((long)x * picture.Width / Width);
            var x1 = Math.Max(x0 + 1, (int)((long)(x + 1) * picture.Width / Width));
            int r = 0, g = 0, b = 0;
            for (var v = y0; v < y1; v++)
            {
                for (var p = ((v * picture.Width) + x0) * 4; p < ((v * picture.Width) + x1) * 4; p += 4)
                {
                    r += pixels[p];
                    g += pixels[p + 1];
                    b += pixels[p + 2];
                }
            }

            var n = (x1 - x0) * (y1 - y0);
            Set((y * Width) + x, r / n, g / n, b / n);
        }
    }

    private void Set(int i, int red, int green, int blue)
    {
        float r = _linear[red], g = _linear[green], b = _linear[blue];
        var fx = Cubic(((0.4124f * r) + (0.3576f * g) + (0.1805f * b)) / 0.9505f);
        var fy = Cubic((0.2126f * r) + (0.7152f * g) + (0.0722f * b));
        var fz = Cubic(((0.0193f * r) + (0.1192f * g) + (0.9505f * b)) / 1.089f);
        L[i] = (116 * fy) - 16;
        A[i] = 500 * (fx - fy);
        B[i] = 200 * (fy - fz);
        Dark[i] = Math.Min(red, Math.Min(green, blue)) / 255f;
    }

    private void Differentiate()
    {
        var l = Planes.Gauss(L, Width, Height, 0.8f);
        var a = Planes.Gauss(A, Width, Height, 0.8f);
        var b = Planes.Gauss(B, Width, Height, 0.8f);
        GradientX = new float[l.Length];
        GradientY = new float[l.Length];
        Edge = new float[l.Length];
        for (var y = 0; y < Height; y++)
        {
            int up = Math.Max(0, y - 1) * Width, down = Math.Min(Height - 1, y + 1) * Width, row = y * Width;
            for (var x = 0; x < Width; x++)
            {
                int left = row + Math.Max(0, x - 1), right = row + Math.Min(Width - 1, x + 1);
                float lx = l[right] - l[left], ly = l[down + x] - l[up + x];
                float ax = a[right] - a[left], ay = a[down + x] - a[up + x];
                float bx = b[right] - b[left], by = b[down + x] - b[up + x];
                GradientX[row + x] = lx;
                GradientY[row + x] = ly;
                Edge[row + x] = MathF.Sqrt((lx * lx) + (ly * ly) + (ax * ax) + (ay * ay) + (bx * bx) + (by * by));
            }
        }

        Texture = Planes.Gauss(Edge, Width, Height, Math.Max(1f, Math.Max(Width, Height) / 100f));
    }

    private static float Cubic(float t) => t > 0.008856f ? MathF.Cbrt(t) : (7.787f * t) + (16f / 116);

    private static float ToLinear(float v) => v <= 0.04045f ? v / 12.92f : MathF.Pow((v + 0.055f) / 1.055f, 2.4f);
}
