namespace Throughline.Media.Pictures;

/// <summary>Width and height in pixels.</summary>
/// <param name="Width">Columns, at least 1.</param>
/// <param name="Height">Rows, at least 1.</param>
public readonly record struct PixelSize(int Width, int Height)
{
    /// <summary>Number of pixels.</summary>
    public long Area => (long)Width * Height;

    /// <summary>The size as <c>1280x720</c>.</summary>
    public override string ToString() => $"{Width}x{Height}";
}
