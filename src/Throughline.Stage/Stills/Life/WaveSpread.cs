namespace Throughline.Stage.Stills;

/// <summary>What waves a sum has, from long and slow to short and fast. Lengths are pixels of a frame 1280
/// wide.</summary>
internal sealed record WaveSpread
{
    /// <summary>How many waves.</summary>
    public required int Count { get; init; }

    /// <summary>Longest wavelength.</summary>
    public required double Longest { get; init; }

    /// <summary>Shortest wavelength.</summary>
    public required double Shortest { get; init; }

    /// <summary>Frequency of the longest wave, Hz.</summary>
    public required double SlowestHertz { get; init; }

    /// <summary>Frequency of the shortest wave, Hz.</summary>
    public required double FastestHertz { get; init; }

    /// <summary>Where the waves go.</summary>
    public LifeHeading To { get; init; }

    /// <summary>How far single waves differ from the heading, radians.</summary>
    public double Fan { get; init; }

    /// <summary>How much longer than wide shapes lie: below 1 stretches them across.</summary>
    public double SquashX { get; init; } = 1;

    /// <summary>How many times the shortest wave is halved against the longest.</summary>
    public double Falls { get; init; }
}
