namespace Throughline.Stage.Stills;

/// <summary>A veil in banks that drift.</summary>
internal sealed record VeilKind
{
    /// <summary>How thick, 0 to 1.</summary>
    public required float Amount { get; init; }

    /// <summary>The thickest it gets, whatever its strength.</summary>
    public float Most { get; init; } = 1;

    /// <summary>The strength of a word below which there is none.</summary>
    public float From { get; init; }

    /// <summary>How much its banks close up, 0 (as much clear as veiled) to 0.5.</summary>
    public float Dense { get; init; }

    /// <summary>Whether its waves shorten towards the top of where they are.</summary>
    public bool IsReceding { get; init; }

    /// <summary>Its banks.</summary>
    public required WaveSpread Wave { get; init; }

    /// <summary>Their wisps.</summary>
    public required WaveSpread Detail { get; init; }
}
