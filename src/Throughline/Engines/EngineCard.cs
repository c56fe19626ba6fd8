namespace Throughline.Engines;

/// <summary>Data about an engine.</summary>
public sealed record EngineCard
{
    /// <summary>The name film.yaml uses.</summary>
    public required string Name { get; init; }

    /// <summary>Changes whenever the same order would give other pixels; part of a take's key.</summary>
    public required string Version { get; init; }

    /// <summary>
    /// Names the model that gives pictures a depth, where the user has one: part of the keys of those takes alone whose
    /// camera travels past a picture without a depth of its own.
    /// </summary>
    public string? DepthVersion { get; init; }

    /// <summary>What it is, in a line.</summary>
    public required string Description { get; init; }

    /// <summary>Whether a shot may start from a given picture.</summary>
    public bool ImageToVideo { get; init; }

    /// <summary>Whether a shot may start from words alone.</summary>
    public bool TextToVideo { get; init; }

    /// <summary>Whether a shot may end on a given picture.</summary>
    public bool LastFrame { get; init; }

    /// <summary>
    /// Whether a shot that ends on a given picture may have camera moves too; where not, the way from its first picture
    /// to its last is the camera's move.
    /// </summary>
    public bool MovesToLastFrame { get; init; }

    /// <summary>Names of the looks it knows, the usual one first; empty when it has none of its own.</summary>
    public IReadOnlyList<string> Looks { get; init; } = [];

    /// <summary>Shortest clip in seconds.</summary>
    public decimal MinSeconds { get; init; } = 1;

    /// <summary>Longest clip in seconds.</summary>
    public decimal MaxSeconds { get; init; } = 600;

    /// <summary>Price of a second in US dollars; 0 is free.</summary>
    public decimal PricePerSecond { get; init; }

    /// <summary>
    /// Whether a look can be asked of it: one that it lists, letters small or large; any when it lists none, for it
    /// takes looks as words.
    /// </summary>
    public bool Knows(string look) => Looks.Count == 0 || Looks.Contains(look, StringComparer.OrdinalIgnoreCase);

    /// <summary>About how many seconds of work a second of clip takes; null when nobody knows.</summary>
    public double? ShootingTimePerSecond { get; init; }
}
