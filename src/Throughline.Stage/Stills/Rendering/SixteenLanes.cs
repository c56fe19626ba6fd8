namespace Throughline.Stage.Stills;

/// <summary>Sixteen samples of a plane of one byte a texel.</summary>
internal readonly struct SixteenLanes : IPlaneLanes
{
    /// <inheritdoc/>
    public static int Channels => 1;

    /// <inheritdoc/>
    public static int Last => 15;

    /// <inheritdoc/>
    public static ReadOnlySpan<float> Ramp => [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

    /// <inheritdoc/>
    public static ReadOnlySpan<byte> Pairs =>
    [
        0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1,
        64, 65, 64, 65, 64, 65, 64, 65, 64, 65, 64, 65, 64, 65, 64, 65, 64, 65, 64, 65, 64, 65, 64, 65, 64, 65, 64, 65,
        64, 65, 64, 65,
    ];
}
