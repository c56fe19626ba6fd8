using Throughline.Chance;

namespace Throughline.Stage.Motion;

/// <summary>Slow chance over time as a function of time alone: what keeps a body from ever being still.</summary>
internal readonly struct Drift(long seed)
{
    private readonly ulong _seed = (ulong)seed;

    /// <summary>About -1 to 1: three sines about a frequency, with phases of the channel's own.</summary>
    public float At(int channel, double seconds, double hertz)
    {
        var sum = Math.Sin(Math.Tau * ((hertz * seconds) + Phase(channel, 0)))
            + (0.6 * Math.Sin(Math.Tau * ((1.73 * hertz * seconds) + Phase(channel, 1))))
            + (0.35 * Math.Sin(Math.Tau * ((2.91 * hertz * seconds) + Phase(channel, 2))));
        return (float)(sum / 1.5);
    }

    /// <summary>0 to 1, from a number.</summary>
    public float Toss(int channel, long number) =>
        (SplitMix.Mix(_seed + (((ulong)number * 977) + (ulong)channel + 1) * SplitMix.Step) >> 40) * (1f / (1 << 24));

    private double Phase(int channel, int part) => Toss(channel, -1 - part);
}
