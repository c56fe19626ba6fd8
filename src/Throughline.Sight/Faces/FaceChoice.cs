using System.Numerics;
using Throughline.Media.Faces;

namespace Throughline.Sight.Faces;

/// <summary>Each face once, the largest first: two finds may have led to the same face.</summary>
internal static class FaceChoice
{
    /// <summary>Leaves out what is another face again.</summary>
    public static IReadOnlyList<FaceMesh> Of(IEnumerable<FaceMesh> faces)
    {
        var kept = new List<FaceMesh>();
        foreach (var face in faces.OrderByDescending(face => face.Presence))
        {
            if (kept.TrueForAll(other => Vector2.Distance(other.EyesMiddle, face.EyesMiddle) > 0.5f * MathF.Max(other.EyeDistance, face.EyeDistance)))
            {
                kept.Add(face);
            }
        }

        return [.. kept.OrderByDescending(face => face.EyeDistance)];
    }
}
