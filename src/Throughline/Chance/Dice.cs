namespace Throughline.Chance;

/// <summary>Numbers that look like chance and follow from a seed alone.</summary>
/// <param name="seed">Equal seeds throw equal numbers.</param>
public struct Dice(long seed)
{
    private ulong _counter = SplitMix.Mix((ulong)seed + SplitMix.Step);

    /// <summary>Dice of their own for a part of what <paramref name="seed"/> decides.</summary>
    /// <param name="seed">The whole's seed.</param>
    /// <param name="part">Number of the part.</param>
    public static Dice Of(long seed, int part) => new((long)SplitMix.Mix((ulong)seed ^ SplitMix.Mix((ulong)part + 1)));

    /// <summary>From 0 up to, but not, 1.</summary>
    public float Next()
    {
        _counter += SplitMix.Step;
        return (SplitMix.Mix(_counter) >> 40) * (1f / (1 << 24));
    }

    /// <summary>From <paramref name="least"/> to <paramref name="most"/>.</summary>
    public float Between(float least, float most) => least + (Next() * (most - least));

    /// <summary>A whole number from 0 below <paramref name="count"/>.</summary>
    public int Below(int count) => Math.Min((int)(Next() * count), count - 1);
}
