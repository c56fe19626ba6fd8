using System.Numerics;

namespace Throughline.Stage.Assets;

/// <summary>
/// A mouth laid on the face: lips that part over teeth and tongue, drawn for each channel of the face and blended.
/// Lengths in half heads, on the plane of the face.
/// </summary>
internal sealed class MouthMaker(
    SkinDraft draft, int bone, Func<float, float, Vector3> onFace, Func<Vector3, Vector3> normalAt, float scale,
    float width, float height, float lip)
{
    private const int Columns = 11;

    private static readonly FaceChannel[] _channels = [FaceChannel.Smile, FaceChannel.Open, FaceChannel.Round];

    // Rows from the chin up: lower lip, tongue, dark, teeth, upper lip.
    private enum Line
    {
        LowerEdge,
        LowerLip,
        Tongue,
        Teeth,
        UpperLip,
        UpperEdge,
    }

    /// <summary>Adds the mouth with its morphs.</summary>
    public void Add(byte lips, byte dark, byte teeth, byte tongue)
    {
        Strip(Line.LowerEdge, Line.LowerLip, lips, 0.018f, 0.03f);
        Strip(Line.LowerLip, Line.Tongue, tongue, 0, 0);
        Strip(Line.Tongue, Line.Teeth, dark, 0, 0);
        Strip(Line.Teeth, Line.UpperLip, teeth, 0, 0.004f);
        Strip(Line.UpperLip, Line.UpperEdge, lips, 0.03f, 0.018f);
    }

    private void Strip(Line below, Line above, byte slot, float liftBelow, float liftAbove)
    {
        var first = draft.Places.Count;
        SkinSheet.Add(
            draft, 2, Columns, false,
            (row, column) => new(Rest(row, column, [0, 0, 0]), BoneShare.Of(bone), Vector3.One), slot);
        // At rest the strips within are shut, without a side of their own: they face as the face does.
        for (var i = first; i < draft.Places.Count; i++)
        {
            draft.Normals[i] = normalAt(draft.Places[i]);
        }

        foreach (var channel in _channels)
        {
            float[] strengths = [0, 0, 0];
            strengths[(int)channel] = 1;
            var vertices = Enumerable.Range(first, 2 * Columns).ToArray();
            var moves = vertices.Select(
                i => Rest((i - first) / Columns, (i - first) % Columns, strengths) - draft.Places[i]).ToArray();
            draft.Morphs.Add(new Morph(channel, vertices, moves));
        }

        Vector3 Rest(int row, int column, float[] strengths)
        {
            var across = -1 + (2f * column / (Columns - 1));
            var (x, y) = At(row == 0 ? below : above, across, strengths[0], strengths[1], strengths[2]);
            var place = onFace(x, y);
            return place + new Vector3(0, 0, (row == 0 ? liftBelow : liftAbove) * scale * (1 - (across * across)));
        }
    }

    private (float X, float Y) At(Line line, float across, float smile, float open, float round)
    {
        var arch = 1 - (across * across);
        var half = width * (1 + (0.16f * smile) - (0.42f * round) - (0.06f * open));
        var y = height + (((0.13f * smile) + 0.035f) * ((across * across) - 0.35f));
        // A bow in the upper lip.
        var bow = lip * arch * (1 - (0.25f * MathF.Exp(-across * across * 40)));
        // An open mouth is round below, not a wedge.
        var gape = MathF.Pow(Math.Max(arch, 0), 0.62f) * ((0.27f * open) + (0.12f * round));
        y += line switch
        {
            Line.UpperEdge => bow + (0.25f * gape) + (0.02f * round),
            Line.UpperLip => 0.25f * gape,
            Line.Teeth => 0.02f * gape,
            Line.Tongue => -0.42f * gape,
            Line.LowerLip => -0.75f * gape,
            _ => (-1.25f * lip * arch) - (0.75f * gape),
        };
        return (half * across, y);
    }
}
