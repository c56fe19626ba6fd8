using Throughline.Media.Pictures;

namespace Throughline.Editing;

/// <summary>
/// Brings the colour of one shot near that of another: mean and spread of each Lab channel. Both are limited, so that a
/// night never turns into a day. Source: E. Reinhard et al., Color Transfer between Images, 2001,
/// doi:10.1109/38.946629, in CIE Lab and by way of a table of 33³ colours, so that every frame costs the same.
/// </summary>
internal sealed class ColourMatch
{
    private const int Side = 33;
    private const double Strength = 0.85;
    private const double MostSpread = 1.5;
    private const double MostShift = 22;

    private readonly Statistics _own;
    private readonly Statistics _aim;

    /// <summary>Measures both shots.</summary>
    /// <param name="outgoing">The last frame before the joint.</param>
    /// <param name="incoming">The first frame after it.</param>
    public ColourMatch(Picture outgoing, Picture incoming)
    {
        _own = Statistics.Of(incoming);
        _aim = _own.Towards(Statistics.Of(outgoing));
    }

    /// <summary>Changes a frame of the incoming shot.</summary>
    /// <param name="frame">The frame, opaque.</param>
    /// <param name="weight">1: in the outgoing shot's colour; 0: as it is, bit for bit.</param>
    /// <param name="result">Receives the result; may be <paramref name="frame"/>.</param>
    public void Apply(Picture frame, double weight, Picture result)
    {
        var table = Table(weight * Strength);
        var (a, c) = (frame.Pixels, result.Pixels);
        const float Scale = (Side - 1) / 255f;
        for (var i = 0; i < c.Length; i += 4)
        {
            float r = a[i] * Scale, g = a[i + 1] * Scale, b = a[i + 2] * Scale;
            int ri = Math.Min((int)r, Side - 2), gi = Math.Min((int)g, Side - 2), bi = Math.Min((int)b, Side - 2);
            float rf = r - ri, gf = g - gi, bf = b - bi;
            var at = 3 * ((((ri * Side) + gi) * Side) + bi);
            for (var k = 0; k < 3; k++, at++)
            {
                var near = Face(table, at, gf, bf);
                var far = Face(table, at + (3 * Side * Side), gf, bf);
                c[i + k] = (byte)(Math.Clamp(near + ((far - near) * rf), 0f, 255f) + 0.5f);
            }

            c[i + 3] = byte.MaxValue;
        }
    }

    // Bilinear in green and blue; 'at' is the corner's entry.
    private static float Face(float[] table, int at, float gf, float bf)
    {
        var low = table[at] + ((table[at + 3] - table[at]) * bf);
        at += 3 * Side;
        var high = table[at] + ((table[at + 3] - table[at]) * bf);
        return low + ((high - low) * gf);
    }

    private float[] Table(double weight)
    {
        var table = new float[Side * Side * Side * 3];
        var at = 0;
        for (var r = 0; r < Side; r++)
        {
            for (var g = 0; g < Side; g++)
            {
                for (var b = 0; b < Side; b++)
                {
                    var (x, y, z) = (r * 255.0 / (Side - 1), g * 255.0 / (Side - 1), b * 255.0 / (Side - 1));
                    var (dx, dy, dz) = weight == 0 ? default : Shift(x, y, z, weight);
                    table[at++] = (float)(x + dx);
                    table[at++] = (float)(y + dy);
                    table[at++] = (float)(z + dz);
                }
            }
        }

        return table;
    }

    // How far a colour moves, in encoded values; measured against the way there and back, so that no move is exactly
    // none.
    private (double R, double G, double B) Shift(double r, double g, double b, double weight)
    {
        var lab = LabCode.FromRgb(r, g, b);
        var (r0, g0, b0) = LabCode.ToRgb(lab);
        var (r1, g1, b1) = LabCode.ToRgb(_own.Move(lab, _aim, weight));
        return (r1 - r0, g1 - g0, b1 - b0);
    }

    private readonly record struct Statistics(Lab Mean, Lab Spread)
    {
        public static Statistics Of(Picture picture)
        {
            // Every seventh pixel is plenty, and odd, so that columns do not repeat.
            const int Stride = 7 * 4;
            double l = 0, a = 0, b = 0, ll = 0, aa = 0, bb = 0, count = 0;
            for (var i = 0; i < picture.Pixels.Length; i += Stride, count++)
            {
                var lab = Colour.ToLab(picture.Pixels[i], picture.Pixels[i + 1], picture.Pixels[i + 2]);
                (l, a, b) = (l + lab.L, a + lab.A, b + lab.B);
                (ll, aa, bb) = (ll + (lab.L * lab.L), aa + (lab.A * lab.A), bb + (lab.B * lab.B));
            }

            var mean = new Lab(l / count, a / count, b / count);
            return new Statistics(mean, new Lab(
                Deviation(ll / count, mean.L), Deviation(aa / count, mean.A), Deviation(bb / count, mean.B)));
        }

        // The other's statistics, as far as the limits let this one go.
        public Statistics Towards(Statistics other)
        {
            var shift = Math.Min(1, MostShift / Math.Max(1e-9, Mean.Difference76(other.Mean)));
            return new Statistics(Blend(Mean, other.Mean, shift), new Lab(
                Limit(Spread.L, other.Spread.L), Limit(Spread.A, other.Spread.A), Limit(Spread.B, other.Spread.B)));
        }

        public Lab Move(Lab colour, Statistics aim, double weight)
        {
            var (mean, spread) = (Blend(Mean, aim.Mean, weight), Blend(Spread, aim.Spread, weight));
            return new Lab(
                mean.L + ((colour.L - Mean.L) * spread.L / Spread.L),
                mean.A + ((colour.A - Mean.A) * spread.A / Spread.A),
                mean.B + ((colour.B - Mean.B) * spread.B / Spread.B));
        }

        private static Lab Blend(Lab from, Lab to, double share) =>
            new(
                from.L + ((to.L - from.L) * share), from.A + ((to.A - from.A) * share),
                from.B + ((to.B - from.B) * share));

        private static double Limit(double own, double other) => Math.Clamp(other, own / MostSpread, own * MostSpread);

        // A flat picture counts as having a little spread, so that nothing is divided by none.
        private static double Deviation(double meanSquare, double mean) =>
            Math.Max(0.5, Math.Sqrt(Math.Max(0, meanSquare - (mean * mean))));
    }
}
