namespace Throughline.Media.Pictures;

/// <summary>How text looks.</summary>
/// <param name="Size">Height of the em in pixels.</param>
/// <param name="Colour">Its colour.</param>
/// <param name="Strong">Whether it is semi-bold.</param>
public readonly record struct SketchText(float Size, SketchColour Colour, bool Strong = false);
