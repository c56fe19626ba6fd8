namespace Throughline.Stage.Stills;

/// <summary>
/// What the sixteen lanes of <see cref="PlaneKernel"/> are: which sample each makes, and of which bytes.
/// </summary>
internal interface IPlaneLanes
{
    /// <summary>Bytes of a texel, 1 or 2.</summary>
    static abstract int Channels { get; }

    /// <summary>Samples along the line less one.</summary>
    static abstract int Last { get; }

    /// <summary>Sixteen lanes: the sample that each makes.</summary>
    static abstract ReadOnlySpan<float> Ramp { get; }

    /// <summary>
    /// Each lane's byte and its right neighbour's within a texel: sixteen lanes of the upper row, then sixteen of the
    /// row below, which lies 64 bytes on.
    /// </summary>
    static abstract ReadOnlySpan<byte> Pairs { get; }
}
