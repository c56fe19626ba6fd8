using System.Numerics;

namespace Throughline.Stage.Stills;

/// <summary>
/// Finds the point in the picture where a street's, room's or path's edges meet, and from which sides they come: a
/// floor from below, a ceiling from above, walls from the left and right. Upright and level edges tell nothing of it.
/// </summary>
internal static class VanishingCue
{
    // Sine of the angle by which an edge may miss the point.
    private const float MostOff = 0.035f;

    // Edges that candidates are made of.
    private const int Longest = 70;

    /// <summary>Where edges meet.</summary>
    /// <param name="Point">The point in the reduced picture.</param>
    /// <param name="Trust">0 (nothing meets) to 1 (all edges meet there).</param>
    /// <param name="Ceiling">How fast a ceiling comes nearer with each pixel up, in those of the floor down; 0 without
    /// one.</param>
    /// <param name="Left">How fast the wall on the left comes nearer with each pixel away; 0 without one.</param>
    /// <param name="Right">How fast the wall on the right does.</param>
    internal readonly record struct Vanishing(Vector2 Point, float Trust, float Ceiling, float Left, float Right)
    {
        /// <summary>
        /// How near walls and ceiling are at a place, in the floor's pixels below the point: the nearest counts.
        /// </summary>
        public float Box(float x, float y) => MathF.Max(
            Ceiling * (Point.Y - y), MathF.Max(Left * (Point.X - x), Right * (x - Point.X)));
    }

    /// <summary>
    /// The vanishing point of edges that go into the depth of the picture; no trust where there is none.
    /// </summary>
    public static Vanishing Of(WorkImage image, IReadOnlyList<LineSegment> lines)
    {
        var slanted = lines.Where(line => !line.IsUpright && !line.IsLevel).OrderByDescending(line => line.Length)
            .ToArray();
        var best = (Score: 0f, Point: Vector2.Zero);
        for (var i = 0; i < Math.Min(Longest, slanted.Length); i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (Meet(slanted[i], slanted[j]) is { } point && Inside(image, point)
                    && Score(slanted, point) is var score && score > best.Score)
                {
                    best = (score, point);
                }
            }
        }

        return best.Score <= 0 ? default : Sides(image, slanted, best.Point);
    }

    private static bool Inside(WorkImage image, Vector2 point) =>
        point.X > 0.05f * image.Width
            && point.X < 0.95f * image.Width && point.Y > 0.2f * image.Height && point.Y < 0.7f * image.Height;

    private static Vector2? Meet(LineSegment a, LineSegment b)
    {
        var cross = (a.Along.X * b.Along.Y) - (a.Along.Y * b.Along.X);
        if (MathF.Abs(cross) < 0.1f)
        {
            return null;
        }

        var way = b.Middle - a.Middle;
        return a.Middle + (a.Along * (((way.X * b.Along.Y) - (way.Y * b.Along.X)) / cross));
    }

    // Edges that end at the point itself, as those of a thing standing there do, count little.
    private static float Score(LineSegment[] lines, Vector2 point)
    {
        float left = 0, right = 0;
        foreach (var line in lines)
        {
            var off = line.Off(point);
            if (off < MostOff && Vector2.Distance(line.Middle, point) is var far && far > 0.7f * line.Length)
            {
                var weight = line.Length * (1 - (off / MostOff));
                left += line.Middle.X < point.X ? weight : 0;
                right += line.Middle.X < point.X ? 0 : weight;
            }
        }

        // What meets comes from both sides; the one side alone may be the edges of one thing.
        return left + right + (3 * MathF.Min(left, right));
    }

    private static Vanishing Sides(WorkImage image, LineSegment[] lines, Vector2 point)
    {
        var met = lines.Where(
            line => line.Off(point) < MostOff && Vector2.Distance(line.Middle, point) > 0.7f * line.Length).ToArray();
        float all = lines.Sum(line => line.Length), sum = met.Sum(line => line.Length),
            fromLeft = Sum(met, point, -1, 0);

        // By chance a point in the middle is met by about this share of edges of any direction.
        const float Chance = 0.08f;
        var share = (sum / MathF.Max(all, 1)) - Chance;
        var balance = MathF.Min(1, 4 * MathF.Min(fromLeft, sum - fromLeft) / MathF.Max(sum, 1));
        var enough = SkyCue.Ramp(sum, 0.3f * image.Width, 1.2f * image.Width);

        // Floor and wall are equally near where they meet: the flattest edges below the point; wall and ceiling where
        // the steepest above it are.
        var tall = 0.3f * image.Height;
        float left = Wall(met, point, -1, tall), right = Wall(met, point, 1, tall), ceiling = 0;
        foreach (var (side, wall) in new[] { (-1, left), (1, right) })
        {
            if (!IsEvenAbove(image))
            {
                break;
            }

            var steep = Slope(met, point, side, -1, 0.75f);
            ceiling = wall > 0 && steep > 0 ? MathF.Max(ceiling, Math.Clamp(wall / steep, 0.4f, 1.5f)) : ceiling;
        }

        return new Vanishing(point, SkyCue.Ramp(share, 0.04f, 0.3f) * enough * balance, ceiling, left, right);
    }

    // A ceiling is one surface; between house fronts are roofs and sky.
    private static bool IsEvenAbove(WorkImage image)
    {
        double sum = 0, squares = 0;
        var count = 0;
        for (var y = 0; y < image.Height / 12; y++)
        {
            for (var x = image.Width / 6; x < image.Width * 5 / 6; x++)
            {
                var l = image.L[(y * image.Width) + x];
                (sum, squares, count) = (sum + l, squares + (l * (double)l), count + 1);
            }
        }

        return count > 0 && Math.Sqrt(Math.Max(0, (squares / count) - (sum / count * (sum / count)))) < 9;
    }

    // How fast the wall of a side comes nearer; 0 where little above the point tells of one.
    private static float Wall(LineSegment[] met, Vector2 point, int side, float tall)
    {
        var usual = Slope(met, point, side, 1, 0.25f);
        return Sum(met, point, side, -1) < tall ? 0 : usual > 0 ? Math.Clamp(usual, 0.12f, 0.7f) : 0.3f;
    }

    // Length of the edges on a side (-1 left, 1 right) above (-1), below (1) or at any height (0).
    private static float Sum(LineSegment[] met, Vector2 point, int side, int height) =>
        met.Where(line => IsAt(line, point, side, height)).Sum(line => line.Length);

    private static bool IsAt(LineSegment line, Vector2 point, int side, int height) =>
        side * (line.Middle.X - point.X) > 0 && height * (line.Middle.Y - point.Y) >= 0;

    // The slope that a share of the length of such edges stays below; 0 where there are none.
    private static float Slope(LineSegment[] met, Vector2 point, int side, int height, float share)
    {
        var edges = met.Where(line => IsAt(line, point, side, height))
            .Select(line => (Slope: MathF.Abs(line.Along.Y / MathF.Max(0.01f, line.Along.X)), line.Length))
                .OrderBy(edge => edge.Slope).ToArray();
        var left = share * edges.Sum(edge => edge.Length);
        foreach (var (slope, length) in edges)
        {
            left -= length;
            if (left <= 0)
            {
                return slope;
            }
        }

        return 0;
    }
}
