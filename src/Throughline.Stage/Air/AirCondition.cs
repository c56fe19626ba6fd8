using Throughline.Stage.Scenes;

namespace Throughline.Stage.Air;

/// <summary>When something fills the air of a scene; what is empty does not matter.</summary>
public sealed record AirCondition
{
    /// <summary>In one of these weathers.</summary>
    public IReadOnlyList<Weather> Weathers { get; init; } = [];

    /// <summary>In one of these seasons.</summary>
    public IReadOnlyList<Season> Seasons { get; init; } = [];

    /// <summary>In one of these sets.</summary>
    public IReadOnlyList<string> Sets { get; init; } = [];

    /// <summary>From this hour; past <see cref="Until"/> it goes over midnight.</summary>
    public float Since { get; init; }

    /// <summary>Until this hour.</summary>
    public float Until { get; init; } = 24;

    /// <summary>From this strength of the wind on.</summary>
    public float Wind { get; init; }

    /// <summary>Whether it is of rooms; null for both.</summary>
    public bool? Indoors { get; init; }

    /// <summary>Whether it holds for a setting.</summary>
    public bool Holds(Setting setting, bool indoors)
    {
        ArgumentNullException.ThrowIfNull(setting);
        var hour = Since <= Until
            ? setting.Hour >= Since && setting.Hour <= Until
            : setting.Hour >= Since || setting.Hour <= Until;
        return hour
            && (Weathers.Count == 0 || Weathers.Contains(setting.Weather))
            && (Seasons.Count == 0 || Seasons.Contains(setting.Season))
            && (Sets.Count == 0 || Sets.Contains(setting.Set))
            && setting.Wind >= Wind
            && (Indoors ?? false) == indoors;
    }
}
