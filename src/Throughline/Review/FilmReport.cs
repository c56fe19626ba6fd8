namespace Throughline.Review;

/// <summary>What <c>report.json</c> says of a film: everything that was made, measured and spent.</summary>
public sealed record FilmReport
{
    /// <summary>The version of this record's form.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The version of the form.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>The film's title.</summary>
    public required string Title { get; init; }

    /// <summary>Name of the film's file.</summary>
    public required string Film { get; init; }

    /// <summary>Size of every frame, as <c>1280x720</c>.</summary>
    public required string Size { get; init; }

    /// <summary>Frames a second, as <c>24</c> or <c>24000/1001</c>.</summary>
    public required string Rate { get; init; }

    /// <summary>The codec.</summary>
    public required string Codec { get; init; }

    /// <summary>Length in frames.</summary>
    public required int Frames { get; init; }

    /// <summary>Length in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>What all takes in the film cost, in US dollars.</summary>
    public required decimal Cost { get; init; }

    /// <summary>
    /// How long shooting them took in seconds, all added up; null when that is not known of every take.
    /// </summary>
    public double? WallSeconds { get; init; }

    /// <summary>Frames that went into the film as they were encoded.</summary>
    public required int CopiedFrames { get; init; }

    /// <summary>Frames that were encoded anew, for transitions or for want of a place to cut.</summary>
    public required int EncodedFrames { get; init; }

    /// <summary>What a person should know about how the film was cut.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The other files of the cut.</summary>
    public required IReadOnlyList<FileReport> Files { get; init; }

    /// <summary>The shots, in the film's order.</summary>
    public required IReadOnlyList<ShotReport> Shots { get; init; }
}
