using System.Collections.ObjectModel;
using Throughline.Camera;
using Throughline.Problems;

namespace Throughline.Films;

/// <summary>A shot while it is being read.</summary>
internal sealed class ShotDraft : FilmDraft
{
    /// <summary>
    /// What a shot is taken to last while its seconds are unreadable, so that the rest can be checked.
    /// </summary>
    public const decimal SecondsWhenUnreadable = 5;

    /// <summary>Where the shot begins.</summary>
    public required TextPlace Place { get; init; }

    /// <summary>How messages call the shot: <c>shot 'b'</c>, or <c>shot 3</c> while it has no id.</summary>
    public required string Subject { get; set; }

    public string? Id { get; set; }

    public string? Image { get; set; }

    public string? From { get; set; }

    public string? Last { get; set; }

    public string? Depth { get; set; }

    public string? Matte { get; set; }

    public IReadOnlyDictionary<LifePlace, string> Masks { get; set; } = ReadOnlyDictionary<LifePlace, string>.Empty;

    public string? Life { get; set; }

    public string? Scene { get; set; }

    public string? Prompt { get; set; }

    public FocusPoint Focus { get; set; } = FocusPoint.Centre;

    public CameraScript? Camera { get; set; }

    public decimal? Shutter { get; set; }

    public decimal? Seconds { get; set; }

    public Transition Transition { get; set; } = Transition.Cut;

    public long? Seed { get; set; }

    public string? Engine { get; set; }

    /// <summary>Whether a key was written, readable or not.</summary>
    public bool Has(string key) => Places.ContainsKey(key);

    /// <summary>The place of a key's value, or of the shot.</summary>
    public TextPlace PlaceOf(string key) => Places.GetValueOrDefault(key, Place);

    /// <summary>The shot, its moves timed.</summary>
    public Shot ToShot(int number, ProblemList problems)
    {
        var id = Id ?? $"shot-{number}";
        return new Shot
        {
            Id = id,
            Image = Image,
            From = From,
            Last = Last,
            Depth = Depth,
            Matte = Matte,
            Masks = Masks,
            Life = Life,
            Scene = Scene,
            Prompt = Prompt,
            Focus = Focus,
            Camera = Camera?.Resolve(Seconds ?? FilmKeys.LongestShot, PlaceOf("camera"), problems) ?? [],
            Shutter = (double?)Shutter,
            Seconds = Seconds ?? SecondsWhenUnreadable,
            Transition = Transition,
            Seed = Seed ?? StableSeed.Of(id),
            Engine = Engine,
            Line = Place.Line,
        };
    }
}
