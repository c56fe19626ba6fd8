using SkiaSharp;

namespace Throughline.Media.Pictures;

/// <summary>Turns pixels the way EXIF says they are seen.</summary>
internal static class Orientation
{
    /// <summary>Whether <paramref name="origin"/> swaps width and height.</summary>
    public static bool Swaps(SKEncodedOrigin origin) => origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop
        or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;

    /// <summary>The size as seen.</summary>
    public static PixelSize Seen(PixelSize stored, SKEncodedOrigin origin) =>
        Swaps(origin) ? new(stored.Height, stored.Width) : stored;

    /// <summary>
    /// Puts the <paramref name="stored"/> pixels, <paramref name="size"/> of them, as seen into
    /// <paramref name="seen"/>.
    /// </summary>
    public static void Turn<T>(ReadOnlySpan<T> stored, PixelSize size, SKEncodedOrigin origin, Span<T> seen)
    {
        // The stored pixel seen at (x, y) is start + x * stepX + y * stepY.
        var (w, h) = (size.Width, size.Height);
        var (start, stepX, stepY) = origin switch
        {
            SKEncodedOrigin.TopRight => (w - 1, -1, w),
            SKEncodedOrigin.BottomRight => ((w * h) - 1, -1, -w),
            SKEncodedOrigin.BottomLeft => (w * (h - 1), 1, -w),
            SKEncodedOrigin.LeftTop => (0, w, 1),
            SKEncodedOrigin.RightTop => (w * (h - 1), -w, 1),
            SKEncodedOrigin.RightBottom => ((w * h) - 1, -w, -1),
            SKEncodedOrigin.LeftBottom => (w - 1, w, -1),
            _ => (0, 1, w),
        };
        var target = Seen(size, origin);
        for (var y = 0; y < target.Height; y++)
        {
            var from = start + (y * stepY);
            foreach (ref var pixel in seen.Slice(y * target.Width, target.Width))
            {
                pixel = stored[from];
                from += stepX;
            }
        }
    }
}
