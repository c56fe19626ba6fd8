namespace Throughline.Stage.Stills;

/// <summary>A word of a prompt that asks for motion and gets none.</summary>
/// <param name="Word">The word, in lower case.</param>
/// <param name="Reason">Why, for the person who wrote it.</param>
internal readonly record struct UnusedWord(string Word, string Reason);
