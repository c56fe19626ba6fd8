namespace Throughline.Media.Pictures;

/// <summary>
/// A rectangle of a picture in pixels, not necessarily whole ones; 0,0 is the top left corner of the picture.
/// </summary>
/// <param name="X">Left edge.</param>
/// <param name="Y">Top edge.</param>
/// <param name="Width">Columns covered.</param>
/// <param name="Height">Rows covered.</param>
public readonly record struct PixelRegion(double X, double Y, double Width, double Height)
{
    /// <summary>
    /// Where a point of the whole picture (fractions of its sides) lies in this region, in fractions of the region's.
    /// </summary>
    public (double X, double Y) Inside(PixelSize source, double x, double y) =>
        (((x * source.Width) - X) / Width, ((y * source.Height) - Y) / Height);
}
