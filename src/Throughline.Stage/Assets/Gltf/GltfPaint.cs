using System.Numerics;
using Throughline.Stage.Assets.Modelling;

namespace Throughline.Stage.Assets.Gltf;

/// <summary>
/// Lays a texture into the vertices of a part of a model. Triangles are parted, the worst first, until the colours
/// between their corners are near to the texture's or there are as many as allowed; then each vertex takes the
/// texture's mean about it.
/// </summary>
internal sealed class GltfPaint
{
    // Mean difference of colours, as square roots of light, that is not worth another triangle.
    private const float Enough = 0.012f;

    private static readonly Vector3[] _probes =
    [
        new(1 / 3f), new(0.6f, 0.2f, 0.2f), new(0.2f, 0.6f, 0.2f), new(0.2f, 0.2f, 0.6f), new(0.5f, 0.5f, 0),
        new(0, 0.5f, 0.5f), new(0.5f, 0, 0.5f),
    ];

    private readonly GltfTexture _texture;
    private readonly List<FormVertex> _vertices = [];
    private readonly List<Vector2> _texels = [];
    private readonly List<(int A, int B, int C)> _triangles = [];
    private readonly Dictionary<(int, int), List<int>> _sides = [];
    private readonly PriorityQueue<(int Triangle, int Version), float> _queue = new();
    private readonly List<int> _versions = [];

    private GltfPaint(Form part, Vector4[] places, GltfTexture texture)
    {
        _texture = texture;
        var vertices = part.Vertices;
        for (var v = 0; v < vertices.Length; v++)
        {
            _vertices.Add(vertices[v]);
            _texels.Add(texture.Texels(new(places[v].X, places[v].Y)));
        }

        foreach (ref var triangle in part.Triangles)
        {
            Add(triangle.A, triangle.B, triangle.C);
        }
    }

    /// <summary>The part with the texture in its vertices.</summary>
    /// <param name="part">The part; its tints stay in.</param>
    /// <param name="places">For each vertex its place on the texture.</param>
    /// <param name="texture">The texture.</param>
    /// <param name="most">Triangles that it may have, if it has not more to begin with.</param>
    /// <param name="holes">Below which opacity there is a hole; 0 for none.</param>
    public static Form Of(Form part, Vector4[] places, GltfTexture texture, int most, float holes)
    {
        var paint = new GltfPaint(part, places, texture);
        paint.Refine(most);
        return paint.Finish(holes);
    }

    private void Refine(int most)
    {
        while (_triangles.Count < most && _queue.TryDequeue(out var worst, out _))
        {
            if (_versions[worst.Triangle] == worst.Version)
            {
                Part(worst.Triangle);
            }
        }
    }

    private void Add(int a, int b, int c)
    {
        _triangles.Add((a, b, c));
        _versions.Add(-1);
        Put(_triangles.Count - 1, a, b, c);
    }

    private void Put(int triangle, int a, int b, int c)
    {
        _triangles[triangle] = (a, b, c);
        var version = ++_versions[triangle];
        foreach (var side in (ReadOnlySpan<(int, int)>)[Side(a, b), Side(b, c), Side(c, a)])
        {
            if (!_sides.TryGetValue(side, out var list))
            {
                _sides.Add(side, list = []);
            }

            list.Add(triangle);
        }

        if (Error(a, b, c) is > 0 and var error)
        {
            _queue.Enqueue((triangle, version), -error);
        }
    }

    private static (int, int) Side(int a, int b) => a < b ? (a, b) : (b, a);

    // Parts a triangle across its longest side, and what lies beyond that side.
    private void Part(int triangle)
    {
        var (a, b, c) = _triangles[triangle];
        var (ab, bc, ca) = (Length(a, b), Length(b, c), Length(c, a));
        var (from, to) = ab >= bc && ab >= ca ? (a, b) : bc >= ca ? (b, c) : (c, a);
        var (first, second) = (_vertices[from], _vertices[to]);
        var normal = first.Normal + second.Normal;
        _vertices.Add(first with
        {
            Place = (first.Place + second.Place) / 2,
            Normal = normal.LengthSquared() > 1e-6f ? Vector3.Normalize(normal) : first.Normal,
            Tint = (first.Tint + second.Tint) / 2,
        });
        _texels.Add((_texels[from] + _texels[to]) / 2);
        var middle = _vertices.Count - 1;
        _sides.Remove(Side(from, to), out var both);
        foreach (var each in both!)
        {
            // Turned until the parted side is its first.
            var (p, q, r) = _triangles[each];
            for (var turn = 0; turn < 2 && Side(p, q) != Side(from, to); turn++)
            {
                (p, q, r) = (q, r, p);
            }

            _sides.GetValueOrDefault(Side(q, r))?.Remove(each);
            _sides.GetValueOrDefault(Side(r, p))?.Remove(each);
            Put(each, p, middle, r);
            Add(middle, q, r);
        }
    }

    private float Length(int a, int b) => Vector3.DistanceSquared(_vertices[a].Place, _vertices[b].Place);

    // How wrong the colours between the corners are, the more the larger the triangle; 0 when it is good enough or no
    // texel wide.
    private float Error(int a, int b, int c)
    {
        Vector2 ta = _texels[a], tb = _texels[b], tc = _texels[c];
        var wide = Math.Max(Vector2.Distance(ta, tb), Math.Max(Vector2.Distance(tb, tc), Vector2.Distance(tc, ta)));
        if (!(wide >= 2))
        {
            return 0;
        }

        var fine = Math.Max(1, wide / 8);
        Vector3 ca = Root(_texture.At(ta, fine)), cb = Root(_texture.At(tb, fine)), cc = Root(_texture.At(tc, fine));
        var sum = 0f;
        foreach (var probe in _probes)
        {
            var seen = Root(_texture.At((ta * probe.X) + (tb * probe.Y) + (tc * probe.Z), fine));
            sum += Vector3.Distance(seen, (ca * probe.X) + (cb * probe.Y) + (cc * probe.Z));
        }

        var error = sum / _probes.Length;
        var area = Vector3.Cross(_vertices[b].Place - _vertices[a].Place, _vertices[c].Place - _vertices[a].Place)
            .Length();
        return error > Enough && area > 0 ? error * MathF.Sqrt(area) : 0;
    }

    private static Vector3 Root(Vector4 colour) => Vector3.SquareRoot(new(colour.X, colour.Y, colour.Z));

    private Form Finish(float holes)
    {
        var wide = new float[_vertices.Count];
        var sides = new int[_vertices.Count];
        foreach (var (a, b) in _sides.Keys)
        {
            var length = Vector2.Distance(_texels[a], _texels[b]);
            wide[a] += length;
            wide[b] += length;
            sides[a]++;
            sides[b]++;
        }

        var form = new Form();
        for (var v = 0; v < _vertices.Count; v++)
        {
            var colour = _texture.At(_texels[v], 0.5f * wide[v] / Math.Max(1, sides[v]));
            form.Add(_vertices[v].Place, _vertices[v].Normal);
            form.Vertices[v].Tint = _vertices[v].Tint * new Vector3(colour.X, colour.Y, colour.Z);
        }

        foreach (var (a, b, c) in _triangles)
        {
            if (holes <= 0 || _texture.At((_texels[a] + _texels[b] + _texels[c]) / 3, 1).W >= holes)
            {
                form.Triangle(a, b, c);
            }
        }

        return form;
    }
}
