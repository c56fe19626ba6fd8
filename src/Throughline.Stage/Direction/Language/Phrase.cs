namespace Throughline.Stage.Direction;

/// <summary>A part of a sentence: terms that belong together.</summary>
internal abstract class Phrase
{
    /// <summary>Number of its first term.</summary>
    public required int At { get; init; }
}

/// <summary>Somebody or something: <c>three old men</c>, <c>the keeper's lamp</c>, <c>she</c>.</summary>
internal sealed class NounPhrase : Phrase
{
    /// <summary><c>a the this that another no every ...</c>, or null.</summary>
    public string? Determiner { get; set; }

    /// <summary>Whose it is, as a noun; null for nobody's.</summary>
    public NounPhrase? Owner { get; set; }

    /// <summary>Whose it is, as his, her, its, their; null for nobody's.</summary>
    public Term? OwnerPronoun { get; set; }

    /// <summary>The words that count.</summary>
    public List<Term> Numbers { get; } = [];

    /// <summary>What describes it, from left to right.</summary>
    public List<Term> Modifiers { get; } = [];

    /// <summary>The noun or pronoun; null when there are adjectives alone.</summary>
    public Term? Head { get; set; }

    /// <summary>Whether it is said not to be there.</summary>
    public bool IsDenied { get; set; }

    /// <summary>Whether the head is a pronoun.</summary>
    public bool IsPronoun => Head is { Tag: Tag.Pronoun };

    /// <summary>Whether it speaks of several.</summary>
    public bool IsPlural => Head is { Chosen.Form: WordForm.Plural } || Head?.Word is "they" or "them" or "people";
}

/// <summary>What somebody does: <c>is slowly walking</c>.</summary>
internal sealed class VerbGroup : Phrase
{
    /// <summary>The verb; null when a form of to be stands alone.</summary>
    public Term? Head { get; set; }

    /// <summary>How, as far as it stands before the verb.</summary>
    public List<Term> Adverbs { get; } = [];

    /// <summary>Verbs that only begin or keep up what the head says.</summary>
    public List<Term> Helpers { get; } = [];

    /// <summary>Whether it is denied.</summary>
    public bool IsDenied { get; set; }

    /// <summary>Whether the subject is what it is done to.</summary>
    public bool IsPassive { get; set; }

    /// <summary>Whether it has a form of to be, to have or the like.</summary>
    public bool HasAuxiliary { get; set; }
}

/// <summary>A single term with its part: preposition, adverb, conjunction, camera, ...</summary>
internal sealed class Particle : Phrase
{
    /// <summary>The term.</summary>
    public required Term Term { get; init; }

    /// <summary>Its part.</summary>
    public Tag Tag => Term.Tag;
}
