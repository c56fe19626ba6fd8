namespace Throughline.Stage.Stills;

/// <summary>A veil in banks that drift.</summary>
internal sealed record VeilKind
{
    /// <summary>How thick, 0 to 1.</summary>
    public required float Amount { get; init; }

    /// <summary>The thickest it gets, whatever its strength.</summary>
    public float Most { get; init; } = 1;

    /// <summary>Its banks.</summary>
    public required WaveSpread Wave { get; init; }

    /// <summary>Their wisps.</summary>
    public required WaveSpread Detail { get; init; }
}
