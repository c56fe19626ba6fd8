using Throughline.Chance;

namespace Throughline.Stage.Stills;

/// <summary>Random numbers from a counter: what comes out depends on what goes in, never on who asked before.</summary>
internal struct FillRandom(ulong seed, int level, int iteration, int pixel)
{
    private ulong _state = seed
        + ((ulong)(uint)pixel * SplitMix.Step)
        + ((ulong)(uint)iteration * 0xD1B54A32D192ED03UL)
        + ((ulong)(uint)level * 0x8CB92BA72F3D8DD7UL);

    /// <summary>A number from 0 to <paramref name="bound"/> - 1; <paramref name="bound"/> is at least 1.</summary>
    public int Below(int bound)
    {
        _state += SplitMix.Step;
        return (int)(((SplitMix.Mix(_state) >> 32) * (ulong)bound) >> 32);
    }

    /// <summary>A number from -<paramref name="radius"/> to <paramref name="radius"/>.</summary>
    public int Within(int radius) => Below((2 * radius) + 1) - radius;
}
