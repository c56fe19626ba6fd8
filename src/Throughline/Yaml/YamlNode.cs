using Throughline.Problems;

namespace Throughline.Yaml;

/// <summary>A value of film.yaml before it means anything, with its place.</summary>
internal abstract record YamlNode(TextPlace Place)
{
    /// <summary>The kind in words, for messages.</summary>
    public abstract string Kind { get; }
}

/// <summary>A text or number.</summary>
internal sealed record YamlScalar(TextPlace Place, string Text) : YamlNode(Place)
{
    /// <summary>Whether it was written without quotes.</summary>
    public bool IsPlain { get; init; }

    /// <summary>
    /// Where the text's first character stands; equal to the place when the text runs over several lines.
    /// </summary>
    public TextPlace TextPlace { get; init; } = Place;

    /// <summary>Whether nothing was written where a value belongs.</summary>
    public bool IsEmpty => IsPlain && Text is "" or "~" or "null";

    public override string Kind => IsEmpty ? "nothing" : Quoted.Of(Text);
}

/// <summary>A list.</summary>
internal sealed record YamlSequence(TextPlace Place, IReadOnlyList<YamlNode> Items) : YamlNode(Place)
{
    public override string Kind => "a list";
}

/// <summary>A mapping; no key comes twice.</summary>
internal sealed record YamlMapping(TextPlace Place, IReadOnlyList<YamlEntry> Entries) : YamlNode(Place)
{
    public override string Kind => "a mapping";

    /// <summary>The value of a key, or null.</summary>
    public YamlNode? Find(string key) => Entries.FirstOrDefault(entry => entry.Key.Text == key)?.Value;
}

/// <summary>Something already reported; reading it reports nothing more.</summary>
internal sealed record YamlRefused(TextPlace Place) : YamlNode(Place)
{
    public override string Kind => "nothing";
}

/// <summary>One key with its value.</summary>
internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);
