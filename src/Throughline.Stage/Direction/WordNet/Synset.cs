namespace Throughline.Stage.Direction;

/// <summary>A meaning in WordNet: a number among the meanings of its class.</summary>
/// <param name="Class">The class.</param>
/// <param name="Number">From 0.</param>
public readonly record struct Synset(WordClass Class, int Number);
