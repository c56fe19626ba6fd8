namespace Throughline.Stage.Stills;

/// <summary>A light that is not steady.</summary>
internal sealed record GlowKind
{
    /// <summary>How far it reaches, in radii of the lamp.</summary>
    public required float Reach { get; init; }

    /// <summary>How often it changes, Hz.</summary>
    public required IReadOnlyList<float> Hertz { get; init; }

    /// <summary>How much at each of these, a share.</summary>
    public required IReadOnlyList<float> Sizes { get; init; }
}
