using System.Numerics;

namespace Throughline.Sight.Faces;

/// <summary>Where a face is, before its points are known.</summary>
/// <param name="Middle">Middle of its box, in the picture's pixels.</param>
/// <param name="Size">Sides of its box, in the picture's pixels.</param>
/// <param name="RightEye">The person's right eye.</param>
/// <param name="LeftEye">The person's left eye.</param>
/// <param name="Score">How sure, 0 to 1.</param>
internal sealed record FoundFace(Vector2 Middle, Vector2 Size, Vector2 RightEye, Vector2 LeftEye, float Score)
{
    /// <summary>How far the line of the eyes is turned down to the right, in radians.</summary>
    public float Angle => MathF.Atan2(LeftEye.Y - RightEye.Y, LeftEye.X - RightEye.X);

    /// <summary>How much two boxes are one: what they share over what they cover together, 0 to 1.</summary>
    public float Overlap(FoundFace other)
    {
        Vector2 low = Vector2.Max(Middle - (Size / 2), other.Middle - (other.Size / 2));
        Vector2 high = Vector2.Min(Middle + (Size / 2), other.Middle + (other.Size / 2));
        var shared = MathF.Max(0, high.X - low.X) * MathF.Max(0, high.Y - low.Y);
        return shared / MathF.Max(1e-6f, (Size.X * Size.Y) + (other.Size.X * other.Size.Y) - shared);
    }
}
