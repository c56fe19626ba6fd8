using Throughline.Problems;

namespace Throughline.Films;

/// <summary>What reading a value may need besides the value.</summary>
internal sealed record FilmContext
{
    /// <summary>Takes everything that is wrong.</summary>
    public required ProblemList Problems { get; init; }

    /// <summary>Absolute path of the film's folder.</summary>
    public required string Folder { get; init; }

    /// <summary>Whether files may lie outside the folder.</summary>
    public bool AllowOutside { get; init; }
}
