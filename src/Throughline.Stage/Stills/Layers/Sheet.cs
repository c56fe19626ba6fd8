using System.Runtime.InteropServices;

namespace Throughline.Stage.Stills;

/// <summary>
/// A layer while it is cut out of its peeling. Its alpha rises over the band of nearness at its lower threshold, is
/// widened by two pixels at contours and softened; its colour is whatever, over the sheets behind, gives the peeling
/// again.
/// </summary>
internal sealed class Sheet
{
    // R, G, B, A with the least alpha above 0: what is less has none.
    private const uint LeastPaint = 1u << 24;

    private readonly byte[] _pixels;
    private readonly DepthField _depth;
    private readonly int _width;
    private readonly int _height;
    private readonly bool _isRear;

    private Sheet(byte[] pixels, byte[] over, DepthField depth, int width, int height, bool isRear)
    {
        _pixels = pixels;
        _depth = depth;
        _width = width;
        _height = height;
        _isRear = isRear;
        Over = over;
        IsEmpty = !isRear && Bounds() is null;
    }

    /// <summary>
    /// The sheets so far, this one in front, as seen from the first frame's camera: opaque R, G, B, A.
    /// </summary>
    public byte[] Over { get; }

    /// <summary>Whether nothing is painted.</summary>
    public bool IsEmpty { get; }

    /// <summary>Cuts the sheet with nearness between two thresholds.</summary>
    public static Sheet Cut(Peeling peeling, float from, float to, byte[] behind, int threads)
    {
        int width = peeling.Picture.Width, height = peeling.Picture.Height;
        float low = from - Peeling.Band, high = to + Peeling.Band;
        if (float.IsNegativeInfinity(from))
        {
            return new Sheet(
                peeling.Picture.Pixels, peeling.Picture.Pixels, DepthField.From(width, height, Everywhere, threads),
                width, height, isRear: true);
        }

        var alpha = Alpha(peeling, from, to, threads);
        var depth = DepthField.From(width, height, Own, threads);
        var pixels = new byte[width * height * 4];
        var over = GC.AllocateUninitializedArray<byte>(pixels.Length);
        Rows.Split(
            height, threads,
            (first, end) => Paint(peeling.Picture.Pixels, alpha, behind, pixels, over, first * width, end * width));
        return new Sheet(pixels, over, depth, width, height, isRear: false);

        void Everywhere(int y, Span<float> inverseDepth, Span<float> weight)
        {
            Inverse(y, inverseDepth);
            weight.Fill(1);
        }

        void Own(int y, Span<float> inverseDepth, Span<float> weight)
        {
            Inverse(y, inverseDepth);
            for (var x = 0; x < width; x++)
            {
                weight[x] = peeling.Nearness[(y * width) + x] >= from ? alpha[(y * width) + x] / 255f : 0;
            }
        }

        void Inverse(int y, Span<float> inverseDepth)
        {
            for (var x = 0; x < width; x++)
            {
                inverseDepth[x] = StillSpace.InverseDepth(Math.Clamp(peeling.Nearness[(y * width) + x], low, high));
            }
        }
    }

    /// <summary>Makes the layer, cropped to where it is painted.</summary>
    public Layer ToLayer(int canvasX, int canvasY, int halvings, int threads)
    {
        var (left, top, right, bottom) = _isRear ? (0, 0, _width, _height) : Bounds()!.Value;
        int width = right - left, height = bottom - top;
        var pixels = _pixels;
        if (width != _width || height != _height)
        {
            pixels = new byte[width * height * 4];
            for (var y = 0; y < height; y++)
            {
                _pixels.AsSpan((((y + top) * _width) + left) * 4, width * 4).CopyTo(pixels.AsSpan(y * width * 4));
            }
        }

        return new Layer(pixels, width, height, halvings, _isRear, threads)
        {
            X = canvasX + left,
            Y = canvasY + top,
            Depth = _depth,
        };
    }

    private static byte[] Alpha(Peeling peeling, float from, float to, int threads)
    {
        int width = peeling.Picture.Width, height = peeling.Picture.Height;
        var hard = new byte[width * height];
        Rows.Split(height, threads, (first, end) =>
        {
            for (var i = first * width; i < end * width; i++)
            {
                hard[i] = (byte)Shared(peeling.Nearness[i]);
            }
        });
        var wide = Neighbours.Extreme<byte, Neighbours.Most<byte>>(hard, width, height, 1, threads);
        var soft = Neighbours.Soften(wide, width, height, threads);
        for (var i = 0; peeling.Edge is not null && i < soft.Length; i++)
        {
            soft[i] = peeling.Edge.Alpha(i, to, Shared, soft[i]);
        }

        return soft;

        // Rising over the band of nearness at the threshold.
        float Shared(float nearness)
        {
            var s = Math.Clamp((nearness - (from - Peeling.Band)) / (2 * Peeling.Band), 0, 1);
            return 255 * s * s * (3 - (2 * s));
        }
    }

    // The sheet's colours, and what they make of what is behind, of the pixels from one to another. Most pixels of most
    // sheets are bare.
    private static void Paint(byte[] target, byte[] alpha, byte[] behind, byte[] pixels, byte[] over, int from, int to)
    {
        behind.AsSpan(4 * from, 4 * (to - from)).CopyTo(over.AsSpan(4 * from));
        for (var i = from; i < to; i++)
        {
            int a = alpha[i];
            if (a == 0)
            {
                continue;
            }

            for (var c = 4 * i; c < (4 * i) + 3; c++)
            {
                var through = ((behind[c] * (255 - a)) + 127) / 255;
                pixels[c] = (byte)Math.Clamp(target[c] - through, 0, a);
                over[c] = (byte)(pixels[c] + through);
            }

            pixels[(4 * i) + 3] = (byte)a;
        }
    }

    // Where alpha is above 0, with a border of eight pixels for filters; null when nowhere.
    private (int Left, int Top, int Right, int Bottom)? Bounds()
    {
        int left = _width, top = _height, right = -1, bottom = -1;
        for (var y = 0; y < _height; y++)
        {
            var row = MemoryMarshal.Cast<byte, uint>(_pixels.AsSpan(y * _width * 4, _width * 4));
            var first = row.IndexOfAnyInRange(LeastPaint, uint.MaxValue);
            if (first >= 0)
            {
                (left, right) = (Math.Min(left, first),
                    Math.Max(right, row.LastIndexOfAnyInRange(LeastPaint, uint.MaxValue)));
                (top, bottom) = (Math.Min(top, y), y);
            }
        }

        return right < 0 ? null
            : (Math.Max(0, left - 8), Math.Max(0, top - 8), Math.Min(_width, right + 9), Math.Min(_height, bottom + 9));
    }
}
