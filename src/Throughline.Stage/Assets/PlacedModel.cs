using System.Numerics;

namespace Throughline.Stage.Assets;

/// <summary>A model that stands in a set.</summary>
/// <param name="Model">The model.</param>
/// <param name="Place">From the model to the world.</param>
public readonly record struct PlacedModel(Model Model, Matrix4x4 Place);
