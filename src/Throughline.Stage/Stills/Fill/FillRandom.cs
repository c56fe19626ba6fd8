namespace Throughline.Stage.Stills;

/// <summary>Random numbers from a counter: what comes out depends on what goes in, never on who asked before.</summary>
/// <remarks>Source: SplitMix64, Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195.</remarks>
internal struct FillRandom(ulong seed, int level, int iteration, int pixel)
{
    private ulong _state = seed
        + ((ulong)(uint)pixel * 0x9E3779B97F4A7C15UL)
        + ((ulong)(uint)iteration * 0xD1B54A32D192ED03UL)
        + ((ulong)(uint)level * 0x8CB92BA72F3D8DD7UL);

    /// <summary>A number from 0 to <paramref name="bound"/> - 1; <paramref name="bound"/> is at least 1.</summary>
    public int Below(int bound)
    {
        _state += 0x9E3779B97F4A7C15UL;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        z ^= z >> 31;
        return (int)(((z >> 32) * (ulong)bound) >> 32);
    }

    /// <summary>A number from -<paramref name="radius"/> to <paramref name="radius"/>.</summary>
    public int Within(int radius) => Below((2 * radius) + 1) - radius;
}
