using Throughline.Chance;

namespace Throughline.Camera;

/// <summary>
/// Smooth noise for a camera that a person carries: sines of unrelated frequencies with seeded phases, a function of
/// time alone, so that any frame can be drawn on its own.
/// </summary>
internal readonly struct Unrest
{
    // Frequencies in hertz and their shares; the slow sway dominates, the breath and the step ride on it.
    private static readonly double[] _frequencies = [0.31, 0.57, 0.93, 1.61, 2.73];
    private static readonly double[] _shares = [1.0, 0.8, 0.45, 0.2, 0.08];

    private readonly ulong _seed;

    public Unrest(long seed) => _seed = (ulong)seed;

    /// <summary>About -1 to 1 at <paramref name="seconds"/>; each channel has its own phases.</summary>
    public double At(int channel, double seconds)
    {
        double sum = 0;
        for (var i = 0; i < _frequencies.Length; i++)
        {
            var phase = SplitMix.Mix(_seed + (((ulong)(channel * 16) + (ulong)i + 1) * SplitMix.Step))
                / (double)ulong.MaxValue;
            sum += _shares[i] * Math.Sin(2 * Math.PI * ((_frequencies[i] * (1 + 0.06 * channel) * seconds) + phase));
        }

        return sum / 1.6;
    }
}
