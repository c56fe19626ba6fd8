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
    Mesh Mesh, IReadOnlyList<Material> Materials, Vector3 Place, Vector3 Axis, float DegreesPerSecond,
    float DegreesPerMetre)
{
    /// <summary>
    /// Places by name that turn with it, about its own origin: pedals, <c>foot_left</c> and <c>foot_right</c>.
    /// </summary>
    public IReadOnlyDictionary<string, Vector3> Anchors { get; init; } = new Dictionary<string, Vector3>();

    /// <summary>From the part, turned, to its model.</summary>
    /// <param name="seconds">Seconds since the scene began.</param>
    /// <param name="metres">Metres the model has travelled.</param>
    public Matrix4x4 At(double seconds, float metres)
    {
        var degrees = Math.IEEERemainder((DegreesPerSecond * seconds) + (DegreesPerMetre * metres), 360);
        return Matrix4x4.CreateFromAxisAngle(Axis, (float)(degrees * Math.PI / 180)) * Matrix4x4.CreateTranslation(
            Place);
    }
}
