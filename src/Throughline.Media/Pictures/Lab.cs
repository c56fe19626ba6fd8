namespace Throughline.Media.Pictures;

/// <summary>A colour in CIE 1976 L*a*b*, white D65, 2 degree observer.</summary>
/// <param name="L">Lightness, 0 black to 100 white.</param>
/// <param name="A">Green (negative) to red.</param>
/// <param name="B">Blue (negative) to yellow.</param>
public readonly record struct Lab(double L, double A, double B)
{
    /// <summary>CIE 1976 colour difference: the distance; about 2.3 is just noticeable.</summary>
    public double Difference76(Lab other) => Math.Sqrt(Square(L - other.L) + Square(A - other.A) + Square(B - other.B));

    /// <summary>
    /// CIEDE2000 colour difference, all weights 1. Source: G. Sharma, W. Wu, E. N. Dalal, The CIEDE2000
    /// color-difference formula, 2005, doi:10.1002/col.20070.
    /// </summary>
    public double Difference2000(Lab other)
    {
        var c = (Math.Sqrt(Square(A) + Square(B)) + Math.Sqrt(Square(other.A) + Square(other.B))) / 2;
        var g = 1.5 - (0.5 * Math.Sqrt(Math.Pow(c, 7) / (Math.Pow(c, 7) + Math.Pow(25, 7))));
        var (a1, a2) = (A * g, other.A * g);
        var (c1, c2) = (Math.Sqrt(Square(a1) + Square(B)), Math.Sqrt(Square(a2) + Square(other.B)));
        var (h1, h2) = (Hue(a1, B), Hue(a2, other.B));
        var grey = c1 * c2 == 0;
        var turn = grey ? 0 : h2 - h1 > 180 ? h2 - h1 - 360 : h2 - h1 < -180 ? h2 - h1 + 360 : h2 - h1;
        var dL = other.L - L;
        var dC = c2 - c1;
        var dH = 2 * Math.Sqrt(c1 * c2) * Math.Sin(Radians(turn / 2));
        var (l, cm) = ((L + other.L) / 2, (c1 + c2) / 2);
        var h = grey ? h1 + h2
            : Math.Abs(h1 - h2) <= 180 ? (h1 + h2) / 2
            : h1 + h2 < 360 ? (h1 + h2 + 360) / 2 : (h1 + h2 - 360) / 2;
        var t = 1 - (0.17 * Math.Cos(Radians(h - 30))) + (0.24 * Math.Cos(Radians(2 * h)))
            + (0.32 * Math.Cos(Radians((3 * h) + 6))) - (0.20 * Math.Cos(Radians((4 * h) - 63)));
        var sL = 1 + (0.015 * Square(l - 50) / Math.Sqrt(20 + Square(l - 50)));
        var (sC, sH) = (1 + (0.045 * cm), 1 + (0.015 * cm * t));
        var rT = -Math.Sin(Radians(60 * Math.Exp(-Square((h - 275) / 25))))
            * 2 * Math.Sqrt(Math.Pow(cm, 7) / (Math.Pow(cm, 7) + Math.Pow(25, 7)));
        return Math.Sqrt(Square(dL / sL) + Square(dC / sC) + Square(dH / sH) + (rT * (dC / sC) * (dH / sH)));
    }

    private static double Square(double x) => x * x;

    private static double Radians(double degrees) => degrees * Math.PI / 180;

    private static double Hue(double a, double b)
    {
        var hue = a == 0 && b == 0 ? 0 : Math.Atan2(b, a) * 180 / Math.PI;
        return hue < 0 ? hue + 360 : hue;
    }
}
