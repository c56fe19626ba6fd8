namespace Throughline.Media.Pictures;

/// <summary>
/// A picture in memory: 8-bit sRGB, four bytes a pixel in the order R, G, B, A, rows from top to bottom without
/// padding. Alpha is straight; a picture that is shown is opaque (A = 255).
/// </summary>
public sealed class Picture
{
    /// <summary>Creates a picture of transparent black.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1, or the picture exceeds 2 GiB.</exception>
    public Picture(int width, int height)
        : this(width, height, new byte[checked(Positive(width) * Positive(height) * 4)])
    {
    }

    /// <summary>Wraps <paramref name="pixels"/> without copying.</summary>
    /// <exception cref="ArgumentException">The array does not hold exactly width × height × 4 bytes.</exception>
    public Picture(int width, int height, byte[] pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        if (pixels.Length != checked(Positive(width) * Positive(height) * 4))
        {
            throw new ArgumentException(
                $"{width}x{height} needs {width * height * 4} bytes, not {pixels.Length}.", nameof(pixels));
        }

        Width = width;
        Height = height;
        Pixels = pixels;
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Both sides.</summary>
    public PixelSize Size => new(Width, Height);

    /// <summary>The bytes, R G B A, row after row.</summary>
    public byte[] Pixels { get; }

    /// <summary>One row, <see cref="Width"/> × 4 bytes.</summary>
    public Span<byte> Row(int y) => Pixels.AsSpan(y * Width * 4, Width * 4);

    /// <summary>A copy that shares nothing with this picture.</summary>
    public Picture Copy() => new(Width, Height, (byte[])Pixels.Clone());

    private static int Positive(int side)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 1);
        return side;
    }
}
