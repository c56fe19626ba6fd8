using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Pictures;

namespace Throughline.Production;

/// <summary>A shot's first frame, fitted to the film.</summary>
/// <param name="Picture">Frame 0.</param>
/// <param name="Depth">Its depth, if the user gave one.</param>
/// <param name="Focus">Where the focus of the given picture lies in frame 0.</param>
/// <param name="Surroundings">What the fit cut off, for cameras that leave the frame; null when nothing.</param>
public sealed record FirstFrame(Picture Picture, DepthPicture? Depth, FocusPoint Focus, Surroundings? Surroundings)
{
    /// <summary>The subject's matte, if the user gave one.</summary>
    public MattePicture? Matte { get; private init; }

    /// <summary>
    /// Fits a picture, its depth and its matte, of whatever size, so that they cover the frame around the focus.
    /// </summary>
    /// <param name="picture">The given picture.</param>
    /// <param name="depth">Its depth, showing the same view; null for none.</param>
    /// <param name="size">Size of the frame.</param>
    /// <param name="focus">What to keep in view.</param>
    /// <param name="matte">The subject's matte, showing the same view; null for none.</param>
    public static FirstFrame Fit(
        Picture picture, DepthPicture? depth, PixelSize size, FocusPoint focus, MattePicture? matte = null)
    {
        ArgumentNullException.ThrowIfNull(picture);
        Picture fitted = Media.Pictures.Fit.Cover(picture, size, focus.X, focus.Y);
        DepthPicture? fittedDepth = depth is null ? null : Media.Pictures.Fit.CoverDepth(depth, size, focus.X, focus.Y);
        (double x, double y) = Media.Pictures.Fit.Region(picture.Size, size, focus.X, focus.Y).Inside(
            picture.Size, focus.X, focus.Y);
        return new FirstFrame(
            fitted, fittedDepth, new FocusPoint(Math.Clamp(x, 0, 1), Math.Clamp(y, 0, 1)),
            Around(picture, depth, matte, fitted, focus))
        {
            Matte = matte is null ? null : Media.Pictures.Fit.CoverMatte(matte, size, focus.X, focus.Y),
        };
    }

    /// <summary>Reads a shot's masks, fitted like its first frame.</summary>
    /// <exception cref="PictureException">One of them is no picture.</exception>
    public static IReadOnlyDictionary<LifePlace, MattePicture> ReadMasks(Shot shot, PixelSize size)
    {
        ArgumentNullException.ThrowIfNull(shot);
        return shot.Masks.ToDictionary(mask => mask.Key, mask =>
        {
            MattePicture given = PictureFile.ReadMatte(mask.Value);
            return Media.Pictures.Fit.CoverMatte(given, size, shot.Focus.X, shot.Focus.Y);
        });
    }

    /// <summary>
    /// What the engine that drew the given picture left in it for a shot that starts on it; null when there is nothing,
    /// or only a part of it is shown.
    /// </summary>
    /// <param name="path">The picture's file.</param>
    /// <param name="given">Its size.</param>
    public Handover? CarriedBy(string path, PixelSize given)
    {
        const double SameShape = 0.005;
        double shape = (double)given.Width * Picture.Height / ((double)given.Height * Picture.Width);
        return Math.Abs(shape - 1) < SameShape && PictureFile.ReadCargo(path) is { Length: > 0 } cargo ? new Handover(
            Picture, cargo) : null;
    }

    private static Surroundings? Around(
        Picture picture, DepthPicture? depth, MattePicture? matte, Picture fitted, FocusPoint focus)
    {
        (PixelRegion region, PixelSize size, int left, int top) = Media.Pictures.Fit.Around(
            picture.Size, fitted.Size, focus.X, focus.Y);
        if (size == fitted.Size)
        {
            return null;
        }

        Picture wide = Resample.Part(picture, region, size);
        for (int row = 0; row < fitted.Height; row++)
        {
            fitted.Row(row).CopyTo(wide.Row(top + row)[(left * 4)..]);
        }

        DepthPicture? wideDepth = depth is null ? null : Resample.Part(
            depth, Scaled(region, picture.Size, new(depth.Width, depth.Height)), size);
        MattePicture? wideMatte = matte is null ? null : Resample.Part(
            matte, Scaled(region, picture.Size, new(matte.Width, matte.Height)), size);
        return new Surroundings(wide, wideDepth, left, top) { Matte = wideMatte };
    }

    // A depth picture or a matte shows the same view, at whatever size of its own.
    private static PixelRegion Scaled(PixelRegion region, PixelSize from, PixelSize to)
    {
        double x = (double)to.Width / from.Width, y = (double)to.Height / from.Height;
        double left = region.X * x, top = region.Y * y;
        return new PixelRegion(
            left, top, Math.Min(region.Width * x, to.Width - left), Math.Min(region.Height * y, to.Height - top));
    }
}
