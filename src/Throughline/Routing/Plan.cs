using Throughline.Films;
using Throughline.Problems;

namespace Throughline.Routing;

/// <summary>For each shot the engine, why, cost and time; decided before anything is shot or paid.</summary>
public sealed record Plan
{
    /// <summary>The film.</summary>
    public required Film Film { get; init; }

    /// <summary>
    /// The shots that some engine can shoot, in the order of the film; all of them when there are no problems.
    /// </summary>
    public required IReadOnlyList<PlannedShot> Shots { get; init; }

    /// <summary>What no engine can do, and engines that are not there, with places in the film file.</summary>
    public required IReadOnlyList<Problem> Problems { get; init; }

    /// <summary>Length of the film in frames: the shots, less what dissolves and wipes overlap.</summary>
    public required int Frames { get; init; }

    /// <summary>Length of the film in seconds, for display.</summary>
    public double Seconds => Film.Rate.SecondsOf(Frames);

    /// <summary>What all shots cost, in US dollars; 0 is free.</summary>
    public decimal CostUsd => Shots.Sum(shot => shot.CostUsd);

    /// <summary>About how long shooting takes, one shot after another; null when that is unknown for any.</summary>
    public TimeSpan? ShootingTime => Shots.Aggregate((TimeSpan?)TimeSpan.Zero, (sum, shot) => sum + shot.ShootingTime);
}
