namespace Throughline.Media.Pictures;

/// <summary>How large a picture may be; checked on the file's size and header before anything is decoded.</summary>
public sealed record PictureLimits
{
    /// <summary>The usual limits.</summary>
    public static PictureLimits Usual { get; } = new();

    /// <summary>Longest side in pixels.</summary>
    public int MaxSide { get; init; } = 16_384;

    /// <summary>Most pixels; decoding takes four bytes for each, twice that when the picture must be turned.</summary>
    public long MaxPixels { get; init; } = 100_000_000;

    /// <summary>Largest file in bytes.</summary>
    public long MaxBytes { get; init; } = 256L << 20;
}
