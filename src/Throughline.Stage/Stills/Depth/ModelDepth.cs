using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>
/// Brings the depth of a model, which is smaller than the picture and soft at contours, to the picture's size and
/// edges.
/// </summary>
internal static class ModelDepth
{
    private const int WorkSide = 512;

    /// <summary>The depth at the picture's size.</summary>
    public static DepthPicture To(Picture picture, DepthPicture seen, int threads, CancellationToken cancellationToken)
    {
        var image = WorkImage.From(picture, WorkSide, threads, cancellationToken);
        var reduced = MatteRefine.Resized(seen.Nearness, seen.Width, seen.Height, image.Width, image.Height);
        return DepthUpsample.To(picture, image, reduced, threads, cancellationToken);
    }
}
