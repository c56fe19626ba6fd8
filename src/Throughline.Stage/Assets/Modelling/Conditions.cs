using Throughline.Stage.Scenes;

namespace Throughline.Stage.Assets.Modelling;

/// <summary>The conditions that files name in <c>when</c> and <c>unless</c>.</summary>
internal static class Conditions
{
    private const float Dusk = 17.8f;
    private const float Dawn = 6.4f;

    /// <summary>
    /// The variants asked for, the season, <c>day</c> or <c>night</c> (from dusk to dawn), <c>lit</c> at night unless
    /// it is said to be unlit, <c>snowy</c> while it snows, and the era.
    /// </summary>
    public static IReadOnlySet<string> Of(Traits traits, Setting setting)
    {
        var conditions = new HashSet<string>(traits.Variants, StringComparer.OrdinalIgnoreCase)
        {
            setting.Season switch { Season.Spring => "spring", Season.Summer => "summer", Season.Autumn => "autumn", _ => "winter" },
        };
        var dark = setting.Hour is >= Dusk or < Dawn;
        conditions.Add(dark ? "night" : "day");
        if (dark && !conditions.Contains("unlit") && !conditions.Contains("dark"))
        {
            conditions.Add("lit");
        }

        if (setting.Weather == Weather.Snow)
        {
            conditions.Add("snowy");
        }

        conditions.UnionWith(setting.Mood);
        if (setting.Era is { } era)
        {
            conditions.Add(era);
        }

        return conditions;
    }
}
