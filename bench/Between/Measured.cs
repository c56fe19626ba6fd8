using Throughline.Media.Pictures;

namespace Throughline.Bench.Between;

/// <summary>What a pair measured.</summary>
internal sealed record Measured
{
    public required bool IsOneScene { get; init; }

    public required Cost Prepared { get; init; }

    public required double FrameMilliseconds { get; init; }

    public required Picture Sheet { get; init; }

    public required Likeness? Truth { get; init; }
}
