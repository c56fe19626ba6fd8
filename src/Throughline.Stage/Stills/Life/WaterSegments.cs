namespace Throughline.Stage.Stills;

/// <summary>
/// The picture in segments of one colour, fine, middling and coarse, and what the shape of the segment that a patch
/// belongs to says of it: water is wide, low, level at its upper rim and evenly filled.
/// </summary>
internal static class WaterSegments
{
    // Colours this near are one segment, CIELAB units with lightness counting 0.7.
    private static readonly float[] _limits = [3.5f, 7, 12];

    /// <summary>The cues of each patch by its segments, ten to a coarseness.</summary>
    public static IEnumerable<float[]> Of(LifeSurvey survey) =>
        _limits.SelectMany(limit => Shapes(survey, Joined(survey.Graph, limit)));

    // Segment of each patch: neighbours join, the likest first, while the segments' mean colours stay alike.
    private static int[] Joined(PatchGraph graph, float limit)
    {
        var patches = graph.Patches;
        var root = Enumerable.Range(0, patches.Length).ToArray();
        var sum = Array.ConvertAll(patches, p => (L: p.L * p.Area, A: p.A * p.Area, B: p.B * p.Area, p.Area));
        var alike = graph.Borders.Select(b => (Border: b, Off: Off(b.From, b.To))).Where(b => b.Off <= limit)
            .OrderBy(b => b.Off);
        foreach (var (border, _) in alike)
        {
            int a = Root(border.From), b = Root(border.To);
            if (a != b && Off(a, b) < 1.6f * limit)
            {
                root[b] = a;
                var (one, other) = (sum[a], sum[b]);
                sum[a] = (one.L + other.L, one.A + other.A, one.B + other.B, one.Area + other.Area);
            }
        }

        return [.. root.Select(Root)];

        float Off(int a, int b)
        {
            var (one, other) = (sum[a], sum[b]);
            float l = 0.7f * ((one.L / one.Area) - (other.L / other.Area)),
                u = (one.A / one.Area) - (other.A / other.Area), v = (one.B / one.Area) - (other.B / other.Area);
            return MathF.Sqrt((l * l) + (u * u) + (v * v));
        }

        int Root(int k)
        {
            while (root[k] != k)
            {
                k = root[k] = root[root[k]];
            }

            return k;
        }
    }

    private static float[][] Shapes(LifeSurvey survey, int[] segment)
    {
        var image = survey.Image;
        int w = image.Width, h = image.Height;
        var shapes = new Shape?[segment.Length];
        for (var i = 0; i < image.L.Length; i++)
        {
            var shape = shapes[segment[survey.Graph.Labels[i]]] ??= new Shape(w);
            shape.Add(
                i % w, i / w, MathF.Abs(image.GradientX[i]), MathF.Abs(image.GradientY[i]), survey.SkyPixels[i]);
        }

        var cues = Array.ConvertAll(shapes, shape => shape?.Cues(w, h) ?? []);
        return [.. Enumerable.Range(0, Shape.Count).Select(c => Array.ConvertAll(segment, s => cues[s][c]))];
    }

    private sealed class Shape(int width)
    {
        public const int Count = 10;

        private readonly int[] _top = [.. Enumerable.Repeat(int.MaxValue, width)];
        private float _across;
        private float _down;
        private int _area;
        private int _sky;
        private int _bottom;

        public void Add(int x, int y, float across, float down, bool isSky)
        {
            _top[x] = Math.Min(_top[x], y);
            _bottom = Math.Max(_bottom, y + 1);
            _across += across;
            _down += down;
            _sky += isSky ? 1 : 0;
            _area++;
        }

        public float[] Cues(int w, int h)
        {
            var tops = _top.Where(t => t < int.MaxValue).Order().ToArray();
            float share = _area / (float)(w * h), top = tops[0] / (float)h, bottom = _bottom / (float)h;
            int left = Array.FindIndex(_top, t => t < int.MaxValue),
                right = Array.FindLastIndex(_top, t => t < int.MaxValue) + 1;
            var wide = (right - left) / (float)w;
            var level = tops.Count(t => Math.Abs(t - tops[tops.Length / 2]) < 0.02f * h) / (float)tops.Length;
            return
            [
                MathF.Log(share + 1e-3f), top, bottom, wide, level, share / ((bottom - top) * wide),
                MathF.Log(wide / (bottom - top)),
                MathF.Log(((_down / _area) + 0.15f) / ((_across / _area) + 0.15f)),
                MathF.Log(((_across + _down) / _area) + 0.1f), _sky / (float)_area,
            ];
        }
    }
}
