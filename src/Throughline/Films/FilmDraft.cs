using Throughline.Problems;

namespace Throughline.Films;

/// <summary>Something of film.yaml while its keys are being read.</summary>
internal abstract class FilmDraft
{
    /// <summary>Where the value of each key that was written begins.</summary>
    public Dictionary<string, TextPlace> Places { get; } = new(StringComparer.Ordinal);
}
