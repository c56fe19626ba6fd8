using Throughline.Media.Pictures;

namespace Throughline.Review;

/// <summary>
/// What a look at a take's clip found. Production keeps it beside the take, so that a cut need not decode anything.
/// </summary>
public sealed record ClipReview
{
    /// <summary>Height of <see cref="Pictures"/> in pixels, except those of very wide films, which are lower.</summary>
    public const int PictureHeight = 204;

    /// <summary>How well the clip keeps its frame 0; null where that was not kept as rendered.</summary>
    public FirstFrameReview? FirstFrame { get; init; }

    /// <summary>Number of the clip's frame that the second picture shows.</summary>
    public required int Middle { get; init; }

    /// <summary>
    /// The first frame that a film shows, one near the middle, and the last, all of <see cref="PictureSize"/>.
    /// </summary>
    public required IReadOnlyList<Picture> Pictures { get; init; }

    /// <summary>The size in which frames are kept: their shape, at most twice as wide as high pictures are.</summary>
    /// <param name="frame">Size of the film.</param>
    public static PixelSize PictureSize(PixelSize frame)
    {
        var width = (int)Math.Round((double)PictureHeight * frame.Width / frame.Height);
        return width <= 2 * PictureHeight ? new(width, PictureHeight) : new(
            2 * PictureHeight, (int)Math.Round(2.0 * PictureHeight * frame.Height / frame.Width));
    }
}
