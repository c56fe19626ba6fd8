namespace Throughline.Production;

/// <summary>How far a film is, at one moment.</summary>
public sealed record FilmProgress
{
    /// <summary>Every shot, in the film's order.</summary>
    public required IReadOnlyList<ShotProgress> Shots { get; init; }

    /// <summary>Frames done in this run.</summary>
    public required long FramesDone { get; init; }

    /// <summary>Frames this run has to make; takes that were already there do not count.</summary>
    public required long Frames { get; init; }

    /// <summary>Time since the run began.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Frames a second over the whole run so far; null until it can be told.</summary>
    public double? FramesPerSecond { get; init; }

    /// <summary>Time until the last frame; null until it can be told.</summary>
    public TimeSpan? TimeLeft { get; init; }
}
