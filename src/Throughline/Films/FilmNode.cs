using Throughline.Problems;

namespace Throughline.Films;

/// <summary>A value of film.yaml before it means anything, with its place.</summary>
internal abstract record FilmNode(TextPlace Place)
{
    /// <summary>The kind in words, for messages.</summary>
    public abstract string Kind { get; }
}

/// <summary>A text or number.</summary>
internal sealed record FilmScalar(TextPlace Place, string Text) : FilmNode(Place)
{
    /// <summary>Whether it was written without quotes.</summary>
    public bool IsPlain { get; init; }

    /// <summary>Where the text's first character stands; equal to the place when the text runs over several lines.</summary>
    public TextPlace TextPlace { get; init; } = Place;

    /// <summary>Whether nothing was written where a value belongs.</summary>
    public bool IsEmpty => IsPlain && Text is "" or "~" or "null";

    public override string Kind => IsEmpty ? "nothing" : Quoted.Of(Text);
}

/// <summary>A list.</summary>
internal sealed record FilmSequence(TextPlace Place, IReadOnlyList<FilmNode> Items) : FilmNode(Place)
{
    public override string Kind => "a list";
}

/// <summary>A mapping; no key comes twice.</summary>
internal sealed record FilmMapping(TextPlace Place, IReadOnlyList<FilmEntry> Entries) : FilmNode(Place)
{
    public override string Kind => "a mapping";

    /// <summary>The value of a key, or null.</summary>
    public FilmNode? Find(string key) => Entries.FirstOrDefault(entry => entry.Key.Text == key)?.Value;
}

/// <summary>Something already reported; reading it reports nothing more.</summary>
internal sealed record FilmRefused(TextPlace Place) : FilmNode(Place)
{
    public override string Kind => "nothing";
}

/// <summary>One key with its value.</summary>
internal sealed record FilmEntry(FilmScalar Key, FilmNode Value);
