namespace Throughline.Stage.Stills;

/// <summary>Swinging to and fro. Lengths are pixels of a frame 1280 wide.</summary>
internal sealed record SwingKind
{
    /// <summary>How far to the sides.</summary>
    public required float Across { get; init; }

    /// <summary>How far up and down.</summary>
    public required float Down { get; init; }

    /// <summary>The most strength that counts.</summary>
    public float Most { get; init; } = 2;

    /// <summary>Factors for what is far and what is near.</summary>
    public (float Far, float Near) Near { get; init; } = (1, 1);

    /// <summary>Factor at the top of where it swings, which rises to 1.</summary>
    public float Far { get; init; } = 1;

    /// <summary>Over how many pixels down it rises.</summary>
    public float Over { get; init; } = 1;

    /// <summary>Whether its waves shorten towards the top of where it swings, as on a plane seen flat.</summary>
    public bool IsReceding { get; init; }

    /// <summary>Its waves.</summary>
    public required WaveSpread Wave { get; init; }

    /// <summary>What makes it stronger and weaker; null for nothing.</summary>
    public WaveSpread? Gusts { get; init; }
}
