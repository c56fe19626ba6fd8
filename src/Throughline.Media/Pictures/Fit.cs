namespace Throughline.Media.Pictures;

/// <summary>
/// Fits a picture to a size so that it covers all of it: enlarged or shrunk without distortion, and what hangs over is
/// cut off. The focus stays as near the middle as the picture allows.
/// </summary>
public static class Fit
{
    /// <summary>
    /// The fitted picture, opaque pictures staying opaque; a copy, bit for bit, when the sizes match.
    /// </summary>
    /// <param name="picture">What to fit.</param>
    /// <param name="target">The size of the result.</param>
    /// <param name="focusX">What to keep in view, 0 left to 1 right.</param>
    /// <param name="focusY">What to keep in view, 0 top to 1 bottom.</param>
    /// <exception cref="ArgumentOutOfRangeException">The focus lies outside the picture.</exception>
    public static Picture Cover(Picture picture, PixelSize target, double focusX = 0.5, double focusY = 0.5)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return Resample.Part(picture, Region(picture.Size, target, focusX, focusY), target);
    }

    /// <summary>
    /// The depth of a picture, fitted as <see cref="Cover"/> fits the picture, whatever the depth's own size.
    /// </summary>
    /// <param name="depth">What to fit. It shows the same view as the picture it belongs to.</param>
    /// <param name="target">The size of the result.</param>
    /// <param name="focusX">What to keep in view, 0 left to 1 right.</param>
    /// <param name="focusY">What to keep in view, 0 top to 1 bottom.</param>
    /// <exception cref="ArgumentOutOfRangeException">The focus lies outside the picture.</exception>
    public static DepthPicture CoverDepth(
        DepthPicture depth, PixelSize target, double focusX = 0.5, double focusY = 0.5)
    {
        ArgumentNullException.ThrowIfNull(depth);
        return Resample.Part(depth, Region(new(depth.Width, depth.Height), target, focusX, focusY), target);
    }

    /// <summary>
    /// The matte of a picture, fitted as <see cref="Cover"/> fits the picture, whatever the matte's own size.
    /// </summary>
    /// <param name="matte">What to fit. It shows the same view as the picture it belongs to.</param>
    /// <param name="target">The size of the result.</param>
    /// <param name="focusX">What to keep in view, 0 left to 1 right.</param>
    /// <param name="focusY">What to keep in view, 0 top to 1 bottom.</param>
    /// <exception cref="ArgumentOutOfRangeException">The focus lies outside the picture.</exception>
    public static MattePicture CoverMatte(
        MattePicture matte, PixelSize target, double focusX = 0.5, double focusY = 0.5)
    {
        ArgumentNullException.ThrowIfNull(matte);
        return Resample.Part(matte, Region(new(matte.Width, matte.Height), target, focusX, focusY), target);
    }

    /// <summary>
    /// The part of a picture that <see cref="Cover"/> keeps, with what it cuts off, as far as whole pixels of the
    /// fitted picture go and one frame at most on each side.
    /// </summary>
    /// <param name="source">Size of the picture.</param>
    /// <param name="target">The size to cover.</param>
    /// <param name="focusX">What to keep in view, 0 left to 1 right.</param>
    /// <param name="focusY">What to keep in view, 0 top to 1 bottom.</param>
    /// <returns>The region of the picture, its size at the scale of the fit, and where in it the fitted picture
    /// starts.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1, or the focus lies outside the
    /// picture.</exception>
    public static (PixelRegion Region, PixelSize Size, int X, int Y) Around(
        PixelSize source, PixelSize target, double focusX = 0.5, double focusY = 0.5)
    {
        var kept = Region(source, target, focusX, focusY);
        double scaleX = kept.Width / target.Width, scaleY = kept.Height / target.Height;
        var left = Whole(kept.X / scaleX, target.Width);
        var top = Whole(kept.Y / scaleY, target.Height);
        var right = Whole((source.Width - kept.X - kept.Width) / scaleX, target.Width);
        var bottom = Whole((source.Height - kept.Y - kept.Height) / scaleY, target.Height);
        var size = new PixelSize(left + target.Width + right, top + target.Height + bottom);
        var x = Math.Max(0, kept.X - (left * scaleX));
        var y = Math.Max(0, kept.Y - (top * scaleY));
        var region = new PixelRegion(
            x, y, Math.Min(size.Width * scaleX, source.Width - x), Math.Min(size.Height * scaleY, source.Height - y));
        return (region, size, left, top);

        static int Whole(double pixels, int most) => Math.Clamp((int)Math.Floor(pixels + 1e-6), 0, most);
    }

    /// <summary>The part of a picture of size <paramref name="source"/> that stays in view.</summary>
    /// <param name="source">Size of the picture.</param>
    /// <param name="target">The size to cover.</param>
    /// <param name="focusX">What to keep in view, 0 left to 1 right.</param>
    /// <param name="focusY">What to keep in view, 0 top to 1 bottom.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1, or the focus lies outside the
    /// picture.</exception>
    public static PixelRegion Region(PixelSize source, PixelSize target, double focusX = 0.5, double focusY = 0.5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Math.Min(source.Width, source.Height), 1, nameof(source));
        ArgumentOutOfRangeException.ThrowIfLessThan(Math.Min(target.Width, target.Height), 1, nameof(target));
        CheckFraction(focusX, nameof(focusX));
        CheckFraction(focusY, nameof(focusY));
        var wide = (long)source.Width * target.Height;
        var tall = (long)source.Height * target.Width;
        var width = wide > tall ? (double)tall / target.Height : source.Width;
        var height = wide < tall ? (double)wide / target.Width : source.Height;
        return new(
            Start(source.Width, width, focusX, target.Width), Start(source.Height, height, focusY, target.Height),
            width, height);
    }

    // Pixels that keep their size keep their places too: only then is the fit an exact crop.
    private static double Start(int side, double kept, double focus, int target)
    {
        var start = Math.Clamp((focus * side) - (kept / 2), 0, side - kept);
        return kept == target ? Math.Floor(start + 0.5) : start;
    }

    private static void CheckFraction(double value, string name)
    {
        if (!(value >= 0 && value <= 1))
        {
            throw new ArgumentOutOfRangeException(name, value, "A focus lies in 0..1.");
        }
    }
}
