using System.Numerics;

namespace Throughline.Stage.Assets;

/// <summary>
/// A creature's skin from fine to coarse. A coarser level has the same outline and colours with fewer triangles; it is
/// thinned from the one before it when it is first asked for. Any thread may ask; the same draft gives the same levels.
/// </summary>
internal sealed class SkinLevels
{
    // Share of the triangles that each level keeps of the whole, if the outline allows.
    private static readonly float[] _kept = [1, 0.45f, 0.2f];

    // How far the surface may move, against the mean side of a level's triangles.
    private const float MostMoved = 0.12f;

    private readonly Lazy<(SkinDraft Draft, Skin Skin)>[] _levels;
    private readonly float _edge;

    /// <param name="draft">The finest level; it is not changed.</param>
    /// <param name="centre">Middle of a ball that holds every pose.</param>
    /// <param name="radius">Radius of that ball, metres.</param>
    /// <param name="face">Bones of the head, which stays finer than the rest.</param>
    public SkinLevels(SkinDraft draft, Vector3 centre, float radius, IReadOnlySet<int> face)
    {
        _edge = EdgeOf(draft);
        _levels = new Lazy<(SkinDraft, Skin)>[_kept.Length];
        for (var level = 0; level < _levels.Length; level++)
        {
            var at = level;
            _levels[at] = new(() =>
            {
                var thinned = at == 0 ? draft : Thinned(
                    _levels[at - 1].Value.Draft, _kept[at] / _kept[at - 1], MostMoved * _edge / MathF.Sqrt(_kept[at]),
                    face);
                return (thinned, new Skin(thinned, centre, radius));
            });
        }
    }

    /// <summary>How many levels there are.</summary>
    public int Count => _levels.Length;

    /// <summary>A level: 0 is the finest.</summary>
    public Skin this[int level] => _levels[level].Value.Skin;

    /// <summary>The coarsest level whose triangles' sides are no longer on the screen than wanted.</summary>
    /// <param name="pixelsPerMetre">How large a metre of it is seen.</param>
    /// <param name="side">Pixels that a triangle's side may have; the mean of all.</param>
    public int LevelFor(float pixelsPerMetre, float side)
    {
        var level = 0;
        while (level + 1 < _kept.Length && _edge / MathF.Sqrt(_kept[level + 1]) * pixelsPerMetre <= side)
        {
            level++;
        }

        return level;
    }

    // Side of the triangle that has the mean area.
    private static float EdgeOf(SkinDraft draft)
    {
        var area = 0f;
        for (var i = 0; i < draft.Indices.Count; i += 3)
        {
            var (a, b, c) = (draft.Places[draft.Indices[i]], draft.Places[draft.Indices[i + 1]],
                draft.Places[draft.Indices[i + 2]]);
            area += Vector3.Cross(b - a, c - a).Length() / 2;
        }

        return MathF.Sqrt(area / Math.Max(draft.Slots.Count, 1) * 4 / MathF.Sqrt(3));
    }

    private static SkinDraft Thinned(SkinDraft finer, float keep, float most, IReadOnlySet<int> face)
    {
        var draft = finer.Copy();
        var numbers = SkinThinning.Thin(draft, 0, 0, keep, most, face);
        for (var i = 0; i < draft.Morphs.Count; i++)
        {
            var morph = draft.Morphs[i];
            var left = Enumerable.Range(0, morph.Vertices.Length).Where(at => numbers[morph.Vertices[at]] >= 0)
                .ToArray();
            draft.Morphs[i] = new(
                morph.Channel, [.. left.Select(at => numbers[morph.Vertices[at]])],
                [.. left.Select(at => morph.Moves[at])]);
        }

        for (var i = 0; i < draft.Drapes.Count; i++)
        {
            var left = draft.Drapes[i].Vertices.Select(vertex => numbers[vertex]).Where(number => number >= 0);
            draft.Drapes[i] = draft.Drapes[i] with { Vertices = [.. left] };
        }

        return draft;
    }
}
