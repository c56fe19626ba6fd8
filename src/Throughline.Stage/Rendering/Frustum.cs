using System.Numerics;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Rendering;

/// <summary>What a camera sees, for leaving out what it does not.</summary>
internal readonly struct Frustum
{
    private readonly Vector3 _eye, _forward, _left, _right, _top, _bottom;

    public Frustum(in ViewBasis view, PixelSize size)
    {
        _eye = view.Eye;
        _forward = view.Forward;

        // Normals of the sides, into the view.
        var x = size.Width / 2f / view.Focal;
        var y = size.Height / 2f / view.Focal;
        _left = Vector3.Normalize(view.Right + (view.Forward * x));
        _right = Vector3.Normalize(-view.Right + (view.Forward * x));
        _top = Vector3.Normalize(-view.Up + (view.Forward * y));
        _bottom = Vector3.Normalize(view.Up + (view.Forward * y));
    }

    /// <summary>Whether any of a ball may be seen.</summary>
    public bool Sees(Vector3 centre, float radius)
    {
        var at = centre - _eye;
        return Vector3.Dot(at, _forward) > Geometry.Near - radius
            && Vector3.Dot(at, _left) > -radius && Vector3.Dot(at, _right) > -radius
            && Vector3.Dot(at, _top) > -radius && Vector3.Dot(at, _bottom) > -radius;
    }
}
