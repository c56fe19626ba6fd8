using System.Numerics;

namespace Throughline.Stage.Assets;

/// <summary>Where a model gives something off.</summary>
/// <param name="Kind">Name of a particle kind: <c>fire</c>, <c>smoke</c>, <c>steam</c>, <c>sparks</c>, <c>spray</c>,
/// <c>dust</c>, <c>petals</c>.</param>
/// <param name="Place">In the model's space, metres.</param>
/// <param name="Size">Metres across.</param>
/// <param name="Colour">Its colour, linear light; null for the kind's own.</param>
public readonly record struct Source(string Kind, Vector3 Place, float Size, Vector3? Colour = null);
