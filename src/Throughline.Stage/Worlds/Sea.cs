using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Worlds;

/// <summary>What the weather makes of a set's water.</summary>
internal static class Sea
{
    /// <summary>
    /// Height of the waves as a share of what the set's water has: what the setting says, else what its wind raises, 1 in
    /// the usual breeze.
    /// </summary>
    public static float Strength(Setting setting) => setting.Waves ?? setting.Wind switch
    {
        < 0.2f => 0.3f + (3.5f * setting.Wind),
        var wind => 1 + (2.4f * (wind - 0.2f)),
    };

    /// <summary>A set's water as the setting has it. Higher waves are longer ones and break.</summary>
    public static WaterSurface? Of(WaterSurface? water, Setting setting)
    {
        var strength = Strength(setting);
        return water is null || strength == 1 ? water : water with
        {
            WaveHeight = water.WaveHeight * strength,
            WaveLength = water.WaveLength * MathF.Pow(Math.Max(strength, 0.6f), 0.3f),
            Foam = Math.Min(1, water.Foam * (0.5f + (0.5f * strength))),
        };
    }
}
