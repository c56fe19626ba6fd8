using System.Numerics;
using Throughline.Stage.Rendering;

namespace Throughline.Bench.Scenes;

/// <summary>Builds simple meshes for scenes that the renderer is measured and looked at with.</summary>
internal sealed class MeshBuilder
{
    private readonly List<Vector3> _places = [];
    private readonly List<Vector3> _normals = [];
    private readonly List<float> _sway = [];
    private readonly List<int> _indices = [];
    private readonly List<byte> _slots = [];

    public MeshBuilder Ball(
        Vector3 centre, Vector3 radius, int rings, byte slot, float sway = 0, float lump = 0, int seed = 1)
    {
        var first = _places.Count;
        for (var i = 0; i <= rings; i++)
        {
            for (var k = 0; k <= 2 * rings; k++)
            {
                float a = MathF.PI * i / rings, b = MathF.PI * (k % (2 * rings)) / rings;
                var n = new Vector3(MathF.Sin(a) * MathF.Cos(b), MathF.Cos(a), MathF.Sin(a) * MathF.Sin(b));
                var wave = 1 + (lump
                    * (MathF.Sin((n.X * 5.1f) + seed) + MathF.Sin((n.Y * 4.3f) + (2 * seed))
                        + MathF.Sin((n.Z * 6.2f) + (3 * seed))) / 3);
                Add(centre + (n * radius * wave), Vector3.Normalize(n / radius), sway);
            }
        }

        for (var i = 0; i < rings; i++)
        {
            for (var k = 0; k < 2 * rings; k++)
            {
                var at = first + (i * ((2 * rings) + 1)) + k;
                Quad(
                    at, at + 1, at + (2 * rings) + 2, at + (2 * rings) + 1, slot, skipFirst: i == 0,
                    skipLast: i == rings - 1);
            }
        }

        return this;
    }

    public MeshBuilder Box(Vector3 low, Vector3 high, byte slot)
    {
        Span<Vector3> normals = [
            Vector3.UnitX, -Vector3.UnitX, Vector3.UnitY, -Vector3.UnitY, Vector3.UnitZ, -Vector3.UnitZ
        ];
        var (middle, half) = ((low + high) / 2, (high - low) / 2);
        foreach (var n in normals)
        {
            var u = MathF.Abs(n.Y) > 0 ? Vector3.UnitX : Vector3.UnitY;
            var v = Vector3.Cross(n, u);
            Face(
                middle + (half * (n - u - v)), middle + (half * (n + u - v)), middle + (half * (n + u + v)),
                middle + (half * (n - u + v)), slot);
        }

        return this;
    }

    /// <summary>A flat face of four corners, anticlockwise from in front.</summary>
    public MeshBuilder Face(Vector3 a, Vector3 b, Vector3 c, Vector3 d, byte slot, float swayTop = 0)
    {
        var n = Vector3.Normalize(Vector3.Cross(b - a, c - a));
        var first = _places.Count;
        Add(a, n, 0);
        Add(b, n, 0);
        Add(c, n, swayTop);
        Add(d, n, swayTop);
        _indices.AddRange([first, first + 1, first + 2, first, first + 2, first + 3]);
        _slots.AddRange([slot, slot]);
        return this;
    }

    public MeshBuilder Cone(
        Vector3 foot, float radius, float top, float height, int sides, byte slot, float swayFoot = 0,
        float swayTop = 0)
    {
        var first = _places.Count;
        for (var k = 0; k <= sides; k++)
        {
            var (sin, cos) = MathF.SinCos(2 * MathF.PI * k / sides);
            var n = Vector3.Normalize(new Vector3(cos, (radius - top) / height, sin));
            Add(foot + new Vector3(cos * radius, 0, sin * radius), n, swayFoot);
            Add(foot + new Vector3(cos * top, height, sin * top), n, swayTop);
        }

        for (var k = 0; k < sides; k++)
        {
            var at = first + (2 * k);
            _indices.AddRange([at, at + 1, at + 2, at + 2, at + 1, at + 3]);
            _slots.AddRange([slot, slot]);
        }

        return this;
    }

    public MeshBuilder Ground(Func<float, float, float> height, float reach, int cells, Func<float, float, byte> slot)
    {
        var first = _places.Count;
        for (var i = 0; i <= cells; i++)
        {
            for (var k = 0; k <= cells; k++)
            {
                // Finer towards the middle.
                float x = Spread(k), z = Spread(i);
                const float E = 0.15f;
                var n = Vector3.Normalize(
                    new Vector3(height(x - E, z) - height(x + E, z), 2 * E, height(x, z - E) - height(x, z + E)));
                Add(new(x, height(x, z), z), n, 0);
            }
        }

        for (var i = 0; i < cells; i++)
        {
            for (var k = 0; k < cells; k++)
            {
                var at = first + (i * (cells + 1)) + k;
                Quad(
                    at, at + cells + 1, at + cells + 2, at + 1, slot(Spread(k + 0.5f), Spread(i + 0.5f)), false, false);
            }
        }

        return this;

        float Spread(float at)
        {
            var t = (2 * at / cells) - 1;
            return reach * t * ((0.25f * MathF.Abs(t)) + (0.75f * t * t));
        }
    }

    public Mesh Build()
    {
        var mesh = new Mesh(_places.Count, _slots.Count);
        Vector3 low = new(float.MaxValue), high = new(float.MinValue);
        for (var i = 0; i < _places.Count; i++)
        {
            (mesh.X[i], mesh.Y[i], mesh.Z[i]) = (_places[i].X, _places[i].Y, _places[i].Z);
            (mesh.NormalX[i], mesh.NormalY[i], mesh.NormalZ[i]) = (_normals[i].X, _normals[i].Y, _normals[i].Z);
            (low, high) = (Vector3.Min(low, _places[i]), Vector3.Max(high, _places[i]));
        }

        _indices.CopyTo(mesh.Indices);
        _slots.CopyTo(mesh.Slots);
        if (_sway.Any(value => value != 0))
        {
            mesh.Sway = [.. _sway];
        }

        mesh.Centre = (low + high) / 2;
        mesh.Radius = (high - low).Length() / 2;
        return mesh;
    }

    private void Quad(int a, int b, int c, int d, byte slot, bool skipFirst, bool skipLast)
    {
        if (!skipFirst)
        {
            _indices.AddRange([a, b, c]);
            _slots.Add(slot);
        }

        if (!skipLast)
        {
            _indices.AddRange([a, c, d]);
            _slots.Add(slot);
        }
    }

    private void Add(Vector3 place, Vector3 normal, float sway)
    {
        _places.Add(place);
        _normals.Add(normal);
        _sway.Add(sway);
    }
}
