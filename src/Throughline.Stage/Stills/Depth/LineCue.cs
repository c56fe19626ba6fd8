using System.Numerics;

namespace Throughline.Stage.Stills;

/// <summary>
/// Finds straight edges: neighbours whose gradients point the same way, taken together and fitted by a line.
/// Source: the region growing of LSD, Grompone von Gioi et al. 2010, doi:10.1109/TPAMI.2008.300, without its
/// refinement.
/// </summary>
internal static class LineCue
{
    private const float LeastGradient = 4;
    private const float LeastShare = 0.035f;

    // cos 22.5°: how alike gradients of one edge are.
    private const float Alike = 0.9239f;

    /// <summary>The straight edges of a picture that are at least 3.5 % of its longer side, in reading order.</summary>
    public static List<LineSegment> Of(WorkImage image)
    {
        int width = image.Width, height = image.Height;
        var taken = new bool[width * height];
        var found = new List<LineSegment>();
        var region = new List<int>();
        var least = LeastShare * Math.Max(width, height);
        for (var start = 0; start < taken.Length; start++)
        {
            if (taken[start] || Size(image, start) < 2 * LeastGradient)
            {
                continue;
            }

            Grow(image, start, taken, region);
            if (region.Count > least && Fit(region, width) is { } line && line.Length > least)
            {
                found.Add(line);
            }
        }

        return found;
    }

    private static float Size(WorkImage image, int i) =>
        MathF.Sqrt((image.GradientX[i] * image.GradientX[i]) + (image.GradientY[i] * image.GradientY[i]));

    private static void Grow(WorkImage image, int start, bool[] taken, List<int> region)
    {
        int width = image.Width, height = image.Height;
        region.Clear();
        region.Add(start);
        taken[start] = true;
        var sum = new Vector2(image.GradientX[start], image.GradientY[start]);
        for (var head = 0; head < region.Count; head++)
        {
            int x = region[head] % width, y = region[head] / width;
            var mean = Vector2.Normalize(sum);
            for (var v = Math.Max(0, y - 1); v <= Math.Min(height - 1, y + 1); v++)
            {
                for (var u = Math.Max(0, x - 1); u <= Math.Min(width - 1, x + 1); u++)
                {
                    var next = (v * width) + u;
                    var gradient = new Vector2(image.GradientX[next], image.GradientY[next]);
                    var size = gradient.Length();
                    if (!taken[next] && size > LeastGradient && Vector2.Dot(gradient, mean) > Alike * size)
                    {
                        taken[next] = true;
                        region.Add(next);
                        sum += gradient;
                    }
                }
            }
        }
    }

    // The line through a region, by the moments of its pixels; null where it is no line.
    private static LineSegment? Fit(List<int> region, int width)
    {
        var middle = Vector2.Zero;
        foreach (var i in region)
        {
            middle += new Vector2(i % width, i / width);
        }

        middle /= region.Count;
        float xx = 0, xy = 0, yy = 0;
        foreach (var i in region)
        {
            float x = (i % width) - middle.X, y = (i / width) - middle.Y;
            (xx, xy, yy) = (xx + (x * x), xy + (x * y), yy + (y * y));
        }

        float half = (xx - yy) / 2, root = MathF.Sqrt((half * half) + (xy * xy)), mean = (xx + yy) / 2;
        float length = MathF.Sqrt(12 * (mean + root) / region.Count),
            thickness = MathF.Sqrt(12 * MathF.Max(0, mean - root) / region.Count);
        if (thickness > MathF.Max(3, length / 6))
        {
            return null;
        }

        var angle = 0.5f * MathF.Atan2(2 * xy, xx - yy);
        var along = new Vector2(MathF.Cos(angle), MathF.Sin(angle));
        return new LineSegment(middle, along.X < 0 ? -along : along, length);
    }
}
