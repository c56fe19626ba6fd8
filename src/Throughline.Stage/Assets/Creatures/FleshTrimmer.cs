using System.Numerics;

namespace Throughline.Stage.Assets;

/// <summary>
/// Cuts a mesh along the line at which a <see cref="FleshTrim"/> ends it. Vertices close to the line are drawn onto it,
/// sides that cross it are parted where they cross, so the border is as smooth as the two fields are.
/// </summary>
internal sealed class FleshTrimmer
{
    private const int Halvings = 7;

    // Triangles of a piece that is dropped when it hangs on nothing else.
    private const int Crumb = 40;

    private readonly FleshMesher.Near _all;
    private readonly float _cell;
    private readonly FleshTrim _trim;
    private readonly SkinDraft _draft;
    private readonly float _soft;
    private readonly Dictionary<(int, int), int> _parted = [];
    private int _first;
    private float[] _inside = [];

    /// <param name="flesh">What the mesh is the surface of.</param>
    /// <param name="cell">About the length of a triangle's side, metres.</param>
    /// <param name="trim">Where it ends.</param>
    /// <param name="draft">Holds the mesh.</param>
    /// <param name="soft">How softly bones share vertices.</param>
    public FleshTrimmer(Flesh flesh, float cell, FleshTrim trim, SkinDraft draft, float soft)
    {
        _all = new([.. flesh.Bodies], [.. flesh.Carved]);
        _cell = cell;
        _trim = trim;
        _draft = draft;
        _soft = soft;
    }

    /// <summary>
    /// Cuts the triangles from one on, which are the last of the draft; gives what closes the border.
    /// </summary>
    public FleshRim Cut(int firstVertex, int firstTriangle)
    {
        _first = firstVertex;
        _inside = new float[_draft.Places.Count - firstVertex];
        for (var v = 0; v < _inside.Length; v++)
        {
            _inside[v] = _trim.Inside(_draft.Places[firstVertex + v]);
            if (MathF.Abs(_inside[v]) < 0.25f * _cell)
            {
                _inside[v] = DrawOnto(firstVertex + v, _inside[v]);
            }
        }

        var corners = _draft.Indices.GetRange(3 * firstTriangle, _draft.Indices.Count - (3 * firstTriangle));
        var slots = _draft.Slots.GetRange(firstTriangle, _draft.Slots.Count - firstTriangle);
        _draft.Indices.RemoveRange(3 * firstTriangle, corners.Count);
        _draft.Slots.RemoveRange(firstTriangle, slots.Count);
        for (var t = 0; t < slots.Count; t++)
        {
            Triangle(corners[3 * t], corners[(3 * t) + 1], corners[(3 * t) + 2], slots[t]);
        }

        DropCrumbs(firstTriangle);
        return Rim(firstTriangle);
    }

    private void DropCrumbs(int firstTriangle)
    {
        var root = Enumerable.Range(0, _draft.Places.Count - _first).ToArray();
        for (var i = 3 * firstTriangle; i < _draft.Indices.Count; i++)
        {
            var (a, b) = (Root(_draft.Indices[i] - _first), Root(_draft.Indices[i % 3 == 2 ? i - 2 : i + 1] - _first));
            root[Math.Max(a, b)] = Math.Min(a, b);
        }

        var sizes = new int[root.Length];
        for (var t = firstTriangle; t < _draft.Slots.Count; t++)
        {
            sizes[Root(_draft.Indices[3 * t] - _first)]++;
        }

        for (var t = _draft.Slots.Count - 1; t >= firstTriangle; t--)
        {
            if (sizes[Root(_draft.Indices[3 * t] - _first)] < Crumb)
            {
                _draft.Indices.RemoveRange(3 * t, 3);
                _draft.Slots.RemoveAt(t);
            }
        }

        int Root(int vertex)
        {
            while (root[vertex] != vertex)
            {
                vertex = root[vertex] = root[root[vertex]];
            }

            return vertex;
        }
    }

    // What is left of a triangle.
    private void Triangle(int a, int b, int c, byte slot)
    {
        var (ia, ib, ic) = (_inside[a - _first], _inside[b - _first], _inside[c - _first]);
        if (Math.Max(ia, Math.Max(ib, ic)) <= 0)
        {
            // On the line with all corners: it belongs to the side its middle is on.
            if (Math.Min(ia, Math.Min(ib, ic)) == 0
                && _trim.Inside((_draft.Places[a] + _draft.Places[b] + _draft.Places[c]) / 3) > 0)
            {
                _draft.Triangle(a, b, c, slot);
            }

            return;
        }

        if (Math.Min(ia, Math.Min(ib, ic)) >= 0)
        {
            _draft.Triangle(a, b, c, slot);
            return;
        }

        Span<int> left = stackalloc int[4];
        var count = 0;
        foreach (var (from, to) in (ReadOnlySpan<(int, int)>)[(a, b), (b, c), (c, a)])
        {
            var (inFrom, inTo) = (_inside[from - _first], _inside[to - _first]);
            if (inFrom >= 0)
            {
                left[count++] = from;
            }

            if (inFrom * inTo < 0)
            {
                left[count++] = Parted(from, to);
            }
        }

        if (count == 3)
        {
            _draft.Triangle(left[0], left[1], left[2], slot);
        }
        else if (count == 4)
        {
            _draft.Quad(left[0], left[1], left[2], left[3], slot);
        }
    }

    // The vertex at which a side crosses the line.
    private int Parted(int from, int to)
    {
        var key = from < to ? (from, to) : (to, from);
        if (_parted.TryGetValue(key, out var known))
        {
            return known;
        }

        var (a, b) = (_draft.Places[key.Item1], _draft.Places[key.Item2]);
        var (low, high) = (0f, 1f);
        var rises = _inside[key.Item1 - _first] < 0;
        for (var i = 0; i < Halvings; i++)
        {
            var middle = 0.5f * (low + high);
            if (_trim.Inside(Vector3.Lerp(a, b, middle)) < 0 == rises)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        var place = FleshMesher.OntoSurface(Vector3.Lerp(a, b, 0.5f * (low + high)), _cell, _all);
        var (share, tint) = FleshMesher.ShareAt(place, _all.Bodies, _soft, 0.5f * _cell);
        var vertex = _draft.Vertex(place, NormalAt(place), share, tint);
        _parted.Add(key, vertex);
        return vertex;
    }

    // Slides a vertex over the surface onto the line; how far inside it is then, 0 when that came off.
    private float DrawOnto(int vertex, float inside)
    {
        var place = _draft.Places[vertex];
        var now = inside;
        for (var i = 0; i < 2; i++)
        {
            var across = Across(place, NormalAt(place));
            var steep = across.LengthSquared();
            if (steep < 0.1f)
            {
                return inside;
            }

            place = FleshMesher.OntoSurface(place - (across * (now / steep)), _cell, _all);
            now = _trim.Inside(place);
        }

        if (MathF.Abs(now) > 0.03f * _cell || Vector3.Distance(place, _draft.Places[vertex]) > 0.45f * _cell)
        {
            return inside;
        }

        _draft.Places[vertex] = place;
        _draft.Normals[vertex] = NormalAt(place);
        return 0;
    }

    private Vector3 NormalAt(Vector3 place)
    {
        var (_, slope) = FleshLanes.At(place, 0.2f * _cell, _all.Bodies, _all.Carved);
        return slope.LengthSquared() > 1e-12f ? Vector3.Normalize(slope) : Vector3.UnitY;
    }

    // Along the surface towards what stays, as steep as the trim grows there.
    private Vector3 Across(Vector3 place, Vector3 normal)
    {
        var step = 0.1f * _cell;
        var slope = new Vector3(
            _trim.Inside(place + new Vector3(step, 0, 0)) - _trim.Inside(place - new Vector3(step, 0, 0)),
            _trim.Inside(place + new Vector3(0, step, 0)) - _trim.Inside(place - new Vector3(0, step, 0)),
            _trim.Inside(place + new Vector3(0, 0, step)) - _trim.Inside(place - new Vector3(0, 0, step))) / (2 * step);
        return slope - (normal * Vector3.Dot(slope, normal));
    }

    // The sides that have one triangle only.
    private FleshRim Rim(int firstTriangle)
    {
        var sides = new HashSet<(int, int)>();
        for (var i = 3 * firstTriangle; i < _draft.Indices.Count; i += 3)
        {
            var (a, b, c) = (_draft.Indices[i], _draft.Indices[i + 1], _draft.Indices[i + 2]);
            sides.Add((a, b));
            sides.Add((b, c));
            sides.Add((c, a));
        }

        var rim = new FleshRim(_trim.Depth);
        foreach (var (a, b) in sides.Where(side => !sides.Contains((side.Item2, side.Item1))).Order())
        {
            rim.Side(Point(a), Point(b));
        }

        return rim;

        RimPoint Point(int vertex)
        {
            var normal = _draft.Normals[vertex];
            var across = Across(_draft.Places[vertex], normal);
            var outward = across.LengthSquared() > 1e-8f ? -Vector3.Normalize(across) : normal;
            return new(vertex, _draft.Places[vertex], normal, outward, _draft.Shares[vertex], _draft.Tints[vertex]);
        }
    }
}
