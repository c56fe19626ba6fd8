using System.Numerics;

namespace Throughline.Media.Faces;

/// <summary>
/// One face found in a picture: 478 points of its surface, always in the same order. <see cref="FaceParts"/> says which
/// points are the eyelids, irises, lips and outline.
/// </summary>
public sealed record FaceMesh
{
    /// <summary>How many points a face has: 468 of the surface and five for each iris.</summary>
    public const int Count = 478;

    /// <summary>
    /// The points. X to the right and Y downwards are places in the picture in pixels (the centre of pixel 0 is 0) and
    /// may lie beyond its edges. Z is depth in the same pixels, relative: 0 is about the middle of the head, less is
    /// nearer to the camera. For a face that looks at the camera the tip of the nose has the least.
    /// </summary>
    public required IReadOnlyList<Vector3> Points { get; init; }

    /// <summary>How sure it is that this is a face, 0 to 1. Below a half no mesh is given.</summary>
    public required float Presence { get; init; }

    /// <summary>The middle between the outer corners of the eyes, in pixels.</summary>
    public Vector2 EyesMiddle => (Place(FaceParts.RightEyeOuterCorner) + Place(FaceParts.LeftEyeOuterCorner)) / 2;

    /// <summary>
    /// Distance between the outer corners of the eyes in pixels, depth included: a measure of the face's size that
    /// turning the head hardly changes.
    /// </summary>
    public float EyeDistance =>
        Vector3.Distance(Points[FaceParts.RightEyeOuterCorner], Points[FaceParts.LeftEyeOuterCorner]);

    /// <summary>
    /// How open an eye is: the gap between its lids' middles over the eye's width. About 0.3 open, below 0.12 closed.
    /// </summary>
    /// <param name="upperLid"><see cref="FaceParts.RightUpperLid"/> or <see cref="FaceParts.LeftUpperLid"/>.</param>
    /// <param name="lowerLid">The lower lid of the same eye.</param>
    public float Openness(IReadOnlyList<int> upperLid, IReadOnlyList<int> lowerLid)
    {
        ArgumentNullException.ThrowIfNull(upperLid);
        ArgumentNullException.ThrowIfNull(lowerLid);
        var width = Vector2.Distance(Place(upperLid[0]), Place(upperLid[^1]));
        return Vector2.Distance(Place(upperLid[upperLid.Count / 2]), Place(lowerLid[lowerLid.Count / 2])) / MathF.Max(
            width, 1e-3f);
    }

    /// <summary>A point's place in the picture, in pixels.</summary>
    public Vector2 Place(int point) => new(Points[point].X, Points[point].Y);
}
