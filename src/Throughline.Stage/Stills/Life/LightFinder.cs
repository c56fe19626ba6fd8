using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>Finds lamps, the sun and stars: what is much brighter than its surroundings, and compact.</summary>
internal static class LightFinder
{
    private const int Step = NodeGrid.Fine;
    private const int MostLamps = 24;
    private const int MostStars = 400;

    // Where no sky is known, fewer are reflections and windows.
    private const int FewestStars = 12;

    /// <summary>Lamps and flames.</summary>
    public static LifeSpot[] Lamps(LifeSurvey survey)
    {
        int columns = survey.Columns, rows = survey.Rows;
        var around = Planes.Box(survey.Light, columns, rows, 7);
        var taken = new bool[survey.Light.Length];
        var lamps = new List<LifeSpot>();
        foreach (var i in Enumerable.Range(0, taken.Length).Where(i => survey.Light[i] > 165).OrderByDescending(i =>
            survey.Light[i]).ThenBy(i => i))
        {
            if (lamps.Count == MostLamps || taken[i] || survey.Light[i] < 1.7f * around[i])
            {
                continue;
            }

            var blob = Blob(survey, i, 0.72f * survey.Light[i], taken);
            var isCompact = Math.Max(blob.Wide, blob.High) <= 2.6f * Math.Min(blob.Wide, blob.High) + 1;
            if (isCompact && blob.Nodes < 0.01f * taken.Length && !IsMoon(survey, blob))
            {
                lamps.Add(new LifeSpot(
                    blob.X * Step, blob.Y * Step,
                    (Step * MathF.Sqrt(blob.Nodes / MathF.PI)) + (columns * Step * 6f / 1280),
                    Math.Clamp((survey.Light[i] / (around[i] + 1)) - 1, 0.3f, 1)));
            }
        }

        return [.. lamps];
    }

    // A pale disc that lights nothing around it, before what is darker and bluer than it.
    private static bool IsMoon(LifeSurvey survey, (float X, float Y, int Nodes, int Wide, int High) blob)
    {
        var image = survey.Image;
        float step = Step / image.Scale, radius = step * MathF.Sqrt(blob.Nodes / MathF.PI);
        float x = blob.X * step, y = blob.Y * step;
        var disc = Ring(image, x, y, 0, 0.6f * radius);
        var close = Ring(image, x, y, radius + 3, (1.6f * radius) + 4);
        var far = Ring(image, x, y, (2.2f * radius) + 5, (3 * radius) + 7);
        return disc.B < 10 && close.B < -3 && close.L < far.L + 4;
    }

    // The mean lightness and warmth of a ring.
    private static (float L, float B) Ring(WorkImage image, float x, float y, float inner, float outer)
    {
        float l = 0, b = 0, count = 1e-6f;
        for (var v = Math.Max(0, (int)(y - outer)); v <= Math.Min(image.Height - 1, (int)(y + outer)); v++)
        {
            for (var u = Math.Max(0, (int)(x - outer)); u <= Math.Min(image.Width - 1, (int)(x + outer)); u++)
            {
                var away = ((u - x) * (u - x)) + ((v - y) * (v - y));
                if (away >= inner * inner && away <= outer * outer)
                {
                    var i = (v * image.Width) + u;
                    (l, b, count) = (l + image.L[i], b + image.B[i], count + 1);
                }
            }
        }

        return (l / count, b / count);
    }

    /// <summary>The sun: the largest blinding spot; null when none is.</summary>
    /// <param name="survey">The picture.</param>
    /// <param name="isRound">Whether it must be a disc, not a bright cloud or the glow along a horizon.</param>
    public static LifeSpot? Sun(LifeSurvey survey, bool isRound = false)
    {
        var taken = new bool[survey.Light.Length];
        LifeSpot? best = null;
        for (var i = 0; i < taken.Length; i++)
        {
            if (survey.Light[i] < 243 || taken[i])
            {
                continue;
            }

            var blob = Blob(survey, i, 238, taken);
            var radius = Step * MathF.Sqrt(blob.Nodes / MathF.PI);
            if (isRound && (blob.Nodes < 0.65f * blob.Wide * blob.High
                || Math.Max(blob.Wide, blob.High) > 1.6f * Math.Min(blob.Wide, blob.High)))
            {
                continue;
            }

            if (blob.Nodes >= 3 && blob.Nodes < 0.12f * taken.Length && (best is null || radius > best.Value.Radius))
            {
                best = new LifeSpot(blob.X * Step, blob.Y * Step, radius, 1);
            }
        }

        return best;
    }

    /// <summary>Stars in a dark sky.</summary>
    public static LifeSpot[] Stars(LifeSurvey survey, Picture picture)
    {
        var stars = new List<LifeSpot>();

        // A sky too dark to be taken for one is still dark, and above.
        var hasSky = survey.SkyPixels.Any(sky => sky);
        for (var y = 4; y < picture.Height - 4; y++)
        {
            for (var x = 4; x < picture.Width - 4; x++)
            {
                int here = Luma(picture, x, y), node = ((y + 4) / Step * survey.Columns) + ((x + 4) / Step);
                if (here < 50 || survey.Light[node] > 110 || here < survey.Light[node] + 22
                    || (hasSky ? !survey.IsSky(node) : y > picture.Height / 2 || survey.Light[node] > 60))
                {
                    continue;
                }

                // The brightest of its surroundings, which are dark four pixels away.
                var isPeak = true;
                var ring = 0;
                for (var k = 0; k < 9; k++)
                {
                    int dx = (k % 3) - 1, dy = (k / 3) - 1;
                    isPeak &= Luma(picture, x + dx, y + dy) < here + (k < 4 ? 0 : 1);
                    ring = k == 4 ? ring : Math.Max(ring, Luma(picture, x + (4 * dx), y + (4 * dy)));
                }

                if (isPeak && ring < here - 18)
                {
                    stars.Add(new LifeSpot(x, y, 1.2f, (here - survey.Light[node]) / 255));
                }
            }
        }

        return stars.Count < FewestStars && !hasSky ? [] : [.. stars.OrderByDescending(s => s.Level).Take(MostStars)];
    }

    private static int Luma(Picture picture, int x, int y)
    {
        var p = picture.Row(y).Slice(x * 4, 3);
        return ((p[0] * 54) + (p[1] * 183) + (p[2] * 19)) >> 8;
    }

    // The connected nodes above a level; its middle and its sides in nodes.
    private static (float X, float Y, int Nodes, int Wide, int High) Blob(LifeSurvey survey, int from, float level,
        bool[] taken)
    {
        int columns = survey.Columns, left = int.MaxValue, right = 0, top = int.MaxValue, bottom = 0, count = 0;
        double x = 0, y = 0;
        var open = new Stack<int>([from]);
        taken[from] = true;
        while (open.TryPop(out var i))
        {
            int c = i % columns, r = i / columns;
            (left, right, top, bottom) = (Math.Min(left, c), Math.Max(right, c), Math.Min(top, r), Math.Max(bottom, r));
            (x, y, count) = (x + c, y + r, count + 1);
            Try(c - 1, r);
            Try(c + 1, r);
            Try(c, r - 1);
            Try(c, r + 1);
        }

        return ((float)(x / count), (float)(y / count), count, right - left + 1, bottom - top + 1);

        void Try(int c, int r)
        {
            if (c >= 0 && r >= 0 && c < columns && r < survey.Rows && survey.Light[(r * columns) + c] >= level
                && !taken[(r * columns) + c])
            {
                taken[(r * columns) + c] = true;
                open.Push((r * columns) + c);
            }
        }
    }
}
