using Throughline.Media.Pictures;

namespace Throughline.Bench.Between;

/// <summary>How like the truth a frame is.</summary>
/// <param name="Psnr">Peak signal to noise, decibels.</param>
/// <param name="Ssim">Structural similarity of brightness, mean over squares of eight pixels, at most 1.</param>
/// <param name="Pieces">Per cent of the squares of sixteen pixels that are nowhere near in the truth: ghosts, holes and
/// torn edges. A square that is only a few pixels off its place, or of another shade, is no piece.</param>
internal sealed record Likeness(double Psnr, double Ssim, double Pieces)
{
    private const int Side = 8;
    private const int Large = 16;
    private const int Reach = 24;

    // Mean absolute difference of brightness, 0 to 255, that the best place may leave.
    private const double Torn = 9;

    public static Likeness Of(Picture frame, Picture truth)
    {
        var (a, b) = (Light(frame), Light(truth));
        var square = a.Zip(b, (x, y) => (double)(x - y) * (x - y)).Average();
        double ssim = 0;
        int squares = 0, pieces = 0, larges = 0;
        for (var y = 0; y + Side <= frame.Height; y += Side / 2)
        {
            for (var x = 0; x + Side <= frame.Width; x += Side / 2)
            {
                ssim += Structure(a, b, frame.Width, x, y);
                squares++;
            }
        }

        for (var y = Reach; y + Large + Reach <= frame.Height; y += Large)
        {
            for (var x = Reach; x + Large + Reach <= frame.Width; x += Large)
            {
                pieces += Off(a, b, frame.Width, x, y) > Torn ? 1 : 0;
                larges++;
            }
        }

        return new Likeness(10 * Math.Log10(255 * 255 / square), ssim / squares, 100.0 * pieces / larges);
    }

    private static float[] Light(Picture picture)
    {
        var light = new float[picture.Width * picture.Height];
        for (var i = 0; i < light.Length; i++)
        {
            light[i] = ((54 * picture.Pixels[4 * i]) + (183 * picture.Pixels[(4 * i) + 1])
                + (19 * picture.Pixels[(4 * i) + 2])) / 256f;
        }

        return light;
    }

    // Source: Wang, Bovik, Sheikh and Simoncelli 2004, doi:10.1109/TIP.2003.819861.
    private static double Structure(float[] a, float[] b, int width, int left, int top)
    {
        double sa = 0, sb = 0, saa = 0, sbb = 0, sab = 0;
        for (var i = 0; i < Side * Side; i++)
        {
            var at = ((top + (i / Side)) * width) + left + (i % Side);
            (sa, sb, saa, sbb,
                sab) = (sa + a[at], sb + b[at], saa + (a[at] * a[at]), sbb + (b[at] * b[at]), sab + (a[at] * b[at]));
        }

        const double N = Side * Side, C1 = 6.5025, C2 = 58.5225;
        double ma = sa / N, mb = sb / N;
        return ((2 * ma * mb) + C1) * ((2 * ((sab / N) - (ma * mb))) + C2)
            / (((ma * ma) + (mb * mb) + C1) * ((saa / N) - (ma * ma) + (sbb / N) - (mb * mb) + C2));
    }

    // The mean difference from the likest square around, without what the shade differs by.
    private static double Off(float[] a, float[] b, int width, int left, int top)
    {
        var best = double.MaxValue;
        for (var v = -Reach; v <= Reach && best > Torn; v += 2)
        {
            for (var u = -Reach; u <= Reach && best > Torn; u += 2)
            {
                double sum = 0, shade = 0;
                for (var y = 0; y < Large; y += 2)
                {
                    int at = ((top + y) * width) + left, to = ((top + y + v) * width) + left + u;
                    for (var x = 0; x < Large; x += 2)
                    {
                        shade += b[to + x] - a[at + x];
                    }
                }

                shade = Math.Clamp(shade / (Large * Large / 4), -8, 8);
                for (var y = 0; y < Large && sum < best * Large * Large / 4; y += 2)
                {
                    int at = ((top + y) * width) + left, to = ((top + y + v) * width) + left + u;
                    for (var x = 0; x < Large; x += 2)
                    {
                        sum += Math.Abs(b[to + x] - a[at + x] - shade);
                    }
                }

                best = Math.Min(best, sum / (Large * Large / 4));
            }
        }

        return best;
    }
}
