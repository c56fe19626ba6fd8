using System.Numerics;

namespace Throughline.Stage.Rendering;

/// <summary>Three linear functions of a place: (X, Y, W) = (x·p + dx, y·p + dy, w·p + dw).</summary>
internal readonly struct Affine(Vector3 x, float dx, Vector3 y, float dy, Vector3 w, float dw)
{
    public readonly Vector3 X = x;
    public readonly float Dx = dx;
    public readonly Vector3 Y = y;
    public readonly float Dy = dy;
    public readonly Vector3 W = w;
    public readonly float Dw = dw;

    /// <summary>This after a matrix of System.Numerics, which multiplies rows from the left.</summary>
    public Affine After(in Matrix4x4 m) => new(
        Row(X, m), Vector3.Dot(X, m.Translation) + Dx,
        Row(Y, m), Vector3.Dot(Y, m.Translation) + Dy,
        Row(W, m), Vector3.Dot(W, m.Translation) + Dw);

    /// <summary>The values at a place.</summary>
    public Vector3 At(Vector3 p) => new(Vector3.Dot(X, p) + Dx, Vector3.Dot(Y, p) + Dy, Vector3.Dot(W, p) + Dw);

    private static Vector3 Row(Vector3 r, in Matrix4x4 m) => new(
        (r.X * m.M11) + (r.Y * m.M12) + (r.Z * m.M13),
        (r.X * m.M21) + (r.Y * m.M22) + (r.Z * m.M23),
        (r.X * m.M31) + (r.Y * m.M32) + (r.Z * m.M33));
}
