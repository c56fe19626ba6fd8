namespace Throughline.Stage.Scenes;

/// <summary>Something worn.</summary>
/// <param name="Item">Name of the garment: <c>raincoat</c>, <c>hat</c>, <c>scarf</c>.</param>
/// <param name="Colour">As <see cref="Traits.Colour"/>; null lets the seed choose.</param>
/// <param name="Pattern">As <see cref="Traits.Pattern"/>; null for plain.</param>
public readonly record struct Worn(string Item, string? Colour = null, string? Pattern = null);
