namespace Throughline.Stage.Scenes;

/// <summary>Where and when a scene plays.</summary>
public sealed record Setting
{
    /// <summary>Name of the set, of <c>assets/sets</c>.</summary>
    public required string Set { get; init; }

    /// <summary>Hour of the day, 0 to 24: 6 sunrise, 12 noon, 18 sunset. Dawn is 6, dusk 18.4, night 23.</summary>
    public float Hour { get; init; } = 10;

    /// <summary>The weather.</summary>
    public Weather Weather { get; init; } = Weather.Fair;

    /// <summary>Strength of the wind, 0 (none) to 1 (a storm).</summary>
    public float Wind { get; init; } = 0.2f;

    /// <summary>
    /// Height of the waves as a share of what the set's water has by itself, 0 (a mirror) to 6; null for what
    /// <see cref="Wind"/> raises.
    /// </summary>
    public float? Waves { get; init; }

    /// <summary>The season.</summary>
    public Season Season { get; init; } = Season.Summer;

    /// <summary>
    /// Mood words that colour light and palette: <c>warm</c>, <c>eerie</c>, <c>lonely</c>, <c>joyful</c>.
    /// </summary>
    public IReadOnlyList<string> Mood { get; init; } = [];

    /// <summary>
    /// An era or place hint that sets and costumes may follow, such as <c>medieval</c> or <c>futuristic</c>; null for
    /// none.
    /// </summary>
    public string? Era { get; init; }

    /// <summary>
    /// The plant that grows there wherever the set has trees, of <c>assets/plants</c>: a birch wood, a pine forest; null
    /// for the set's own.
    /// </summary>
    public string? Trees { get; init; }
}
