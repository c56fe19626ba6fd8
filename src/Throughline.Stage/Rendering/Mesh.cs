using System.Numerics;

namespace Throughline.Stage.Rendering;

/// <summary>
/// Triangles in the space of the thing they make: metres, right-handed, +X right, +Y up, +Z towards the audience; front
/// faces run anticlockwise. Coordinates are kept apart so that eight or sixteen vertices are worked on at once. A mesh
/// that is posed anew for every frame belongs to one painter; all others are shared and never change.
/// </summary>
public sealed class Mesh
{
    /// <summary>Room for <paramref name="vertices"/> and <paramref name="triangles"/>, all zero.</summary>
    public Mesh(int vertices, int triangles)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(vertices);
        ArgumentOutOfRangeException.ThrowIfNegative(triangles);
        X = new float[vertices];
        Y = new float[vertices];
        Z = new float[vertices];
        NormalX = new float[vertices];
        NormalY = new float[vertices];
        NormalZ = new float[vertices];
        Indices = new int[3 * triangles];
        Slots = new byte[triangles];
    }

    /// <summary>Number of vertices.</summary>
    public int Vertices => X.Length;

    /// <summary>Number of triangles.</summary>
    public int Triangles => Slots.Length;

    /// <summary>Positions in metres.</summary>
    public float[] X { get; }

    /// <inheritdoc cref="X"/>
    public float[] Y { get; }

    /// <inheritdoc cref="X"/>
    public float[] Z { get; }

    /// <summary>Unit normals; hard edges have a vertex for each side.</summary>
    public float[] NormalX { get; }

    /// <inheritdoc cref="NormalX"/>
    public float[] NormalY { get; }

    /// <inheritdoc cref="NormalX"/>
    public float[] NormalZ { get; }

    /// <summary>Three vertices a triangle.</summary>
    public int[] Indices { get; }

    /// <summary>For each triangle the place of its material in the instance's list.</summary>
    public byte[] Slots { get; }

    /// <summary>
    /// For each vertex a colour that multiplies the material's: 8-bit sRGB, 0x00BBGGRR; null for white.
    /// </summary>
    public uint[]? Tints { get; set; }

    /// <summary>
    /// For each vertex how far the wind carries it, 0 (rooted) to 1 (a tip); null for a thing that does not sway.
    /// </summary>
    public float[]? Sway { get; set; }

    /// <summary>
    /// For each vertex its place before deformation, by which patterns are drawn, so that they stay on a body that
    /// moves; null when <see cref="X"/>, <see cref="Y"/>, <see cref="Z"/> never change.
    /// </summary>
    public RestPlaces? Rest { get; set; }

    /// <summary>
    /// For each vertex of a mesh that is posed anew for every frame its place one frame earlier, for motion blur and
    /// optical flow; null for what does not change its shape.
    /// </summary>
    public RestPlaces? Before { get; set; }

    /// <summary>Middle of a ball that holds all vertices, whatever the pose.</summary>
    public Vector3 Centre { get; set; }

    /// <summary>Radius of that ball in metres.</summary>
    public float Radius { get; set; }
}
