using System.Numerics;

namespace Throughline.Stage.Assets.Modelling;

/// <summary>A corner of a <see cref="Form"/>.</summary>
internal struct FormVertex
{
    /// <summary>Metres.</summary>
    public Vector3 Place;

    /// <summary>Unit normal; zero lets the triangles about it decide.</summary>
    public Vector3 Normal;

    /// <summary>Multiplies the material's colour, linear light.</summary>
    public Vector3 Tint;

    /// <summary>How far the wind carries it, 0 to 1; -1 lets its height decide.</summary>
    public float Sway;
}
