namespace Throughline.Stage.Stills;

/// <summary>Light that waves catch.</summary>
internal sealed record GlintKind
{
    /// <summary>How much brighter or darker, a share.</summary>
    public required float Amount { get; init; }

    /// <summary>Whether its waves shorten towards the top of where they are.</summary>
    public bool IsReceding { get; init; }

    /// <summary>Its waves.</summary>
    public required WaveSpread Wave { get; init; }
}
