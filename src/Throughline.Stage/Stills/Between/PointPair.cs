namespace Throughline.Stage.Stills;

/// <summary>A place in one picture and the place in another that shows the same.</summary>
/// <param name="X">Column in the first picture.</param>
/// <param name="Y">Row in the first picture.</param>
/// <param name="U">Column in the second picture.</param>
/// <param name="V">Row in the second picture.</param>
internal readonly record struct PointPair(float X, float Y, float U, float V);
