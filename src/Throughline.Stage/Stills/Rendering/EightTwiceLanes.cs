namespace Throughline.Stage.Stills;

/// <summary>
/// Eight samples of a plane of one byte a texel, and the same eight again: alpha beside <see cref="ChromaLanes"/>.
/// </summary>
internal readonly struct EightTwiceLanes : IPlaneLanes
{
    /// <inheritdoc/>
    public static int Channels => 1;

    /// <inheritdoc/>
    public static int Last => 7;

    /// <inheritdoc/>
    public static ReadOnlySpan<float> Ramp => [0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7];

    /// <inheritdoc/>
    public static ReadOnlySpan<byte> Pairs =>
    [
        0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1,
        64, 65, 64, 65, 64, 65, 64, 65, 64, 65, 64, 65, 64, 65, 64, 65, 64, 65, 64, 65, 64, 65, 64, 65, 64, 65, 64, 65,
        64, 65, 64, 65,
    ];
}
