using System.Numerics;

namespace Throughline.Stage.Assets.Staging;

/// <summary>Lines on the ground.</summary>
internal static class Lines
{
    /// <summary>Distance to a line, or to its one point, in metres.</summary>
    public static float Distance(ReadOnlySpan<Vector2> line, Vector2 place)
    {
        var nearest = Vector2.Distance(line[0], place);
        for (var i = 1; i < line.Length; i++)
        {
            nearest = Math.Min(nearest, Vector2.Distance(place, Nearest(line[i - 1], line[i], place)));
        }

        return nearest;
    }

    /// <summary>Signed distance to a line: positive on its right hand, seen from above while going along it.</summary>
    public static float Side(ReadOnlySpan<Vector2> line, Vector2 place)
    {
        var (nearest, side) = (float.MaxValue, 0f);
        for (var i = 1; i < line.Length; i++)
        {
            var distance = Vector2.Distance(place, Nearest(line[i - 1], line[i], place));
            if (distance < nearest)
            {
                var (way, off) = (line[i] - line[i - 1], place - line[i - 1]);
                (nearest, side) = (distance, MathF.Sign((way.X * off.Y) - (way.Y * off.X)));
            }
        }

        return nearest * side;
    }

    private static Vector2 Nearest(Vector2 from, Vector2 to, Vector2 place)
    {
        var way = to - from;
        return from + (way * Math.Clamp(Vector2.Dot(place - from, way) / Math.Max(1e-8f, way.LengthSquared()), 0, 1));
    }
}
