namespace Throughline.Stage.Stills;

/// <summary>
/// Patches of a picture joined to regions of one colour, and of these the ones that are water: by how much of them
/// looks like it, by a shore that is level and by their width.
/// </summary>
internal static class WaterRegions
{
    // Colours this near are one surface: lightness counts half, since water is dark here and light there.
    private const float OneColour = 5.5f;

    private const float Enough = 0.85f;

    // However level and wide, what does not look like water is none.
    private const float LeastLike = 0.25f;

    // What reaches the upper border over this share of the width is a sky, a wall or a fog.
    private const float MostOnTop = 0.8f;
    private const float LeastShare = 0.012f;

    /// <summary>Which pixels of the reduced picture are water.</summary>
    /// <param name="survey">The picture.</param>
    /// <param name="score">How much each pixel looks like water, 0 to 1.</param>
    public static bool[] Of(LifeSurvey survey, float[] score)
    {
        var image = survey.Image;
        var patch = survey.Graph.Labels;
        var means = Means(image, patch, score);
        for (var i = 0; i < patch.Length; i++)
        {
            // Sky joins nothing.
            means[patch[i]].L = survey.SkyPixels[i] ? float.PositiveInfinity : means[patch[i]].L;
        }

        var region = Join(image.Width, patch, means);
        var found = new Dictionary<int, Region>();
        for (var i = 0; i < patch.Length; i++)
        {
            var root = region[patch[i]];
            if (!found.TryGetValue(root, out var one))
            {
                found[root] = one = new Region(image.Width);
            }

            one.Add(i % image.Width, i / image.Width, score[i]);
        }

        var rated = found.Where(f => f.Value.Area > LeastShare * patch.Length)
            .Select(f => (f.Key, Rate: f.Value.Rate(image.Width, image.Height))).ToList();
        var best = rated.Count == 0 ? 0 : rated.Max(r => r.Rate);
        var water = rated.Where(r => r.Rate > Enough && r.Rate > 0.7f * best).Select(r => r.Key).ToHashSet();
        return Closed(
            [.. patch.Select((p, i) => water.Contains(region[p]) && !survey.SkyPixels[i])], image.Width, image.Height);
    }

    // Small holes are waves and glints; small horns are not water.
    private static bool[] Closed(bool[] water, int width, int height)
    {
        var wide = Planes.Gauss(Array.ConvertAll(water, w => w ? 1f : 0), width, height, 2.5f);
        return Array.ConvertAll(wide, v => v > 0.5f);
    }

    private static (float L, float A, float B, float Score)[] Means(WorkImage image, int[] patch, float[] score)
    {
        var sums = new (float L, float A, float B, float Score)[patch.Max() + 1];
        var count = new int[sums.Length];
        for (var i = 0; i < patch.Length; i++)
        {
            ref var sum = ref sums[patch[i]];
            sum = (sum.L + image.L[i], sum.A + image.A[i], sum.B + image.B[i], sum.Score + score[i]);
            count[patch[i]]++;
        }

        for (var p = 0; p < sums.Length; p++)
        {
            var n = Math.Max(1, count[p]);
            sums[p] = (sums[p].L / n, sums[p].A / n, sums[p].B / n, sums[p].Score / n);
        }

        return sums;
    }

    // Neighbouring patches of one colour, of which neither is surely water while the other surely is not.
    private static int[] Join(int width, int[] patch, (float L, float A, float B, float Score)[] means)
    {
        var root = Enumerable.Range(0, means.Length).ToArray();
        for (var i = 0; i < patch.Length; i++)
        {
            if (i % width < width - 1)
            {
                Try(patch[i], patch[i + 1]);
            }

            if (i + width < patch.Length)
            {
                Try(patch[i], patch[i + width]);
            }
        }

        return [.. Enumerable.Range(0, root.Length).Select(Root)];

        void Try(int p, int q)
        {
            if (p == q || Root(p) == Root(q))
            {
                return;
            }

            var (a, b) = (means[p], means[q]);
            float dl = (a.L - b.L) * 0.5f, da = a.A - b.A, db = a.B - b.B;

            var limit = OneColour * (1.3f - MathF.Abs(a.Score - b.Score));
            if ((dl * dl) + (da * da) + (db * db) < limit * limit)
            {
                root[Root(p)] = Root(q);
            }
        }

        int Root(int p)
        {
            while (root[p] != p)
            {
                p = root[p] = root[root[p]];
            }

            return p;
        }
    }

    private sealed class Region(int width)
    {
        private readonly int[] _top = [.. Enumerable.Repeat(int.MaxValue, width)];
        private float _score;

        public int Area { get; private set; }

        public void Add(int x, int y, float score)
        {
            _top[x] = Math.Min(_top[x], y);
            _score += score;
            Area++;
        }

        public float Rate(int width, int height)
        {
            var tops = _top.Where(t => t < int.MaxValue).Order().ToArray();
            var middle = tops[tops.Length / 2];
            var level = tops.Count(t => Math.Abs(t - middle) < 0.02f * height) / (float)tops.Length;
            if (_score < LeastLike * Area || tops.Count(t => t == 0) > MostOnTop * width)
            {
                return 0;
            }

            return (_score / Area) + (0.45f * Math.Clamp((level - 0.35f) / 0.45f, 0, 1))
                + (0.3f * Math.Min(1, tops.Length / (0.6f * width)));
        }
    }
}
