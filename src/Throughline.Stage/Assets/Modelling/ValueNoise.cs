using System.Numerics;
using Throughline.Chance;

namespace Throughline.Stage.Assets.Modelling;

/// <summary>Smooth chance in space: a function of place and seed alone.</summary>
internal static class ValueNoise
{
    /// <summary>Value noise, -1 to 1, with parts about 1 apart; smooth to the second derivative.</summary>
    public static float At(Vector3 place, long seed)
    {
        var (x, y, z) = (MathF.Floor(place.X), MathF.Floor(place.Y), MathF.Floor(place.Z));
        var (u, v, w) = (Ease(place.X - x), Ease(place.Y - y), Ease(place.Z - z));
        var (i, j, k) = ((int)x, (int)y, (int)z);
        var near = Lerp(
            Lerp(Corner(i, j, k, seed), Corner(i + 1, j, k, seed), u),
            Lerp(Corner(i, j + 1, k, seed), Corner(i + 1, j + 1, k, seed), u), v);
        var far = Lerp(
            Lerp(Corner(i, j, k + 1, seed), Corner(i + 1, j, k + 1, seed), u),
            Lerp(Corner(i, j + 1, k + 1, seed), Corner(i + 1, j + 1, k + 1, seed), u), v);
        return Lerp(near, far, w);
    }

    /// <summary>Value noise on a plane, -1 to 1.</summary>
    public static float At(float x, float z, long seed)
    {
        var (left, back) = (MathF.Floor(x), MathF.Floor(z));
        var (u, w) = (Ease(x - left), Ease(z - back));
        var (i, k) = ((int)left, (int)back);
        return Lerp(
            Lerp(Corner(i, 0, k, seed), Corner(i + 1, 0, k, seed), u),
            Lerp(Corner(i, 0, k + 1, seed), Corner(i + 1, 0, k + 1, seed), u), w);
    }

    /// <summary>Several octaves on a plane, about -1 to 1.</summary>
    public static float Hills(float x, float z, int octaves, long seed)
    {
        var (sum, share, total) = (0f, 1f, 0f);
        for (var octave = 0; octave < octaves; octave++)
        {
            sum += share * At(x, z, seed + octave);
            total += share;
            share *= 0.5f;
            // Turned a little each time, so that the grid does not show.
            (x, z) = ((1.6f * x) - (1.2f * z) + 17.3f, (1.2f * x) + (1.6f * z) - 5.1f);
        }

        return sum / total;
    }

    /// <summary>Sharp crests on a plane, 0 to 1.</summary>
    public static float Ridges(float x, float z, int octaves, long seed)
    {
        var (sum, share, total) = (0f, 1f, 0f);
        for (var octave = 0; octave < octaves; octave++)
        {
            var crest = 1 - MathF.Abs(At(x, z, seed + octave));
            sum += share * crest * crest;
            total += share;
            share *= 0.5f;
            (x, z) = ((1.6f * x) - (1.2f * z) + 9.7f, (1.2f * x) + (1.6f * z) - 3.3f);
        }

        return sum / total;
    }

    private static float Ease(float t) => t * t * t * ((t * ((t * 6) - 15)) + 10);

    private static float Lerp(float a, float b, float t) => a + (t * (b - a));

    private static float Corner(int x, int y, int z, long seed)
    {
        var mixed = SplitMix.Mix(
            (ulong)seed ^ SplitMix.Mix(((ulong)(uint)x << 32) | (uint)z) ^ ((ulong)(uint)y * 0xD1B54A32D192ED03));
        return ((mixed >> 40) * (2f / (1 << 24))) - 1;
    }
}
