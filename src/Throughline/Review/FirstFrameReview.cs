using Throughline.Media.Pictures;

namespace Throughline.Review;

/// <summary>How well an encoded clip keeps its first frame.</summary>
/// <param name="Psnr">Peak signal-to-noise ratio over R, G and B in dB; <see cref="Identical"/> for equal
/// pictures.</param>
/// <param name="DeltaE">CIE 1976 difference between the mean colours in Lab: what a wrong matrix or range would
/// shift.</param>
/// <param name="DeltaEPerPixel">Mean CIE 1976 difference pixel by pixel; 4:2:0 alone costs 0.5 to 1.6 on
/// photographs.</param>
public sealed record FirstFrameReview(double Psnr, double DeltaE, double DeltaEPerPixel)
{
    /// <summary>The ratio that stands for equal pictures.</summary>
    public const double Identical = 99;

    /// <summary>Compares the frame as rendered with the clip's.</summary>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static FirstFrameReview Of(Picture rendered, Picture encoded) => new(
        Math.Round(Math.Min(Identical, Colour.Psnr(rendered, encoded)), 2),
        Math.Round(Measures.DeltaEOfMeans(rendered, encoded), 3),
        Math.Round(Measures.DeltaE(rendered, encoded), 3));
}
