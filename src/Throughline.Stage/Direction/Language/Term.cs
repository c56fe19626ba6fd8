namespace Throughline.Stage.Direction;

/// <summary>A word, or several that mean one thing, with the part it plays in its sentence.</summary>
internal sealed class Term
{
    /// <summary>Number of its first token.</summary>
    public required int First { get; init; }

    /// <summary>How many tokens it has.</summary>
    public required int Count { get; init; }

    /// <summary>As the prompt spells it.</summary>
    public required string Text { get; init; }

    /// <summary>In small letters, words joined by spaces.</summary>
    public required string Word { get; init; }

    /// <summary>How the prompt spells it where that is a slip of the pen; null where it is none.</summary>
    public string? Misspelt { get; init; }

    /// <summary>What it can be.</summary>
    public required IReadOnlyList<Reading> Readings { get; init; }

    /// <summary>How many of its tokens ask for something.</summary>
    public required int Weight { get; init; }

    /// <summary>What the sentence makes of it.</summary>
    public Reading Chosen { get; set; }

    /// <summary>The part it plays.</summary>
    public Tag Tag => Chosen.Tag;

    /// <summary>Its base form.</summary>
    public string Lemma => Chosen.Lemma;

    /// <summary>The meanings that the tables give it in this part.</summary>
    public IReadOnlyList<Meaning> Meanings => Chosen.Meanings ?? [];

    /// <summary>The cast member it names, or null.</summary>
    public string? Member { get; init; }

    /// <summary>Its meaning of a kind, or null.</summary>
    public Meaning? As(WordKind kind)
    {
        foreach (var meaning in Meanings)
        {
            if (meaning.Kind == kind)
            {
                return meaning;
            }
        }

        return null;
    }

    /// <summary>One part it can play.</summary>
    /// <param name="Tag">The part.</param>
    /// <param name="Lemma">The base form.</param>
    /// <param name="Form">How it stands.</param>
    /// <param name="Cost">How unlikely it is for the word alone, in nats.</param>
    /// <param name="Meanings">What the tables know of it so.</param>
    public readonly record struct Reading(
        Tag Tag, string Lemma, WordForm Form, float Cost, IReadOnlyList<Meaning>? Meanings);
}
