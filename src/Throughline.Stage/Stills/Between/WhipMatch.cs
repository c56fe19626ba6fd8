using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>
/// How a fast turn goes from one picture to the next: in its streaks only the colour of each row is left, so it turns
/// to the side, and tilts by as much, as brings the rows of both pictures to each other: horizon to horizon, ground to
/// ground.
/// </summary>
/// <param name="Side">1 to the right, -1 to the left.</param>
/// <param name="Tilt">By how much the first picture's rows lie above the last one's like them, pixels.</param>
internal readonly record struct WhipMatch(int Side, float Tilt)
{
    private const int Rows = 72;

    // The farthest tilt, rows of the reading, and what a row of it costs, so that nothing is tilted for nothing.
    private const int Most = 8;
    private const double ARow = 6;

    // What turning to the left must gain, as a share: reading goes to the right.
    private const double Gain = 0.9;

    /// <summary>The best match.</summary>
    /// <param name="first">The picture that is left.</param>
    /// <param name="last">The picture that is arrived at, of the same size.</param>
    /// <param name="tone">What brings the first picture's colours to the last one's.</param>
    public static WhipMatch Of(Picture first, Picture last, Tone tone)
    {
        var size = new PixelSize(8, Rows);
        Picture own = Resample.To(first, size), other = Resample.To(last, size);
        var best = (Side: 1, Tilt: 0, Off: double.MaxValue);
        foreach (var side in (ReadOnlySpan<int>)[1, -1])
        {
            for (var tilt = -Most; tilt <= Most; tilt++)
            {
                var off = (Off(own, other, tone, side, tilt) + (ARow * Math.Abs(tilt))) / (side > 0 ? 1 : Gain);
                best = off < best.Off ? (side, tilt, off) : best;
            }
        }

        return new WhipMatch(best.Side, best.Tilt * first.Height / (float)Rows);
    }

    // Mean squared difference of the rows' colours, in the half of each picture that the turn sweeps over.
    private static double Off(Picture own, Picture other, Tone tone, int side, int tilt)
    {
        double sum = 0;
        var count = 0;
        Span<double> a = stackalloc double[3], b = stackalloc double[3];
        for (var y = Math.Max(0, -tilt); y < Rows - Math.Max(0, tilt); y++)
        {
            Mean(own.Row(y), side > 0 ? 4 : 0, a);
            Mean(other.Row(y + tilt), side > 0 ? 0 : 4, b);
            double r = (a[0] * tone.GainR) + tone.LiftR - b[0], g = (a[1] * tone.GainG) + tone.LiftG - b[1],
                blue = (a[2] * tone.GainB) + tone.LiftB - b[2];
            sum += (r * r) + (g * g) + (blue * blue);
            count++;
        }

        return sum / count;
    }

    private static void Mean(ReadOnlySpan<byte> row, int from, Span<double> mean)
    {
        for (var c = 0; c < 3; c++)
        {
            mean[c] = 0;
            for (var x = from; x < from + 4; x++)
            {
                mean[c] += row[(4 * x) + c] / 4.0;
            }
        }
    }
}
