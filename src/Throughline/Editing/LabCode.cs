using Throughline.Media.Pictures;

namespace Throughline.Editing;

/// <summary>
/// Encoded sRGB values 0 to 255, fractions kept, to Lab (D65) and back. Source: IEC 61966-2-1, CIE 15.
/// </summary>
internal static class LabCode
{
    private const double WhiteX = 0.9504700;
    private const double WhiteZ = 1.0888300;
    private const double Knee = 6.0 / 29;

    /// <summary>The Lab colour.</summary>
    public static Lab FromRgb(double r, double g, double b)
    {
        double lr = Colour.ToLight(r / 255), lg = Colour.ToLight(g / 255), lb = Colour.ToLight(b / 255);
        var x = Curve(((0.4124564 * lr) + (0.3575761 * lg) + (0.1804375 * lb)) / WhiteX);
        var y = Curve((0.2126729 * lr) + (0.7151522 * lg) + (0.0721750 * lb));
        var z = Curve(((0.0193339 * lr) + (0.1191920 * lg) + (0.9503041 * lb)) / WhiteZ);
        return new Lab((116 * y) - 16, 500 * (x - y), 200 * (y - z));
    }

    /// <summary>The values; colours outside sRGB are brought to its border channel by channel.</summary>
    public static (double R, double G, double B) ToRgb(Lab lab)
    {
        var fy = (lab.L + 16) / 116;
        var x = Back(fy + (lab.A / 500)) * WhiteX;
        var y = Back(fy);
        var z = Back(fy - (lab.B / 200)) * WhiteZ;
        return (
            Encode((3.2404542 * x) - (1.5371385 * y) - (0.4985314 * z)),
            Encode((-0.9692660 * x) + (1.8760108 * y) + (0.0415560 * z)),
            Encode((0.0556434 * x) - (0.2040259 * y) + (1.0572252 * z)));
    }

    private static double Encode(double light) => 255 * Colour.FromLight(Math.Clamp(light, 0, 1));

    private static double Curve(double t) =>
        t > Knee * Knee * Knee ? Math.Cbrt(t) : (t / (3 * Knee * Knee)) + (4.0 / 29);

    private static double Back(double f) => f > Knee ? f * f * f : 3 * Knee * Knee * (f - (4.0 / 29));
}
