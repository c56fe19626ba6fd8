namespace Throughline.Stage.Stills;

/// <summary>
/// Where water is, once it is known how likely each patch is to be some: the chances are outlined at several heights,
/// and the outline is taken that is most like a water's, by how the chances fall and the colours change at its border,
/// by its shape and place. How high a chance has to be depends on the picture: prompts say that there is water, and in
/// some pictures nothing looks much like it.
/// </summary>
internal static class WaterOutlines
{
    // Less than this share of the picture is a stray patch.
    private const float Least = 0.012f;

    // How well an outline is expected to fit, as an overlap, to be taken at all.
    private const float Enough = 0.25f;
    private const float Begin = -0.2110f;

    private static readonly float[] _heights = [0.06f, 0.09f, 0.13f, 0.18f, 0.24f, 0.31f, 0.39f, 0.48f, 0.57f, 0.66f];

    // Of a ridge regression of the overlap with the truth; by the order of Fit.
    private static readonly float[] _weights =
    [
        0.0362f, 0.0129f, 0.1302f, 0.6181f, -0.2893f, 0.0260f, -0.0789f, 0.0777f, 0.0371f,
        0.0654f, -0.2529f, -0.1319f, 0.2501f, -0.0294f, 0.0858f, -0.0444f, -0.0133f,
    ];

    /// <summary>Which patches are water; none where no outline is enough like one.</summary>
    public static bool[] Of(LifeSurvey survey, float[] chances)
    {
        var best = new bool[chances.Length];
        var most = Enough;
        foreach (var height in _heights)
        {
            var inside = Large(survey.Graph, Array.ConvertAll(chances, c => c > height));
            if (!inside.Contains(true) || !inside.Contains(false))
            {
                continue;
            }

            var fit = Fit(survey, chances, inside, height);
            (best, most) = fit > most ? (inside, fit) : (best, most);
        }

        return best;
    }

    // Pieces of some size.
    private static bool[] Large(PatchGraph graph, bool[] inside)
    {
        var result = new bool[inside.Length];
        var seen = new bool[inside.Length];
        var piece = new List<int>();
        for (var k = 0; k < inside.Length; k++)
        {
            if (!inside[k] || seen[k])
            {
                continue;
            }

            piece.Clear();
            piece.Add(k);
            seen[k] = true;
            for (var i = 0; i < piece.Count; i++)
            {
                foreach (var border in graph.BordersOf(piece[i]))
                {
                    var next = graph.Across(border, piece[i]);
                    if (inside[next] && !seen[next])
                    {
                        seen[next] = true;
                        piece.Add(next);
                    }
                }
            }

            if (piece.Sum(p => graph.Patches[p].Area) >= Least * graph.Labels.Length)
            {
                piece.ForEach(p => result[p] = true);
            }
        }

        return result;
    }

    // The overlap with water that an outline promises.
    private static float Fit(LifeSurvey survey, float[] chances, bool[] inside, float height)
    {
        var graph = survey.Graph;
        float share = 0, sure = 0, within = 0, without = 0, all = graph.Labels.Length;
        for (var k = 0; k < inside.Length; k++)
        {
            float area = graph.Patches[k].Area / all, odds = Odds(chances[k]);
            (share, sure, within) =
                inside[k] ? (share + area, sure + (area * chances[k]), within + (area * odds)) : (share, sure, within);
            without += inside[k] ? 0 : area * odds;
        }

        var apart = (within / share) - (without / (1 - share));
        var (edge, fall) = Border(graph, chances, inside);
        var (level, wide, top, bottom, inSky) = Shape(survey, inside);
        var falling = chances.OrderDescending().ToArray();
        var sky = survey.SkyPixels.Count(s => s) / all;
        ReadOnlySpan<float> cues =
        [
            edge, fall, MathF.Sqrt(share * (1 - share)) * MathF.Abs(apart), sure / share, share, MathF.Log(share),
            MathF.Log(height), level, wide, top, bottom, falling[falling.Length / 100],
            falling[3 * falling.Length / 100], falling[8 * falling.Length / 100], chances.Average(),
            inSky / (share * all), sky,
        ];
        var fit = Begin;
        for (var c = 0; c < cues.Length; c++)
        {
            fit += _weights[c] * cues[c];
        }

        return fit;
    }

    // How much more colours change at the border than elsewhere, and how steeply the odds fall there.
    private static (float Edge, float Fall) Border(PatchGraph graph, float[] chances, bool[] inside)
    {
        float edge = 0, fall = 0, length = 0, usual = 0, whole = 0;
        foreach (var border in graph.Borders)
        {
            Patch from = graph.Patches[border.From], to = graph.Patches[border.To];
            float l = 0.7f * (from.L - to.L), a = from.A - to.A, b = from.B - to.B,
                step = border.Length * MathF.Min(25, MathF.Sqrt((l * l) + (a * a) + (b * b)));
            (usual, whole) = (usual + step, whole + border.Length);
            if (inside[border.From] != inside[border.To])
            {
                var (inner, outer) = inside[border.From] ? (border.From, border.To) : (border.To, border.From);
                fall += border.Length * (Odds(chances[inner]) - Odds(chances[outer]));
                (edge, length) = (edge + step, length + border.Length);
            }
        }

        return (edge / length / ((usual / whole) + 2), fall / length);
    }

    private static (float Level, float Wide, float Top, float Bottom, int InSky) Shape(LifeSurvey survey, bool[] inside)
    {
        int w = survey.Image.Width, h = survey.Image.Height, inSky = 0;
        int[] tops = [.. Enumerable.Repeat(-1, w)], bottoms = [.. tops];
        for (var i = 0; i < survey.Graph.Labels.Length; i++)
        {
            if (inside[survey.Graph.Labels[i]])
            {
                tops[i % w] = tops[i % w] < 0 ? i / w : tops[i % w];
                bottoms[i % w] = i / w;
                inSky += survey.SkyPixels[i] ? 1 : 0;
            }
        }

        tops = [.. tops.Where(t => t >= 0).Order()];
        bottoms = [.. bottoms.Where(b => b >= 0).Order()];
        var middle = tops[tops.Length / 2];
        return (tops.Count(t => Math.Abs(t - middle) < 0.02f * h) / (float)tops.Length, tops.Length / (float)w,
            middle / (float)h, bottoms[bottoms.Length / 2] / (float)h, inSky);
    }

    private static float Odds(float chance)
    {
        var some = Math.Clamp(chance, 0.003f, 0.997f);
        return MathF.Log(some / (1 - some));
    }
}
