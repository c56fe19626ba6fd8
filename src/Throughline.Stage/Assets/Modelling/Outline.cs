using System.Numerics;

namespace Throughline.Stage.Assets.Modelling;

/// <summary>Closed lines on a plane.</summary>
internal static class Outline
{
    /// <summary>
    /// Points of an outline, anticlockwise. A point's third number bulges the side that begins at it: 1 is a half
    /// circle outwards, 0.41 a quarter, below 0 inwards.
    /// </summary>
    public static Vector2[] Of(float[][] points, int arcSteps)
    {
        var outline = new List<Vector2>();
        for (var i = 0; i < points.Length; i++)
        {
            var from = new Vector2(points[i][0], points[i][1]);
            var to = new Vector2(points[(i + 1) % points.Length][0], points[(i + 1) % points.Length][1]);
            outline.Add(from);
            if (points[i].Length > 2 && points[i][2] != 0)
            {
                Arc(outline, from, to, points[i][2], Math.Max(2, arcSteps));
            }
        }

        if (Area(outline) < 0)
        {
            outline.Reverse();
        }

        return [.. outline];
    }

    /// <summary>Triangles that fill an outline, by cutting ears.</summary>
    public static List<(int A, int B, int C)> Triangulate(Vector2[] outline)
    {
        var left = Enumerable.Range(0, outline.Length).ToList();
        var triangles = new List<(int, int, int)>();
        while (left.Count > 3)
        {
            var ear = -1;
            for (var i = 0; i < left.Count && ear < 0; i++)
            {
                ear = IsEar(outline, left, i) ? i : -1;
            }

            // A line that crosses itself has no ear at some point: it is cut anywhere rather than never.
            ear = Math.Max(ear, 0);
            triangles.Add((left[(ear + left.Count - 1) % left.Count], left[ear], left[(ear + 1) % left.Count]));
            left.RemoveAt(ear);
        }

        triangles.Add((left[0], left[1], left[2]));
        return triangles;
    }

    /// <summary>The outline moved inwards.</summary>
    public static Vector2[] Inset(Vector2[] outline, float by)
    {
        var inset = new Vector2[outline.Length];
        for (var i = 0; i < outline.Length; i++)
        {
            var before = Vector2.Normalize(outline[i] - outline[(i + outline.Length - 1) % outline.Length]);
            var after = Vector2.Normalize(outline[(i + 1) % outline.Length] - outline[i]);
            var across = new Vector2(-before.Y - after.Y, before.X + after.X);
            var length = across.Length();
            inset[i] = length < 1e-4f ? outline[i] : outline[i] + (across / length * by * Math.Min(2, 2 / length));
        }

        return inset;
    }

    /// <summary>
    /// A smooth line through <paramref name="points"/> (Catmull-Rom), each part in <paramref name="steps"/>.
    /// </summary>
    public static Vector4[] Smooth(Vector4[] points, int steps)
    {
        if (points.Length < 3 || steps < 2)
        {
            return points;
        }

        var line = new List<Vector4>();
        for (var i = 0; i < points.Length - 1; i++)
        {
            var (a, b, c,
                d) = (points[Math.Max(0, i - 1)], points[i], points[i + 1], points[Math.Min(points.Length - 1, i + 2)]);
            for (var s = 0; s < steps; s++)
            {
                var t = s / (float)steps;
                line.Add(
                    0.5f * ((2 * b) + ((c - a) * t) + (((2 * a) - (5 * b) + (4 * c) - d) * t * t)
                        + (((3 * b) - a - (3 * c) + d) * t * t * t)));
            }
        }

        line.Add(points[^1]);
        return [.. line];
    }

    private static void Arc(List<Vector2> outline, Vector2 from, Vector2 to, float bulge, int steps)
    {
        var angle = 4 * MathF.Atan(bulge);
        var chord = to - from;
        var out90 = new Vector2(chord.Y, -chord.X);
        var middle = ((from + to) / 2) - (out90 * ((1 - (bulge * bulge)) / (4 * bulge)));
        var start = from - middle;
        var count = Math.Max(2, (int)MathF.Ceiling(steps * MathF.Abs(angle) / MathF.PI));
        for (var s = 1; s < count; s++)
        {
            var (sin, cos) = MathF.SinCos(angle * s / count);
            outline.Add(middle + new Vector2((start.X * cos) - (start.Y * sin), (start.X * sin) + (start.Y * cos)));
        }
    }

    private static bool IsEar(Vector2[] outline, List<int> left, int at)
    {
        var (a, b, c) = (outline[left[(at + left.Count - 1) % left.Count]], outline[left[at]],
            outline[left[(at + 1) % left.Count]]);
        if (Cross(b - a, c - b) <= 1e-9f)
        {
            return false;
        }

        for (var i = 2; i < left.Count - 1; i++)
        {
            var p = outline[left[(at + i) % left.Count]];
            if (p != a && p != c && Cross(b - a, p - a) >= 0 && Cross(c - b, p - b) >= 0 && Cross(a - c, p - c) >= 0)
            {
                return false;
            }
        }

        return true;
    }

    private static float Cross(Vector2 a, Vector2 b) => (a.X * b.Y) - (a.Y * b.X);

    private static float Area(List<Vector2> outline)
    {
        var area = 0f;
        for (var i = 0; i < outline.Count; i++)
        {
            area += Cross(outline[i], outline[(i + 1) % outline.Count]);
        }

        return area;
    }
}
