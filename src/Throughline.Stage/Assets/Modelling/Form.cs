using System.Numerics;
using System.Runtime.InteropServices;

namespace Throughline.Stage.Assets.Modelling;

/// <summary>
/// Triangles while they are being modelled: anticlockwise from outside, vertices shared where the surface is smooth.
/// </summary>
internal sealed class Form
{
    private readonly List<FormVertex> _vertices = [];
    private readonly List<FormTriangle> _triangles = [];

    /// <summary>The vertices, to be read and moved in place.</summary>
    public Span<FormVertex> Vertices => CollectionsMarshal.AsSpan(_vertices);

    /// <summary>The triangles, to be read and changed in place.</summary>
    public Span<FormTriangle> Triangles => CollectionsMarshal.AsSpan(_triangles);

    /// <summary>Adds a vertex and gives its number.</summary>
    public int Add(Vector3 place, Vector3 normal = default)
    {
        _vertices.Add(new FormVertex { Place = place, Normal = normal, Tint = Vector3.One, Sway = -1 });
        return _vertices.Count - 1;
    }

    /// <summary>Adds a triangle, anticlockwise from outside; one without area is left out.</summary>
    public void Triangle(int a, int b, int c)
    {
        if (a != b && b != c && c != a)
        {
            _triangles.Add(new FormTriangle { A = a, B = b, C = c, Crease = 35 });
        }
    }

    /// <summary>Adds a quadrangle, anticlockwise from outside.</summary>
    public void Quad(int a, int b, int c, int d)
    {
        Triangle(a, b, c);
        Triangle(a, c, d);
    }

    /// <summary>
    /// Adds all of <paramref name="other"/>, moved by <paramref name="place"/>; a mirroring turns the triangles round.
    /// </summary>
    public void Add(Form other, in Matrix4x4 place)
    {
        var first = _vertices.Count;
        var mirrored = place.GetDeterminant() < 0;
        foreach (ref var vertex in other.Vertices)
        {
            var moved = vertex;
            moved.Place = Vector3.Transform(vertex.Place, place);
            if (vertex.Normal != Vector3.Zero)
            {
                moved.Normal = Vector3.Normalize(Vector3.TransformNormal(vertex.Normal, place));
            }

            _vertices.Add(moved);
        }

        foreach (ref var triangle in other.Triangles)
        {
            _triangles.Add(triangle with
            {
                A = first + triangle.A,
                B = first + (mirrored ? triangle.C : triangle.B),
                C = first + (mirrored ? triangle.B : triangle.C),
            });
        }
    }

    /// <summary>Sets the angle in degrees up to which edges are smooth.</summary>
    public Form Crease(float degrees)
    {
        foreach (ref var triangle in Triangles)
        {
            triangle.Crease = degrees;
        }

        return this;
    }

    /// <summary>Turns every triangle round.</summary>
    public Form Flip()
    {
        foreach (ref var triangle in Triangles)
        {
            (triangle.B, triangle.C) = (triangle.C, triangle.B);
        }

        return this;
    }

    /// <summary>Least and greatest corner; both zero when it is empty.</summary>
    public (Vector3 Low, Vector3 High) Bounds()
    {
        if (_vertices.Count == 0)
        {
            return default;
        }

        var (low, high) = (_vertices[0].Place, _vertices[0].Place);
        foreach (ref var vertex in Vertices)
        {
            low = Vector3.Min(low, vertex.Place);
            high = Vector3.Max(high, vertex.Place);
        }

        return (low, high);
    }
}
