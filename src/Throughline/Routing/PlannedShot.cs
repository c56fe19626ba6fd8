using Throughline.Films;

namespace Throughline.Routing;

/// <summary>What the plan says about one shot.</summary>
public sealed record PlannedShot
{
    /// <summary>The shot.</summary>
    public required Shot Shot { get; init; }

    /// <summary>Name of the engine that shoots it.</summary>
    public required string Engine { get; init; }

    /// <summary>Why that engine: short clauses, the weightiest first.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>Length of the shot in frames.</summary>
    public required int Frames { get; init; }

    /// <summary>What the shot costs, in US dollars; 0 is free.</summary>
    public required decimal CostUsd { get; init; }

    /// <summary>About how long shooting takes; null when nobody knows.</summary>
    public TimeSpan? ShootingTime { get; init; }

    /// <summary>Length of the shot in seconds, as the film says.</summary>
    public decimal Seconds => Shot.Seconds;

    /// <summary>The reasons as a sentence.</summary>
    public string Why => $"{Engine}: {string.Join(", ", Reasons)}.";
}
