namespace Throughline.Production;

/// <summary>How far one shot is, at one moment.</summary>
public sealed record ShotProgress
{
    /// <summary>The shot's id.</summary>
    public required string Id { get; init; }

    /// <summary>What is happening.</summary>
    public required ShotState State { get; init; }

    /// <summary>Frames that are shot, encoded and written.</summary>
    public required int FramesDone { get; init; }

    /// <summary>Frames in all.</summary>
    public required int Frames { get; init; }

    /// <summary>Frames a second since the first frame; null until it can be told.</summary>
    public double? FramesPerSecond { get; init; }

    /// <summary>Time until its last frame; null until it can be told.</summary>
    public TimeSpan? TimeLeft { get; init; }
}
