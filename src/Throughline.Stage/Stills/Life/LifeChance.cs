namespace Throughline.Stage.Stills;

/// <summary>Chance that is a function of a seed and two numbers, so that any frame and any particle can be made on its
/// own.</summary>
internal readonly struct LifeChance(ulong seed)
{
    /// <summary>0 to 1, below 1.</summary>
    public float At(int index, int channel) =>
        (Mix(seed + ((((ulong)(uint)index << 8) + (ulong)channel + 1) * 0x9E3779B97F4A7C15ul)) >> 40) * (1f / (1 << 24));

    /// <summary>-1 to 1.</summary>
    public float Signed(int index, int channel) => (2 * At(index, channel)) - 1;

    // SplitMix64's finaliser.
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ul;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBul;
        return z ^ (z >> 31);
    }
}
