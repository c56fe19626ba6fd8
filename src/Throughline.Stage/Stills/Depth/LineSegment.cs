using System.Numerics;

namespace Throughline.Stage.Stills;

/// <summary>A straight edge of a reduced picture.</summary>
/// <param name="Middle">Its middle, pixels.</param>
/// <param name="Along">Unit vector along it, to the right or straight down.</param>
/// <param name="Length">Pixels.</param>
internal readonly record struct LineSegment(Vector2 Middle, Vector2 Along, float Length)
{
    /// <summary>Whether it stands upright.</summary>
    public bool IsUpright => MathF.Abs(Along.X) < 0.1f;

    /// <summary>Whether it lies level.</summary>
    public bool IsLevel => MathF.Abs(Along.Y) < 0.07f;

    /// <summary>Sine of the angle between it and the way from its middle to a point, 0 to 1.</summary>
    public float Off(Vector2 point)
    {
        var way = point - Middle;
        var cross = MathF.Abs((way.X * Along.Y) - (way.Y * Along.X));
        return cross / MathF.Max(1e-3f, way.Length());
    }
}
