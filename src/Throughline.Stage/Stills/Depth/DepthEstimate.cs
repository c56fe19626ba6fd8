using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>Estimates how near each part of a picture is, from what one picture alone can tell.</summary>
internal static class DepthEstimate
{
    /// <summary>
    /// The depth of <paramref name="picture"/>, of its size: 0 for the sky to 1 for the nearest, linear in inverse
    /// depth. The same picture and options give the same values whatever the number of threads.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static DepthPicture Of(Picture picture, DepthOptions options, CancellationToken cancellationToken) =>
        Study(picture, options, cancellationToken).Depth;

    /// <summary>The depth of <paramref name="picture"/> with what it was concluded from.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static DepthStudy Study(Picture picture, DepthOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.WorkSide, 64);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.WorkSide, 1024);
        var scene = Read(picture, options, out var image, cancellationToken);
        var depth = DepthUpsample.To(picture, image, scene.Nearness, options.Threads, cancellationToken);
        var subject = Array.ConvertAll(scene.Layers, layer => layer == SceneLayer.Subject ? 1f : 0f);
        return new DepthStudy(depth, new MattePicture(image.Width, image.Height, subject), scene.Report);
    }

    // The picture taken apart, at the reduced size of `image`.
    internal static DepthScene Read(
        Picture picture, DepthOptions options, out WorkImage image, CancellationToken cancellationToken)
    {
        image = WorkImage.From(picture, options.WorkSide, options.Threads, cancellationToken);
        var graph = PatchGraph.Of(image, 900, options.Threads, cancellationToken);
        return DepthScene.Of(graph, DepthCues.Of(graph, options, cancellationToken));
    }
}
