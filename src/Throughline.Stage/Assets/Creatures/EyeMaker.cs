using System.Numerics;

namespace Throughline.Stage.Assets;

/// <summary>
/// An eye: a ball with iris and pupil that looks along +Z, a glint, and lids that turn about its left-right axis.
/// </summary>
internal sealed class EyeMaker(SkinDraft draft, Vector3 place, float radius)
{
    private const int Sides = 14;

    /// <summary>The eyeball.</summary>
    /// <param name="bone">Its bone.</param>
    /// <param name="white">Material of the white.</param>
    /// <param name="iris">Material of the iris.</param>
    /// <param name="pupil">Material of the pupil.</param>
    /// <param name="irisAngle">Degrees from the middle of the pupil to the edge of the iris.</param>
    /// <param name="pupilAngle">Degrees to the edge of the pupil.</param>
    /// <param name="turn">Where it looks at rest.</param>
    public void Ball(
        int bone, byte white, byte iris, byte pupil, float irisAngle, float pupilAngle, Quaternion? turn = null)
    {
        Zone([0.5f, pupilAngle], pupil, _ => Vector3.One);
        Zone(
            [pupilAngle, 0.6f * irisAngle + (0.4f * pupilAngle), 0.86f * irisAngle, irisAngle], iris,
            i => new Vector3(i switch { 0 => 0.55f, 1 => 1f, 2 => 0.9f, _ => 0.3f }));
        Zone(
            [irisAngle, irisAngle + (0.3f * (115 - irisAngle)), irisAngle + (0.6f * (115 - irisAngle)), 115], white,
            i => new Vector3(1, i > 1 ? 0.8f : 1, i > 1 ? 0.76f : 1));

        void Zone(float[] angles, byte slot, Func<int, Vector3> tint) => SkinSheet.Add(
            draft, angles.Length, Sides, true,
            (row, column) => new(
                place + (radius * Vector3.Transform(Forward(angles[row], column), turn ?? Quaternion.Identity)),
                BoneShare.Of(bone), tint(row)),
            slot);
    }

    /// <summary>A bright spot that stays where the light is, above the pupil to one side.</summary>
    public void Glint(int bone, byte slot, Quaternion? turn = null)
    {
        var way = Vector3.Normalize(Vector3.Transform(new Vector3(0.24f, 0.30f, 0.92f), turn ?? Quaternion.Identity));
        var across = Vector3.Normalize(Vector3.Cross(Vector3.UnitY, way));
        var up = Vector3.Cross(way, across);
        var middle = draft.Vertex(place + (way * (1.035f * radius)), way, BoneShare.Of(bone));
        var first = -1;
        for (var i = 0; i < 7; i++)
        {
            var (sin, cos) = MathF.SinCos(MathF.Tau * i / 7);
            var vertex = draft.Vertex(
                place + (radius * ((1.03f * way) + (0.115f * ((cos * across) + (sin * up))))), way, BoneShare.Of(bone));
            first = i == 0 ? vertex : first;
            if (i > 0)
            {
                draft.Triangle(middle, vertex - 1, vertex, slot);
            }
        }

        draft.Triangle(middle, first + 6, first, slot);
    }

    /// <summary>The lids: parts of a slightly larger ball, cut by planes through its left-right axis.</summary>
    /// <param name="upper">Bone of the upper lid.</param>
    /// <param name="lower">Bone of the lower lid.</param>
    /// <param name="slot">Material of the upper lid.</param>
    /// <param name="lowerSlot">Material of the lower lid, which lies in the shade of the eye.</param>
    /// <param name="lash">Material of the dark edge of the upper lid.</param>
    /// <param name="upperEdge">Degrees above the middle at which the upper lid ends when open.</param>
    /// <param name="lowerEdge">The same of the lower lid, below 0.</param>
    /// <param name="lashWidth">Width of the dark edge in degrees.</param>
    /// <param name="turn">Where the eye looks at rest.</param>
    public void Lids(
        int upper, int lower, byte slot, byte lowerSlot, byte lash, float upperEdge, float lowerEdge, float lashWidth,
        Quaternion? turn = null)
    {
        Shell(
            [upperEdge - lashWidth, upperEdge - (0.3f * lashWidth), upperEdge + (0.4f * lashWidth)],
            [1.082f, 1.104f, 1.095f], upper, lash, false);
        Shell(
            [upperEdge, upperEdge + 20, upperEdge + 45, upperEdge + 75, upperEdge + 110],
            [1.08f, 1.085f, 1.08f, 1.07f, 1.05f], upper, slot, true);
        Shell(
            [lowerEdge - 100, lowerEdge - 65, lowerEdge - 40, lowerEdge - 16, lowerEdge],
            [1.04f, 1.06f, 1.065f, 1.07f, 1.06f], lower, lowerSlot, true);

        void Shell(float[] angles, float[] sizes, int bone, byte material, bool isLid)
        {
            const int Columns = 11;
            var first = draft.Places.Count;
            SkinSheet.Add(
                draft, angles.Length, Columns, false,
                (row, column) =>
                {
                    var across = MathF.PI * (0.02f + (0.96f * column / (Columns - 1)));
                    var (sin, cos) = MathF.SinCos(angles[row] * MathF.PI / 180);
                    var way = new Vector3(-MathF.Cos(across), MathF.Sin(across) * sin, MathF.Sin(across) * cos);
                    var size = 1.055f + ((sizes[row] - 1.055f) * MathF.Sin(across));
                    return new(
                        place + (radius * size * Vector3.Transform(way, turn ?? Quaternion.Identity)),
                        BoneShare.Of(bone), Vector3.One);
                },
                material);

            // Lit as the face about them is, not as balls: their lower halves would be dark bags.
            var ahead = Vector3.Transform(Vector3.UnitZ, turn ?? Quaternion.Identity);
            for (var v = first; isLid && v < draft.Places.Count; v++)
            {
                draft.Normals[v] = Vector3.Normalize((0.45f * draft.Normals[v]) + (0.55f * ahead));
            }
        }
    }

    private static Vector3 Forward(float angle, int column)
    {
        var (sin, cos) = MathF.SinCos(angle * MathF.PI / 180);
        var (side, up) = MathF.SinCos(MathF.Tau * column / Sides);
        return new(side * sin, up * sin, cos);
    }
}
