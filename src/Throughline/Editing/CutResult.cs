using Throughline.Review;

namespace Throughline.Editing;

/// <summary>A finished cut. All paths are absolute.</summary>
public sealed record CutResult
{
    /// <summary>The film.</summary>
    public required string Film { get; init; }

    /// <summary>The OpenTimelineIO timeline.</summary>
    public required string Otio { get; init; }

    /// <summary>The edit decision list.</summary>
    public required string Edl { get; init; }

    /// <summary>The contact sheet.</summary>
    public required string ContactSheet { get; init; }

    /// <summary>The report's file.</summary>
    public required string ReportFile { get; init; }

    /// <summary>What the report's file says.</summary>
    public required FilmReport Report { get; init; }
}
