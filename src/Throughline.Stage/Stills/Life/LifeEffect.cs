namespace Throughline.Stage.Stills;

/// <summary>An effect that words ask for.</summary>
/// <param name="Kind">What moves: the name of a <see cref="LifeRecipe"/>.</param>
/// <param name="Strength">How much, about 0.2 to 2.5; 1 is usual.</param>
/// <param name="Word">The word that asked.</param>
internal readonly record struct LifeEffect(string Kind, float Strength, string Word);
