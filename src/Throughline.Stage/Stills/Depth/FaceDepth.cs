using System.Numerics;
using Throughline.Media.Faces;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>
/// Rounds a head: where a face is, the depth gets the volume of its mesh, and round the face that of a head that the
/// mesh goes on to, so that a portrait is no cut-out.
/// </summary>
internal static class FaceDepth
{
    // Between the outer corners of the eyes, in metres: a grown person's.
    private const float EyeDistance = 0.09f;

    // How far the head goes on beyond the face's outline, in sizes of the face.
    private const float Beyond = 0.45f;

    // A head may rise this much in nearness from its outline to its nose, however near it is.
    private const float MostRelief = 0.14f;

    /// <summary>Adds the volume of <paramref name="face"/> to <paramref name="depth"/>, in place.</summary>
    /// <param name="depth">Nearness; the face's surroundings say how near the head is.</param>
    /// <param name="face">The face, in frame 0's pixels.</param>
    /// <param name="x">Where frame 0 begins in the depth picture.</param>
    /// <param name="y">Where frame 0 begins in the depth picture.</param>
    public static void Model(DepthPicture depth, FaceMesh face, int x, int y)
    {
        ArgumentNullException.ThrowIfNull(depth);
        ArgumentNullException.ThrowIfNull(face);
        var offset = new Vector2(x, y);
        Vector2[] outline = [.. FaceParts.Oval.Select(point => face.Place(point) + offset)];
        var middle = outline.Aggregate(Vector2.Add) / outline.Length;
        var size = MathF.Sqrt(Area(outline) / MathF.PI);
        if (!(size > 3) || Level(depth, outline, middle) is not { } level)
        {
            return;
        }

        // Metres of relief become nearness at the distance that the surroundings say.
        var inverse = StillSpace.InverseDepth(level);
        var perPixel = EyeDistance
            / face.EyeDistance * inverse * inverse / (StillSpace.NearestQ - StillSpace.FarthestQ);
        var back = FaceParts.Oval.Average(point => face.Points[point].Z);
        var points = face.Points.Take(468).Select(point => (
            Place: new Vector2(point.X, point.Y) + offset,
            Rise: MathF.Min(MostRelief, MathF.Max(0, back - point.Z) * perPixel))).ToArray();
        var reach = 1.4f * size * (1 + Beyond);
        int left = Math.Max(0, (int)(middle.X - reach)), right = Math.Min(depth.Width - 1, (int)(middle.X + reach));
        int top = Math.Max(0, (int)(middle.Y - reach)), bottom = Math.Min(depth.Height - 1, (int)(middle.Y + reach));
        if (right < left || bottom < top)
        {
            return;
        }

        // The surface is smooth: a coarse grid of it, and lines between.
        var step = MathF.Max(1, size / 20);
        int columns = (int)((right - left) / step) + 2, rows = (int)((bottom - top) / step) + 2;
        var grid = new float[columns * rows];
        for (var i = 0; i < grid.Length; i++)
        {
            grid[i] = Rise(points, new Vector2(left + (i % columns * step), top + (i / columns * step)), size);
        }

        for (var v = top; v <= bottom; v++)
        {
            for (var u = left; u <= right; u++)
            {
                ref var here = ref depth.Nearness[(v * depth.Width) + u];
                var away = MathF.Max(0, -Inside(outline, new Vector2(u, v))) / (Beyond * size);

                // What is far behind the head is not the head, whatever lies beside it.
                if (away < 1 && here > level - (LayerSplit.Edge / 2))
                {
                    var whole = 1 - (away * away * (3 - (2 * away)));
                    here += whole * ((level + Between((u - left) / step, (v - top) / step)) - here);
                }
            }
        }

        float Between(float u, float v)
        {
            int i = (int)u, j = (int)v, at = (j * columns) + i;
            var above = grid[at] + ((u - i) * (grid[at + 1] - grid[at]));
            var below = grid[at + columns] + ((u - i) * (grid[at + columns + 1] - grid[at + columns]));
            return above + ((v - j) * (below - above));
        }
    }

    // The median nearness inside the outline.
    private static float? Level(DepthPicture depth, Vector2[] outline, Vector2 middle)
    {
        var inside = outline.Select(at => Vector2.Lerp(middle, at, 0.7f)).Append(middle)
            .Where(at => at.X >= 0 && at.Y >= 0 && at.X < depth.Width && at.Y < depth.Height)
            .Select(at => depth.Nearness[((int)at.Y * depth.Width) + (int)at.X]).Order().ToArray();
        return inside.Length == 0 ? null : inside[inside.Length / 2];
    }

    // The mesh's points near a pixel, averaged with weights that fall off: a smooth surface through 468 points.
    private static float Rise((Vector2 Place, float Rise)[] points, Vector2 at, float size)
    {
        var scale = 1 / (0.012f * size * size);
        float sum = 0, weights = 0;
        foreach (var (place, rise) in points)
        {
            var weight = 1 / (1 + (Vector2.DistanceSquared(place, at) * scale));
            weight *= weight;
            sum += weight * rise;
            weights += weight;
        }

        return sum / weights;
    }

    // Distance to the outline in pixels, negative outside.
    private static float Inside(Vector2[] outline, Vector2 at)
    {
        var nearest = float.MaxValue;
        var inside = false;
        for (int i = 0, j = outline.Length - 1; i < outline.Length; j = i++)
        {
            Vector2 a = outline[j], b = outline[i], way = b - a;
            var along = Math.Clamp(Vector2.Dot(at - a, way) / MathF.Max(way.LengthSquared(), 1e-6f), 0, 1);
            nearest = MathF.Min(nearest, Vector2.DistanceSquared(at, a + (along * way)));
            if ((a.Y > at.Y) != (b.Y > at.Y) && at.X < (way.X * (at.Y - a.Y) / way.Y) + a.X)
            {
                inside = !inside;
            }
        }

        return inside ? MathF.Sqrt(nearest) : -MathF.Sqrt(nearest);
    }

    private static float Area(Vector2[] outline)
    {
        float sum = 0;
        for (int i = 0, j = outline.Length - 1; i < outline.Length; j = i++)
        {
            sum += (outline[j].X * outline[i].Y) - (outline[i].X * outline[j].Y);
        }

        return MathF.Abs(sum) / 2;
    }
}
