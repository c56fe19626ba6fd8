using Throughline.Films;
using Throughline.Media.Pictures;

namespace Throughline.Production;

/// <summary>A shot's first frame, fitted to the film.</summary>
/// <param name="Picture">Frame 0.</param>
/// <param name="Depth">Its depth, if the user gave one.</param>
/// <param name="Focus">Where the focus of the given picture lies in frame 0.</param>
public sealed record FirstFrame(Picture Picture, DepthPicture? Depth, FocusPoint Focus)
{
    /// <summary>Fits a picture and its depth, of whatever size, so that they cover the frame around the focus.</summary>
    /// <param name="picture">The given picture.</param>
    /// <param name="depth">Its depth, showing the same view; null for none.</param>
    /// <param name="size">Size of the frame.</param>
    /// <param name="focus">What to keep in view.</param>
    public static FirstFrame Fit(Picture picture, DepthPicture? depth, PixelSize size, FocusPoint focus)
    {
        Picture fitted = Media.Pictures.Fit.Cover(picture, size, focus.X, focus.Y);
        DepthPicture? fittedDepth = depth is null ? null : Media.Pictures.Fit.CoverDepth(depth, size, focus.X, focus.Y);
        (double x, double y) = Media.Pictures.Fit.Region(picture.Size, size, focus.X, focus.Y).Inside(picture.Size, focus.X, focus.Y);
        return new FirstFrame(fitted, fittedDepth, new FocusPoint(Math.Clamp(x, 0, 1), Math.Clamp(y, 0, 1)));
    }
}
