namespace Throughline.Chance;

/// <summary>
/// Chance as a function of a counter: what comes out depends on what goes in, never on who asked before.
/// </summary>
public static class SplitMix
{
    /// <summary>The step between counters, odd and without pattern.</summary>
    public const ulong Step = 0x9E3779B97F4A7C15;

    /// <summary>64 bits in which every bit depends on every bit of <paramref name="counter"/>.</summary>
    /// <remarks>Source: SplitMix64's finaliser, Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195.</remarks>
    public static ulong Mix(ulong counter)
    {
        counter = (counter ^ (counter >> 30)) * 0xBF58476D1CE4E5B9;
        counter = (counter ^ (counter >> 27)) * 0x94D049BB133111EB;
        return counter ^ (counter >> 31);
    }
}
