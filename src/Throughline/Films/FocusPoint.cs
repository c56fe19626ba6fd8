namespace Throughline.Films;

/// <summary>A point of a picture in fractions of its sides.</summary>
/// <param name="X">0 left to 1 right.</param>
/// <param name="Y">0 top to 1 bottom.</param>
public readonly record struct FocusPoint(double X, double Y)
{
    /// <summary>The middle.</summary>
    public static FocusPoint Centre { get; } = new(0.5, 0.5);
}
