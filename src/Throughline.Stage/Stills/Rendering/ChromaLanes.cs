namespace Throughline.Stage.Stills;

/// <summary>Eight samples of a plane of two bytes a texel: Cb of all eight, then Cr.</summary>
internal readonly struct ChromaLanes : IPlaneLanes
{
    /// <inheritdoc/>
    public static int Channels => 2;

    /// <inheritdoc/>
    public static int Last => 7;

    /// <inheritdoc/>
    public static ReadOnlySpan<float> Ramp => [0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7];

    /// <inheritdoc/>
    public static ReadOnlySpan<byte> Pairs =>
    [
        0, 2, 0, 2, 0, 2, 0, 2, 0, 2, 0, 2, 0, 2, 0, 2, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3,
        64, 66, 64, 66, 64, 66, 64, 66, 64, 66, 64, 66, 64, 66, 64, 66, 65, 67, 65, 67, 65, 67, 65, 67, 65, 67, 65, 67,
        65, 67, 65, 67,
    ];
}
