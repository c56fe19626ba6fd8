namespace Throughline.Stage.Stills;

/// <summary>Texture that is carried along and begins again. Lengths are pixels of a frame 1280 wide.</summary>
internal sealed record FlowKind
{
    /// <summary>Where it goes: with the wind, down, or down along the streaks of the texture.</summary>
    public required LifeHeading To { get; init; }

    /// <summary>How far it goes in a round.</summary>
    public required float Round { get; init; }

    /// <summary>How long a round is, seconds.</summary>
    public required float Seconds { get; init; }

    /// <summary>The shortest round, seconds.</summary>
    public float Least { get; init; }

    /// <summary>The longest round, seconds.</summary>
    public float Most { get; init; } = 60;

    /// <summary>How strength is shared: 0 shortens the round in time, 1 lengthens its way.</summary>
    public float Grows { get; init; }

    /// <summary>Share of a round before the next one shows.</summary>
    public float Held { get; init; }

    /// <summary>How far to the sides it wanders, a share of its way.</summary>
    public float Aside { get; init; }

    /// <summary>How far parts of it are ahead of others, rounds.</summary>
    public float Ragged { get; init; }

    /// <summary>Factors at the top and at the foot of where it flows.</summary>
    public (float Top, float Foot) Perspective { get; init; } = (1, 1);

    /// <summary>What decides where it wanders and is ragged; null for neither.</summary>
    public WaveSpread? Wave { get; init; }
}
