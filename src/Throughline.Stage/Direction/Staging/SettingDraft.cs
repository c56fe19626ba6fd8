using Throughline.Stage.Scenes;

namespace Throughline.Stage.Direction;

/// <summary>
/// Place, hour and weather while the prompt is being read. Of two that contradict each other the later wins, and a note
/// says so.
/// </summary>
internal sealed class SettingDraft(List<string> notes)
{
    private (float Value, string Words)? _hour;
    private (Weather Value, string Words)? _weather;
    private (Season Value, string Words)? _season;
    private (string Value, string Words)? _era;
    private (string Value, string Words)? _look;
    private string? _trees;
    private float? _wind;
    private float? _waves;
    private readonly List<string> _mood = [];

    /// <summary>The look that the prompt asks for, or null.</summary>
    public string? Look => _look?.Value;

    /// <summary>Whether the prompt says when it is.</summary>
    public bool HasHour => _hour is not null;

    /// <summary>Whether the prompt says anything of the setting.</summary>
    public bool IsSaid => _hour is not null
        || _weather is not null || _season is not null || _era is not null || _wind is not null || _waves is not null || _mood.Count > 0;

    /// <summary>Sets the hour, 0 to 24.</summary>
    public void Hour(float hour, string words)
    {
        // Near hours only sharpen each other: "dusk" with "golden hour", "night" with "moon".
        if (_hour is { } before && Math.Abs(before.Value - hour) is > 2.5f and < 21.5f)
        {
            notes.Add($"'{before.Words}' and '{words}' contradict each other: the later, '{words}', counts.");
        }

        _hour = (hour >= 24 ? 0 : hour, words);
    }

    /// <summary>An hour that only counts when nothing else says one.</summary>
    public void HourIfNone(float hour, string words) => _hour ??= (hour, words);

    /// <summary>Sets the weather.</summary>
    public void Weather(Weather weather, string words)
    {
        if (_weather is { } before && before.Value != weather)
        {
            if (Goes(weather, before.Value))
            {
                return;
            }

            if (!Goes(before.Value, weather))
            {
                notes.Add($"'{before.Words}' and '{words}' contradict each other: the later, '{words}', counts.");
            }
        }

        _weather = (weather, words);
    }

    /// <summary>Sets the wind, 0 to 1; the strongest counts.</summary>
    public void Wind(float wind) => _wind = wind == 0 ? 0 : Math.Max(_wind ?? 0, wind);

    /// <summary>Sets the height of the waves as a share of the set's own; the later counts.</summary>
    public void Waves(float waves) => _waves = waves;

    /// <summary>Sets the season.</summary>
    public void Season(Season season, string words)
    {
        if (_season is { } before && before.Value != season)
        {
            notes.Add($"'{before.Words}' and '{words}' contradict each other: the later, '{words}', counts.");
        }

        _season = (season, words);
    }

    /// <summary>Adds a mood.</summary>
    public void Mood(string mood)
    {
        if (!_mood.Contains(mood) && _mood.Count < 4)
        {
            _mood.Add(mood);
        }
    }

    /// <summary>Sets the era.</summary>
    public void Era(string era, string words)
    {
        if (_era is { } before && before.Value != era)
        {
            notes.Add($"'{before.Words}' and '{words}' contradict each other: the later, '{words}', counts.");
        }

        _era = (era, words);
    }

    /// <summary>Sets what woods are made of; the later counts.</summary>
    public void Trees(string plant) => _trees = plant;

    /// <summary>Sets the look.</summary>
    public void Looks(string look, string words)
    {
        if (_look is { } before && before.Value != look)
        {
            notes.Add($"'{before.Words}' and '{words}' are two looks: the later, '{words}', counts.");
        }

        _look = (look, words);
    }

    /// <summary>The finished setting.</summary>
    public Setting Finish(string set)
    {
        var weather = _weather?.Value;
        var season = _season?.Value
            ?? (weather == Scenes.Weather.Snow || set == "snowfield" ? Scenes.Season.Winter : Scenes.Season.Summer);
        return new Setting
        {
            Set = set,
            Hour = _hour?.Value ?? 10,
            Weather = weather ?? Scenes.Weather.Fair,
            Wind = _wind ?? (weather == Scenes.Weather.Storm ? 0.85f : 0.2f),
            Waves = _waves,
            Season = season,
            Mood = _mood.ToList(),
            Era = _era?.Value,
            Trees = _trees,
        };
    }

    // What goes without saying beside something stronger: clouds with rain, sun with nothing in particular.
    private static bool Goes(Weather weak, Weather strong) => (weak, strong) switch
    {
        (Scenes.Weather.Cloudy, not (Scenes.Weather.Clear or Scenes.Weather.Fair)) => true,
        (Scenes.Weather.Overcast, Scenes.Weather.Rain or Scenes.Weather.Storm or Scenes.Weather.Snow
            or Scenes.Weather.Fog or Scenes.Weather.Mist) => true,
        (Scenes.Weather.Rain, Scenes.Weather.Storm) => true,
        (Scenes.Weather.Mist, Scenes.Weather.Fog or Scenes.Weather.Rain) => true,
        (Scenes.Weather.Fair, Scenes.Weather.Clear or Scenes.Weather.Cloudy or Scenes.Weather.Mist) => true,
        _ => false,
    };
}
