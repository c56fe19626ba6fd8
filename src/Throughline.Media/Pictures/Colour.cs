namespace Throughline.Media.Pictures;

/// <summary>How colours are measured and compared. Alpha never counts.</summary>
public static class Colour
{
    /// <summary>What <see cref="Psnr"/> gives for equal pictures.</summary>
    public const double SamePsnr = double.PositiveInfinity;

    // D65 as the sRGB matrix itself gives it for white, so that greys have a = b = 0.
    private const double WhiteX = 0.4124564 + 0.3575761 + 0.1804375;
    private const double WhiteZ = 0.0193339 + 0.1191920 + 0.9503041;

    /// <summary>The light, 0..1, of an encoded sRGB value 0..1. Source: IEC 61966-2-1.</summary>
    public static double ToLight(double encoded) =>
        encoded <= 0.04045 ? encoded / 12.92 : Math.Pow((encoded + 0.055) / 1.055, 2.4);

    /// <summary>The encoded sRGB value, 0..1, of light 0..1. Source: IEC 61966-2-1.</summary>
    public static double FromLight(double light) =>
        light <= 0.0031308 ? light * 12.92 : (1.055 * Math.Pow(light, 1 / 2.4)) - 0.055;

    /// <summary>The Lab colour of sRGB bytes.</summary>
    public static Lab ToLab(byte r, byte g, byte b)
    {
        double lr = Light.Of(r), lg = Light.Of(g), lb = Light.Of(b);
        var x = Curve(((0.4124564 * lr) + (0.3575761 * lg) + (0.1804375 * lb)) / WhiteX);
        var y = Curve((0.2126729 * lr) + (0.7151522 * lg) + (0.0721750 * lb));
        var z = Curve(((0.0193339 * lr) + (0.1191920 * lg) + (0.9503041 * lb)) / WhiteZ);
        return new((116 * y) - 16, 500 * (x - y), 200 * (y - z));
    }

    /// <summary>The mean CIE 1976 colour difference of two pictures of one size.</summary>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static double MeanDifference76(Picture first, Picture second) =>
        Mean(first, second, (a, b) => a.Difference76(b));

    /// <summary>The mean CIEDE2000 colour difference of two pictures of one size.</summary>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static double MeanDifference2000(Picture first, Picture second) =>
        Mean(first, second, (a, b) => a.Difference2000(b));

    /// <summary>
    /// The CIE 1976 difference between the mean colours of two pictures (means taken in Lab): what is left of it is a
    /// shift of the whole picture's colour, as a wrong matrix or range gives.
    /// </summary>
    public static double DifferenceOfMeans(Picture first, Picture second) =>
        MeanLab(first).Difference76(MeanLab(second));

    /// <summary>The mean colour of a picture, taken in Lab.</summary>
    public static Lab MeanLab(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var (l, a, b) = (0.0, 0.0, 0.0);
        for (var i = 0; i < picture.Pixels.Length; i += 4)
        {
            var colour = ToLab(picture.Pixels[i], picture.Pixels[i + 1], picture.Pixels[i + 2]);
            (l, a, b) = (l + colour.L, a + colour.A, b + colour.B);
        }

        return new(l / picture.Size.Area, a / picture.Size.Area, b / picture.Size.Area);
    }

    /// <summary>Peak signal-to-noise ratio over R, G and B in dB; <see cref="SamePsnr"/> for equal pictures.</summary>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static double Psnr(Picture first, Picture second)
    {
        CheckSizes(first, second);
        var sum = 0L;
        for (var i = 0; i < first.Pixels.Length; i++)
        {
            var difference = (i & 3) == 3 ? 0 : first.Pixels[i] - second.Pixels[i];
            sum += difference * difference;
        }

        return sum == 0 ? SamePsnr : 10 * Math.Log10(255.0 * 255 * 3 * first.Size.Area / sum);
    }

    private static double Mean(Picture first, Picture second, Func<Lab, Lab, double> difference)
    {
        CheckSizes(first, second);
        var (a, b) = (first.Pixels, second.Pixels);
        var sum = 0.0;
        for (var i = 0; i < a.Length; i += 4)
        {
            if (a[i] != b[i] || a[i + 1] != b[i + 1] || a[i + 2] != b[i + 2])
            {
                sum += difference(ToLab(a[i], a[i + 1], a[i + 2]), ToLab(b[i], b[i + 1], b[i + 2]));
            }
        }

        return sum / first.Size.Area;
    }

    private static void CheckSizes(Picture first, Picture second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Size != second.Size)
        {
            throw new ArgumentException(
                $"A picture of {first.Size} cannot be compared with one of {second.Size}.", nameof(second));
        }
    }

    // A third of the exponent is a guess within 4 %; two steps of Halley's rule make it exact to the last bits, several
    // times faster than the library's.
    private static double CubeRoot(double t)
    {
        const long Bias = 0x2A9F_7893_782D_A1CE;
        var root = BitConverter.Int64BitsToDouble((BitConverter.DoubleToInt64Bits(t) / 3) + Bias);
        for (var i = 0; i < 2; i++)
        {
            var cube = root * root * root;
            root *= (cube + (2 * t)) / ((2 * cube) + t);
        }

        return root;
    }

    private static double Curve(double t) => t > 216.0 / 24389 ? CubeRoot(t) : ((24389.0 / 27 * t) + 16) / 116;
}
