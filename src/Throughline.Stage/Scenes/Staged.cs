namespace Throughline.Stage.Scenes;

/// <summary>One choice of the direction: words of the prompt and what they became.</summary>
/// <param name="Words">As the prompt spells them.</param>
/// <param name="As">What they became, in plain words: <c>prop lantern</c>, <c>time dusk</c>, <c>walk,
/// slowly</c>.</param>
/// <param name="Way">How it was found, when it was not the name itself: <c>spaniel is a dog</c>; null
/// otherwise.</param>
public readonly record struct Staged(string Words, string As, string? Way = null);
