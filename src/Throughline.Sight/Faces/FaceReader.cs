using System.Numerics;
using Throughline.Media.Faces;
using Throughline.Media.Pictures;

namespace Throughline.Sight.Faces;

/// <summary>
/// Reads the points of a found face: once from where the finder saw it, and again from where the points themselves say
/// it is. Source: attention mesh, Grishchenko et al. 2020, arXiv:2006.10962.
/// </summary>
internal sealed class FaceReader(Network network)
{
    private const int Grid = 192;
    private const float Around = 1.5f;

    // Below this many pixels between the eyes there is nothing to read.
    private const float LeastEyes = 8;

    /// <summary>The face's points; null when there is no face after all.</summary>
    public FaceMesh? Read(Picture picture, FoundFace found, CancellationToken cancellationToken)
    {
        if (Vector2.Distance(found.RightEye, found.LeftEye) < LeastEyes)
        {
            return null;
        }

        var first = Look(
            picture, PictureSample.Square(
                found.Middle, Around * MathF.Max(found.Size.X, found.Size.Y), found.Angle, Grid), cancellationToken);
        return first is null ? null : Look(picture, Round(first), cancellationToken);
    }

    // A square round the points, turned like the eyes.
    private static PictureSample Round(FaceMesh face)
    {
        Vector2 right =
            Vector2.Normalize(face.Place(FaceParts.LeftEyeOuterCorner) - face.Place(FaceParts.RightEyeOuterCorner)),
                down = new(-right.Y, right.X);
        var turned = Enumerable.Range(0, FaceMesh.Count).Select(point => face.Place(point))
            .Select(at => new Vector2(Vector2.Dot(at, right), Vector2.Dot(at, down))).ToArray();
        Vector2 low = turned.Aggregate(Vector2.Min), high = turned.Aggregate(Vector2.Max), middle = (low + high) / 2;
        return PictureSample.Square(
            (right * middle.X) + (down * middle.Y), Around * MathF.Max(high.X - low.X, high.Y - low.Y),
            MathF.Atan2(right.Y, right.X), Grid);
    }

    private FaceMesh? Look(Picture picture, PictureSample sample, CancellationToken cancellationToken)
    {
        var outputs = network.Run(sample.Take(picture, Grid, Grid, 0, 1, black: false), cancellationToken);
        var presence = 1 / (1 + MathF.Exp(-outputs["conv_faceflag"][0]));
        if (!(presence >= 0.5f))
        {
            return null;
        }

        var points = new Vector3[FaceMesh.Count];
        var mesh = outputs["output_mesh_identity"];
        for (var i = 0; i < mesh.Length / 3; i++)
        {
            points[i] = new Vector3(mesh[3 * i], mesh[(3 * i) + 1], mesh[(3 * i) + 2]);
        }

        Refine(points, FaceRefinement.Lips, outputs["output_lips"]);
        Refine(points, FaceRefinement.RightEye, outputs["output_left_eye"]);
        Refine(points, FaceRefinement.LeftEye, outputs["output_right_eye"]);
        Iris(
            points, FaceParts.RightIrisMiddle, outputs["output_left_iris"],
            [.. FaceParts.RightUpperLid, .. FaceParts.RightLowerLid]);
        Iris(
            points, FaceParts.LeftIrisMiddle, outputs["output_right_iris"],
            [.. FaceParts.LeftUpperLid, .. FaceParts.LeftLowerLid]);
        var pixel = sample.Right.Length();
        return new FaceMesh
        {
            Presence = presence,
            Points = Array.ConvertAll(points, point => new Vector3(sample.At(point.X, point.Y), point.Z * pixel)),
        };
    }

    private static void Refine(Vector3[] points, ReadOnlySpan<short> which, float[] places)
    {
        for (var i = 0; i < which.Length; i++)
        {
            points[which[i]] = points[which[i]] with { X = places[2 * i], Y = places[(2 * i) + 1] };
        }
    }

    // The eye's own depth is not told: it is the mean of its lids'.
    private static void Iris(Vector3[] points, int first, float[] places, int[] lids)
    {
        var depth = lids.Average(point => points[point].Z);
        for (var i = 0; i < places.Length / 2; i++)
        {
            points[first + i] = new Vector3(places[2 * i], places[(2 * i) + 1], depth);
        }
    }
}
