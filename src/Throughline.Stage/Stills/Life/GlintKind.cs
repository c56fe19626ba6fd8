namespace Throughline.Stage.Stills;

/// <summary>Light that waves catch.</summary>
internal sealed record GlintKind
{
    /// <summary>How much brighter or darker, a share.</summary>
    public required float Amount { get; init; }

    /// <summary>How many times more of their light dark places may catch than places of usual lightness, at least
    /// 1.</summary>
    public float Dark { get; init; } = 1;

    /// <summary>How much sharper the bright side of a wave is than its dark side, 0 (alike) to 1.</summary>
    public float Sharp { get; init; }

    /// <summary>Whether its waves shorten towards the top of where they are.</summary>
    public bool IsReceding { get; init; }

    /// <summary>Its waves.</summary>
    public required WaveSpread Wave { get; init; }
}
