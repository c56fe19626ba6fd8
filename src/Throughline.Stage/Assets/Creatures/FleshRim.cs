using System.Numerics;

namespace Throughline.Stage.Assets;

/// <summary>One place on the border of a trimmed skin.</summary>
internal readonly record struct RimPoint(
    int Number, Vector3 Place, Vector3 Normal, Vector3 Outward, BoneShare Share, Vector3 Tint);

/// <summary>
/// The narrow band by which a trimmed skin goes in from its border, which gives cloth and hair their thickness.
/// </summary>
/// <param name="depth">How far it goes in, metres.</param>
internal sealed class FleshRim(float depth)
{
    private readonly List<(RimPoint From, RimPoint To)> _sides = [];

    /// <summary>Notes a side of the border, in the order in which its triangle runs.</summary>
    public void Side(in RimPoint from, in RimPoint to) => _sides.Add((from, to));

    /// <summary>Adds the band.</summary>
    public void Add(SkinDraft draft, byte slot)
    {
        var made = new Dictionary<int, int>();
        foreach (var (from, to) in _sides)
        {
            var (a, b) = (Made(from), Made(to));
            draft.Quad(b, a, a + 1, b + 1, slot);
        }

        // Two vertices: on the border, and the one below it.
        int Made(in RimPoint point)
        {
            if (!made.TryGetValue(point.Number, out var vertex))
            {
                vertex = draft.Vertex(
                    point.Place, Vector3.Normalize((0.7f * point.Normal) + point.Outward), point.Share, point.Tint);
                draft.Vertex(point.Place - (depth * point.Normal), point.Outward, point.Share, 0.8f * point.Tint);
                made.Add(point.Number, vertex);
            }

            return vertex;
        }
    }
}
