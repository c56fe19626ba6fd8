namespace Throughline.Stage.Assets.Modelling;

/// <summary>How a trunk branches.</summary>
internal sealed record BranchOptions
{
    /// <summary>Branches of the trunk; each of these bears half as many.</summary>
    public int Count { get; init; } = 6;

    /// <summary>Levels of branches above the trunk, 1 to 3.</summary>
    public int Levels { get; init; } = 2;

    /// <summary>Share of the trunk below the first branch.</summary>
    public float From { get; init; } = 0.4f;

    /// <summary>How far branches leave their stem, 0 (along it) to 1 (square).</summary>
    public float Spread { get; init; } = 0.7f;

    /// <summary>How much they turn up (below 0: hang).</summary>
    public float Rise { get; init; } = 0.4f;

    /// <summary>A branch's length against its stem's.</summary>
    public float Ratio { get; init; } = 0.55f;

    /// <summary>How crooked, 0 to 1.</summary>
    public float Wobble { get; init; } = 0.15f;

    /// <summary>The trunk's radius at its top against its foot.</summary>
    public float Taper { get; init; } = 0.4f;
}
