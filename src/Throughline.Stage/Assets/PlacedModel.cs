using System.Numerics;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Assets;

/// <summary>A model that stands in a set.</summary>
/// <param name="Model">The model.</param>
/// <param name="Place">From the model to the world.</param>
/// <param name="Dress">Its colours, variants and size, with which it was built; null for what no prop by itself is: the
/// ground, a room.</param>
public readonly record struct PlacedModel(Model Model, Matrix4x4 Place, Traits? Dress = null);
