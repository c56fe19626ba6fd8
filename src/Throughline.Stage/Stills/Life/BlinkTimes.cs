namespace Throughline.Stage.Stills;

/// <summary>
/// When a person blinks: two to five seconds apart, now and then twice running, 150 to 300 ms each, quick to close
/// and slower
/// to open. A function of time alone.
/// </summary>
internal sealed class BlinkTimes
{
    private const double Shortest = 2;
    private const double Longest = 5;
    private const double Twice = 0.12;
    private const double Again = 0.12;

    // The first comes soon enough to be seen in a short clip.
    private const double First = 1.1;

    private readonly LifeChance _chance;
    private readonly double _period;
    private readonly double _often;

    /// <summary>The times of a person.</summary>
    /// <param name="chance">Decides them.</param>
    /// <param name="strength">1 is usual, more blinks more often.</param>
    /// <param name="period">Length of a loop in seconds, in which no blink is cut; 0 without.</param>
    public BlinkTimes(LifeChance chance, float strength, double period)
    {
        _chance = chance;
        _period = period;
        _often = Math.Clamp(strength, 0.5, 2);
    }

    /// <summary>How far the lids are closed, 0 to 1.</summary>
    public float At(double seconds)
    {
        var start = First + (1.2 * _chance.At(0, 1));
        for (var n = 0; start <= seconds; n++)
        {
            var length = Length(n);
            if (seconds < start + length && (_period <= 0 || start + length < _period - 0.1))
            {
                return Closed((seconds - start) / length);
            }

            start += length + (n % 7 != 0 && _chance.At(n, 2) < Twice ? Again : Pause(n));
        }

        return 0;
    }

    // Seconds from one blink to the next, more often short than long.
    private double Pause(int n)
    {
        var share = _chance.At(n, 3) * _chance.At(n, 5);
        return (Shortest + ((Longest - Shortest) * share) + (0.5 * _chance.At(n, 6))) / _often;
    }

    // Seconds from open to open.
    private double Length(int n) => 0.17 + (0.12 * _chance.At(n, 4));

    // Down in a third of the time, shut for a tenth, up in the rest.
    private static float Closed(double t)
    {
        var share = t < 0.34 ? t / 0.34 : t < 0.46 ? 1 : 1 - ((t - 0.46) / 0.54);
        return (float)(share * share * (3 - (2 * share)));
    }
}
