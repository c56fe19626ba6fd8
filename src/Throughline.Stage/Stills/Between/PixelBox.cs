namespace Throughline.Stage.Stills;

/// <summary>A box of pixels; the right and the bottom edge lie outside.</summary>
internal readonly record struct PixelBox(int Left, int Top, int Right, int Bottom)
{
    /// <summary>A box of no pixel.</summary>
    public static PixelBox Empty { get; } = new(int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);

    /// <summary>Whether it has no pixel.</summary>
    public bool IsEmpty => Right <= Left;

    /// <summary>The box with one more pixel in it.</summary>
    public PixelBox With(int x, int y) =>
        new(Math.Min(Left, x), Math.Min(Top, y), Math.Max(Right, x + 1), Math.Max(Bottom, y + 1));
}
