namespace Throughline.Media.Pictures;

/// <summary>A colour to draw with, sRGB, straight alpha.</summary>
/// <param name="Rgb">As <c>0xRRGGBB</c>.</param>
/// <param name="Opacity">0 to 1.</param>
public readonly record struct SketchColour(int Rgb, double Opacity = 1)
{
    /// <summary>The colour between this one and <paramref name="other"/>; <paramref name="share"/> 0 to 1.</summary>
    public SketchColour Towards(SketchColour other, double share)
    {
        var (from, to) = (Rgb, other.Rgb);
        int Channel(int shift) =>
            (int)Math.Round((((from >> shift) & 255) * (1 - share)) + (((to >> shift) & 255) * share)) << shift;
        return new(Channel(16) | Channel(8) | Channel(0), (Opacity * (1 - share)) + (other.Opacity * share));
    }
}
