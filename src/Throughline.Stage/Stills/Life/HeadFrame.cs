using System.Numerics;
using Throughline.Media.Faces;

namespace Throughline.Stage.Stills;

/// <summary>
/// A head's own axes in its picture: origin midway between forehead and chin, across to the picture's right as the eyes
/// lie, up from the chin to the forehead; the unit is half the face's height, so that the chin is at -1, the forehead
/// at 1.
/// </summary>
internal sealed class HeadFrame
{
    private readonly Vector2 _across;
    private readonly Vector2 _up;

    /// <summary>The axes of a face's points.</summary>
    public HeadFrame(IReadOnlyList<Vector3> points)
    {
        Vector2 Place(int i) => new(points[i].X, points[i].Y);
        Vector2 chin = Place(FaceParts.Chin), top = Place(FaceParts.Forehead);
        Middle = (chin + top) / 2;
        Half = MathF.Max(1, Vector2.Distance(chin, top) / 2);
        _up = (top - chin) / (2 * Half);
        _across = new Vector2(-_up.Y, _up.X);
        Depth = points.Average(p => p.Z);
    }

    /// <summary>Midway between forehead and chin, pixels.</summary>
    public Vector2 Middle { get; }

    /// <summary>Half the height of the face, pixels.</summary>
    public float Half { get; }

    /// <summary>Mean depth of the points, pixels.</summary>
    public float Depth { get; }

    /// <summary>A pixel in the head's axes.</summary>
    public (float Across, float Up) At(float x, float y)
    {
        var off = (new Vector2(x, y) - Middle) / Half;
        return (Vector2.Dot(off, _across), Vector2.Dot(off, _up));
    }

    /// <summary>Whether a place in the head's axes is bare face.</summary>
    public static bool IsFace(float across, float up) =>
        (across * across / 0.50f) + (up * up / (up > 0 ? 0.62f : 1.05f)) < 1;
}
