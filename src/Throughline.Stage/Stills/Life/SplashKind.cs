namespace Throughline.Stage.Stills;

/// <summary>What drops raise where they strike the ground or water. Lengths are metres of the picture's
/// world.</summary>
internal sealed record SplashKind
{
    /// <summary>How many places are struck at a time, at usual strength.</summary>
    public required int Count { get; init; }

    /// <summary>Smallest and largest radius of a ring when it vanishes.</summary>
    public required (float Least, float Most) Radius { get; init; }

    /// <summary>How long one is seen.</summary>
    public required float Seconds { get; init; }

    /// <summary>How long a place rests before it is struck again, at most.</summary>
    public float Pause { get; init; }

    /// <summary>Opacity when it begins, 0 to 1.</summary>
    public required float Opacity { get; init; }

    /// <summary>Drops that leap up from each.</summary>
    public int Drops { get; init; }

    /// <summary>How high they leap.</summary>
    public float Height { get; init; }
}
