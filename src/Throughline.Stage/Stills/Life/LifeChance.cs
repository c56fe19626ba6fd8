using Throughline.Chance;

namespace Throughline.Stage.Stills;

/// <summary>Chance that is a function of a seed and two numbers, so that any frame and any particle can be made on its
/// own.</summary>
internal readonly struct LifeChance(ulong seed)
{
    /// <summary>0 to 1, below 1.</summary>
    public float At(int index, int channel) =>
        (SplitMix.Mix(seed + ((((ulong)(uint)index << 8) + (ulong)channel + 1) * SplitMix.Step)) >> 40)
        * (1f / (1 << 24));

    /// <summary>-1 to 1.</summary>
    public float Signed(int index, int channel) => (2 * At(index, channel)) - 1;
}
