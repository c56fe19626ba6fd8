namespace Throughline.Stage.Stills;

/// <summary>A small bright thing in a picture.</summary>
/// <param name="X">Column, pixels.</param>
/// <param name="Y">Row, pixels.</param>
/// <param name="Radius">Pixels.</param>
/// <param name="Level">Brightness over its surroundings, 0 to 1.</param>
internal readonly record struct LifeSpot(float X, float Y, float Radius, float Level);
