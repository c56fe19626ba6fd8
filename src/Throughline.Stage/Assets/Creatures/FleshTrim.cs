using System.Numerics;

namespace Throughline.Stage.Assets;

/// <summary>
/// Where a piece of flesh ends as cloth and hair end: along a line on its surface, with a rim that goes in from there.
/// Unlike what is carved out of the field, the line does not follow the cells, and unlike the line along which two
/// skins cut through each other, it does not follow their triangles.
/// </summary>
internal sealed class FleshTrim
{
    private readonly List<FleshBody> _cuts = [];
    private readonly List<(Flesh Flesh, float Above)> _over = [];

    /// <summary>How far the rim goes in, metres.</summary>
    public required float Depth { get; init; }

    /// <summary>Ends the surface where it enters a body.</summary>
    public void Cut(params ReadOnlySpan<FleshBody> bodies) => _cuts.AddRange(bodies);

    /// <summary>
    /// Ends the surface where it comes nearer to what lies under it than <paramref name="above"/> metres.
    /// </summary>
    public void EndOn(Flesh under, float above) => _over.Add((under, above));

    /// <summary>How far inside of what stays a place is, metres; negative for what goes.</summary>
    public float Inside(Vector3 place)
    {
        var least = float.MaxValue;
        foreach (var cut in _cuts)
        {
            least = Math.Min(least, cut.Distance(place));
        }

        foreach (var (flesh, above) in _over)
        {
            least = Math.Min(least, flesh.Distance(place) - above);
        }

        return least;
    }
}
