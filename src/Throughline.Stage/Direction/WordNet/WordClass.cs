namespace Throughline.Stage.Direction;

/// <summary>The classes of words that WordNet keeps apart.</summary>
public enum WordClass
{
    /// <summary>Nouns.</summary>
    Noun,

    /// <summary>Verbs.</summary>
    Verb,

    /// <summary>Adjectives.</summary>
    Adjective,

    /// <summary>Adverbs.</summary>
    Adverb,
}
