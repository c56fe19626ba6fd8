using Throughline.Problems;

namespace Throughline.Films;

/// <summary>What came of reading a film file.</summary>
public sealed record FilmReading
{
    /// <summary>The film file as the caller named it, as the problems do.</summary>
    public required string Source { get; init; }

    /// <summary>The film, ready to be planned and made; null when there is any error.</summary>
    public Film? Film { get; init; }

    /// <summary>
    /// The film as far as it could be read, even with errors: to look at and to check further, never to make. Null when
    /// not even a list of shots was found.
    /// </summary>
    public Film? Draft { get; init; }

    /// <summary>Everything that is wrong, from top to bottom, and notes; empty when all is well.</summary>
    public required IReadOnlyList<Problem> Problems { get; init; }
}
