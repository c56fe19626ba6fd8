using Throughline.Problems;

namespace Throughline.Films;

/// <summary>Where in film.yaml the parts of a film were written, so that later steps can point at them.</summary>
public sealed class FilmPlaces
{
    private readonly Dictionary<(string Shot, string Key), TextPlace> _places = [];

    /// <summary>Knows nothing: every place is that of the whole file.</summary>
    public static FilmPlaces None { get; } = new();

    /// <summary>
    /// The place of a shot's value of <paramref name="key"/>; else of the shot; else of the whole file.
    /// </summary>
    public TextPlace Of(string shot, string key) =>
        _places.TryGetValue((shot, key), out var place) ? place : OfShot(shot);

    /// <summary>The place where a shot begins; else of the whole file.</summary>
    public TextPlace OfShot(string shot) => _places.GetValueOrDefault((shot, ""));

    /// <summary>The place of the film's own value of <paramref name="key"/>; else of the whole file.</summary>
    public TextPlace OfFilm(string key) => _places.GetValueOrDefault(("", key));

    internal void Add(string shot, string key, TextPlace place) => _places.TryAdd((shot, key), place);
}
