using System.Numerics;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Assets;

/// <summary>A part of a model that turns; it is drawn as an instance of its own.</summary>
/// <param name="Mesh">The part, about its own origin.</param>
/// <param name="Materials">Its materials.</param>
/// <param name="Place">Where its origin is in the model.</param>
/// <param name="Axis">Unit axis it turns about.</param>
/// <param name="DegreesPerSecond">Speed of its own.</param>
/// <param name="DegreesPerMetre">Turn for each metre the model travels: a wheel's 57.3 / radius.</param>
public sealed record TurningPart(
    Mesh Mesh, IReadOnlyList<Material> Materials, Vector3 Place, Vector3 Axis, float DegreesPerSecond, float DegreesPerMetre);
