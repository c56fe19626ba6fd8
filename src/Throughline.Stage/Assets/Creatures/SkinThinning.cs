using System.Numerics;

namespace Throughline.Stage.Assets;

/// <summary>
/// Takes triangles out of a skin where they show least: short edges are drawn together where the surface is flat,
/// cheapest first, each at one of its ends, so that normals, tints and bones of what is left stay as they were. Borders
/// between materials and open rims stay. Source: quadric error metrics, Garland and Heckbert 1997,
/// doi:10.1145/258734.258849.
/// </summary>
internal static class SkinThinning
{
    // How much dearer a face is, of the square of a distance.
    private const double Care = 9;

    /// <summary>Thins the triangles from one on to a share of their number.</summary>
    /// <param name="draft">The skin.</param>
    /// <param name="firstVertex">First vertex of the piece.</param>
    /// <param name="firstTriangle">First triangle of the piece.</param>
    /// <param name="keep">Share of the triangles to keep, 0 to 1.</param>
    /// <param name="most">Metres that the surface may move, as the mean over what a vertex stands for; it is thinned
    /// less where that is not enough.</param>
    /// <param name="face">Bones of what is looked at first: it may move by a third only, and is thinned last.</param>
    /// <returns>For each vertex of the piece its number now, or -1 when it is gone.</returns>
    public static int[] Thin(
        SkinDraft draft, int firstVertex, int firstTriangle, float keep, float most = float.PositiveInfinity,
        IReadOnlySet<int>? face = null)
    {
        var count = draft.Places.Count - firstVertex;
        var triangles = draft.Slots.Count - firstTriangle;
        var wanted = (int)(triangles * keep);
        if (count < 12 || wanted >= triangles)
        {
            return [.. Enumerable.Range(firstVertex, count)];
        }

        var corners = new int[3 * triangles];
        for (var i = 0; i < corners.Length; i++)
        {
            corners[i] = draft.Indices[(3 * firstTriangle) + i] - firstVertex;
        }

        var work = new Work(draft, firstVertex, count, corners, most, face);
        work.Run(wanted);
        var slots = draft.Slots.GetRange(firstTriangle, triangles);
        draft.Indices.RemoveRange(3 * firstTriangle, 3 * triangles);
        draft.Slots.RemoveRange(firstTriangle, triangles);
        var numbers = new int[count];
        Array.Fill(numbers, -1);
        var next = firstVertex;
        for (var v = 0; v < count; v++)
        {
            if (work.Used(v))
            {
                numbers[v] = next;
                draft.Places[next] = draft.Places[firstVertex + v];
                draft.Normals[next] = draft.Normals[firstVertex + v];
                draft.Tints[next] = draft.Tints[firstVertex + v];
                draft.Shares[next] = draft.Shares[firstVertex + v];
                next++;
            }
        }

        var gone = firstVertex + count - next;
        draft.Places.RemoveRange(next, gone);
        draft.Normals.RemoveRange(next, gone);
        draft.Tints.RemoveRange(next, gone);
        draft.Shares.RemoveRange(next, gone);
        for (var t = 0; t < triangles; t++)
        {
            if (corners[3 * t] >= 0)
            {
                draft.Triangle(
                    numbers[corners[3 * t]], numbers[corners[(3 * t) + 1]], numbers[corners[(3 * t) + 2]], slots[t]);
            }
        }

        return numbers;
    }

    private sealed class Work
    {
        private readonly SkinDraft _draft;
        private readonly int _first;
        private readonly int[] _corners;
        private readonly List<int>[] _around;
        private readonly Quadric[] _quadrics;
        private readonly double[] _areas;
        private readonly double _most;
        private readonly IReadOnlySet<int>? _face;
        private readonly bool[] _fixed;
        private readonly int[] _version;
        private readonly PriorityQueue<(int From, int To, int VersionFrom, int VersionTo), double> _queue = new();
        private int _left;

        public Work(SkinDraft draft, int first, int count, int[] corners, float most, IReadOnlySet<int>? face)
        {
            _draft = draft;
            _first = first;
            _corners = corners;
            _around = new List<int>[count];
            _quadrics = new Quadric[count];
            _areas = new double[count];
            _most = (double)most * most;
            _face = face;
            _fixed = new bool[count];
            _version = new int[count];
            _left = corners.Length / 3;
            for (var v = 0; v < count; v++)
            {
                _around[v] = [];
            }

            var edges = new Dictionary<(int, int), int>();
            for (var t = 0; t < _left; t++)
            {
                var (a, b, c) = (corners[3 * t], corners[(3 * t) + 1], corners[(3 * t) + 2]);
                var normal = Vector3.Cross(At(b) - At(a), At(c) - At(a));
                var area = normal.Length();
                var quadric = area > 1e-12f ? Quadric.Of(normal / area, At(a), area) : default;
                foreach (var v in (ReadOnlySpan<int>)[a, b, c])
                {
                    _around[v].Add(t);
                    _quadrics[v] = _quadrics[v].Plus(quadric);
                    _areas[v] += area;
                }

                foreach (var (from, to) in (ReadOnlySpan<(int, int)>)[(a, b), (b, c), (c, a)])
                {
                    var edge = from < to ? (from, to) : (to, from);
                    edges[edge] = edges.GetValueOrDefault(edge) + 1;
                }
            }

            foreach (var ((from, to), sides) in edges)
            {
                if (sides != 2)
                {
                    _fixed[from] = _fixed[to] = true;
                }
            }

            foreach (var (from, to) in edges.Keys)
            {
                Offer(from, to);
            }
        }

        public bool Used(int vertex) => _around[vertex].Count > 0;

        public void Run(int wanted)
        {
            while (_left > wanted && _queue.TryDequeue(out var edge, out _))
            {
                var (from, to, versionFrom, versionTo) = edge;
                if (_version[from] == versionFrom && _version[to] == versionTo && Used(from) && Used(to)
                    && Allowed(from, to))
                {
                    Draw(from, to);
                }
            }
        }

        private Vector3 At(int vertex) => _draft.Places[_first + vertex];

        private void Offer(int a, int b)
        {
            foreach (var (from, to) in (ReadOnlySpan<(int, int)>)[(a, b), (b, a)])
            {
                if (_fixed[from])
                {
                    continue;
                }

                var moved = _quadrics[from].Plus(_quadrics[to]).At(At(to));
                var care = _face?.Contains(_draft.Shares[_first + from].Bone0) == true ? Care : 1;
                if (care * moved > _most * (_areas[from] + _areas[to]))
                {
                    continue;
                }

                // The surface's own error, and what differs besides it: where normals, tints or bones part, an edge is
                // dear.
                var length = Vector3.DistanceSquared(At(from), At(to));
                var turned = 1 - Vector3.Dot(_draft.Normals[_first + from], _draft.Normals[_first + to]);
                var tinted = Vector3.Distance(_draft.Tints[_first + from], _draft.Tints[_first + to]);
                var carried = _draft.Shares[_first + from].Bone0 == _draft.Shares[_first + to].Bone0
                    ? MathF.Abs(_draft.Shares[_first + from].Share0 - _draft.Shares[_first + to].Share0) : 1;
                var cost = moved + (length * length * (0.02 + (5 * turned) + (2 * tinted) + (0.6 * carried)));
                _queue.Enqueue((from, to, _version[from], _version[to]), care * cost);
            }
        }

        // No triangle may turn over, and the two ends share exactly two neighbours.
        private bool Allowed(int from, int to)
        {
            var shared = 0;
            foreach (var t in _around[from])
            {
                if (Has(t, to))
                {
                    shared++;
                    continue;
                }

                var (a, b, c) = (_corners[3 * t], _corners[(3 * t) + 1], _corners[(3 * t) + 2]);
                var before = Vector3.Cross(At(b) - At(a), At(c) - At(a));
                var (p, q, r) = (a == from ? to : a, b == from ? to : b, c == from ? to : c);
                var after = Vector3.Cross(At(q) - At(p), At(r) - At(p));
                var size = before.Length() * after.Length();
                if (size < 1e-16f || Vector3.Dot(before, after) < 0.6f * size
                    || Vector3.Dot(after, _draft.Normals[_first + to]) < 0.3f * after.Length())
                {
                    return false;
                }
            }

            if (shared != 2)
            {
                return false;
            }

            var common = 0;
            foreach (var v in Neighbours(from))
            {
                common += Neighbours(to).Contains(v) ? 1 : 0;
            }

            return common == 2;
        }

        private void Draw(int from, int to)
        {
            foreach (var t in _around[from].ToArray())
            {
                if (Has(t, to))
                {
                    foreach (var v in (ReadOnlySpan<int>)[_corners[3 * t], _corners[(3 * t) + 1], _corners[(3 * t) + 2]])
                    {
                        _around[v].Remove(t);
                    }

                    (_corners[3 * t], _corners[(3 * t) + 1], _corners[(3 * t) + 2]) = (-1, -1, -1);
                    _left--;
                    continue;
                }

                for (var i = 3 * t; i < (3 * t) + 3; i++)
                {
                    _corners[i] = _corners[i] == from ? to : _corners[i];
                }

                _around[to].Add(t);
            }

            _around[from].Clear();
            _quadrics[to] = _quadrics[to].Plus(_quadrics[from]);
            _areas[to] += _areas[from];
            _version[to]++;
            foreach (var v in Neighbours(to))
            {
                Offer(to, v);
            }
        }

        private bool Has(int triangle, int vertex) =>
            _corners[3 * triangle] == vertex
                || _corners[(3 * triangle) + 1] == vertex || _corners[(3 * triangle) + 2] == vertex;

        private HashSet<int> Neighbours(int vertex)
        {
            var neighbours = new HashSet<int>();
            foreach (var t in _around[vertex])
            {
                neighbours.Add(_corners[3 * t]);
                neighbours.Add(_corners[(3 * t) + 1]);
                neighbours.Add(_corners[(3 * t) + 2]);
            }

            neighbours.Remove(vertex);
            return neighbours;
        }
    }

    // Sum of squared distances to planes, weighed by area.
    private readonly record struct Quadric(
        double Xx, double Xy, double Xz, double Xw, double Yy, double Yz, double Yw, double Zz, double Zw, double Ww)
    {
        public static Quadric Of(Vector3 normal, Vector3 place, float weight)
        {
            double x = normal.X, y = normal.Y, z = normal.Z, w = -Vector3.Dot(normal, place), s = weight;
            return new(
                s * x * x, s * x * y, s * x * z, s * x * w, s * y * y, s * y * z, s * y * w, s * z * z, s * z * w,
                s * w * w);
        }

        public Quadric Plus(in Quadric o) => new(
            Xx + o.Xx, Xy + o.Xy, Xz + o.Xz, Xw + o.Xw, Yy + o.Yy, Yz + o.Yz, Yw + o.Yw, Zz + o.Zz, Zw + o.Zw,
            Ww + o.Ww);

        public double At(Vector3 p) =>
            (Xx * p.X * p.X) + (2 * Xy * p.X * p.Y) + (2 * Xz * p.X * p.Z) + (2 * Xw * p.X)
                + (Yy * p.Y * p.Y) + (2 * Yz * p.Y * p.Z) + (2 * Yw * p.Y) + (Zz * p.Z * p.Z) + (2 * Zw * p.Z) + Ww;
    }
}
