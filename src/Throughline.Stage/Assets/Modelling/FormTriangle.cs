namespace Throughline.Stage.Assets.Modelling;

/// <summary>A triangle of a <see cref="Form"/>.</summary>
internal record struct FormTriangle
{
    /// <summary>Corners, anticlockwise from outside.</summary>
    public int A;

    /// <inheritdoc cref="A"/>
    public int B;

    /// <inheritdoc cref="A"/>
    public int C;

    /// <summary>Number of the material.</summary>
    public byte Slot;

    /// <summary>Angle in degrees to a neighbour up to which the edge is smooth.</summary>
    public float Crease;
}
