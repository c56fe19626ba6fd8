namespace Throughline.Stage.Direction;

/// <summary>The part a term plays in a sentence.</summary>
internal enum Tag
{
    Start,
    Noun,
    Verb,
    Gerund,
    Participle,
    Adjective,
    Adverb,
    Preposition,
    Determiner,
    Number,
    Pronoun,
    Possessive,
    Conjunction,
    Auxiliary,
    Negation,
    To,
    Relative,
    Subordinator,
    Break,
    Camera,
    Foreign,
}
