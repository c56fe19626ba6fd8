using System.Numerics;

namespace Throughline.Stage.Stills;

/// <summary>An effect and where it belongs in its picture.</summary>
/// <param name="Kind">What moves: the name of a <see cref="LifeRecipe"/>.</param>
/// <param name="Strength">How much, 1 is usual.</param>
/// <param name="Mask">How much at each node of the picture, 0 to 255; empty for what needs none.</param>
/// <param name="Spots">Lamps, the sun or stars.</param>
/// <param name="Colour">Red, green and blue, 0 to 1, of what comes into being.</param>
internal sealed record PlacedEffect(string Kind, float Strength, byte[] Mask, LifeSpot[] Spots, Vector3 Colour)
{
    /// <summary>Where texture runs at each node, 256ths of a turn from right to down; empty where it does not
    /// matter.</summary>
    public byte[] Headings { get; init; } = [];

    /// <summary>How much of each node is struck, by rain or by water that falls or breaks, 0 to 255; empty where it
    /// does not matter.</summary>
    public byte[] Ground { get; init; } = [];

    /// <summary>Points of a face: pixels, and depth in pixels; see <see cref="Media.Faces.FaceMesh"/>. Empty
    /// without.</summary>
    public Vector3[] Points { get; init; } = [];
}
