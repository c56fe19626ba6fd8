namespace Throughline.Stage.Direction;

/// <summary>One meaning of a word.</summary>
/// <param name="Synset">The meaning.</param>
/// <param name="Often">How often the word was met with it: 0 never, then 1 + 4 log2 of the count, at most 127.</param>
public readonly record struct WordNetSense(Synset Synset, int Often);
