using System.Runtime.InteropServices;

namespace Throughline.Stage.Rendering;

/// <summary>
/// A triangle on the screen, 64 bytes, its corners in the order that makes its area positive with Y down.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Triangle
{
    /// <summary>Corners in pixels, on a grid of 1/1024.</summary>
    public float X0, X1, X2, Y0, Y1, Y2;

    /// <summary>Nearness at the corners: 1 / depth, or what the shadow map keeps; linear over the screen.</summary>
    public float Z0, Z1, Z2;

    /// <summary>Places of the corners in the vertex records.</summary>
    public int V0, V1, V2;

    /// <summary>Row of its material; negative (complement) when its back is seen.</summary>
    public int Surface;

    /// <summary>1 / twice its area.</summary>
    public float PerArea;

    /// <summary>The pixels it may touch.</summary>
    public short MinX, MinY, MaxX, MaxY;
}
