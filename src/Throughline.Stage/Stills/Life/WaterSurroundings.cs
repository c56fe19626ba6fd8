namespace Throughline.Stage.Stills;

/// <summary>
/// How each patch stands to the picture around it: to the sky's foot in its columns, to the upper border, to what lies
/// an eighth of the height above and below, to the picture's median.
/// </summary>
internal static class WaterSurroundings
{
    // Rows of sky above its foot that give its colour there.
    private const int Foot = 5;

    /// <summary>The cues of each patch.</summary>
    public static IEnumerable<float[]> Of(LifeSurvey survey)
    {
        var image = survey.Image;
        var graph = survey.Graph;
        int w = image.Width, h = image.Height;
        var patches = graph.Patches;
        var feet = Feet(survey);
        var known = feet.Where(f => f >= 0).Order().ToArray();
        var middle = known.Length > w / 10 ? known[known.Length / 2] : -1;
        var sky = survey.SkyPixels.Count(s => s) / (float)image.L.Length;
        var columns = new List<float[]>
        {
            Array.ConvertAll(patches, p => p.L), Array.ConvertAll(patches, p => p.A),
            Array.ConvertAll(patches, p => MathF.Sqrt((p.A * p.A) + (p.B * p.B))),
            Array.ConvertAll(patches, _ => sky), Array.ConvertAll(patches, p => (p.Y - middle) / h),
            graph.Mean([.. survey.SkyPixels.Select(s => s ? 1f : 0)]),
        };
        float[] square = Array.ConvertAll(image.L, l => l * l), means = graph.Mean(square);
        columns.Add(
            [.. patches.Select((p, k) => MathF.Log(MathF.Sqrt(MathF.Max(0, means[k] - (p.L * p.L))) + 0.2f))]);
        columns.AddRange(Lying(survey));
        Add(image.L, p => p.L);
        Add(image.A, p => p.A);
        Add(image.B, p => p.B);
        return columns;

        void Add(float[] plane, Func<Patch, float> own)
        {
            var (upper, lower) = AwayBy(BoxMeans.Of(plane, w, h, 8, 4), w, h, h / 8);
            var foot = graph.Mean(FootColour(plane, feet, w, h));
            float top = plane.AsSpan(0, Math.Max(2, h / 8) * w).ToArray().Average(),
                median = plane.Order().ElementAt(plane.Length / 2);
            foreach (var other in (float[][])[foot, graph.Mean(upper), graph.Mean(lower)])
            {
                columns.Add([.. patches.Select((p, k) => own(p) - other[k])]);
            }

            columns.Add(Array.ConvertAll(patches, p => own(p) - top));
            columns.Add(Array.ConvertAll(patches, p => own(p) - median));
        }
    }

    // How busy a wide window is, and how much of it runs aslant.
    private static float[][] Lying(LifeSurvey survey)
    {
        var image = survey.Image;
        int w = image.Width, h = image.Height;
        float[] gx = image.GradientX, gy = image.GradientY;
        var xx = BoxMeans.Of(Array.ConvertAll(gx, g => g * g), w, h, 40, 10);
        var yy = BoxMeans.Of(Array.ConvertAll(gy, g => g * g), w, h, 40, 10);
        var xy = BoxMeans.Of([.. gx.Select((g, i) => g * gy[i])], w, h, 40, 10);
        return
        [
            survey.Graph.Mean([.. xx.Select((x, i) => MathF.Log(x + yy[i] + 0.05f))]),
            survey.Graph.Mean([.. xx.Select((x, i) => MathF.Abs(xy[i]) / (x + yy[i] + 0.05f))]),
            Array.ConvertAll(survey.Graph.Mean(Array.ConvertAll(gy, MathF.Abs)), g => MathF.Log(g + 0.1f)),
        ];
    }

    // The lowest row of sky in each column, -1 without one.
    private static int[] Feet(LifeSurvey survey)
    {
        var feet = Enumerable.Repeat(-1, survey.Image.Width).ToArray();
        for (var i = 0; i < survey.SkyPixels.Count; i++)
        {
            feet[i % feet.Length] = survey.SkyPixels[i] ? i / feet.Length : feet[i % feet.Length];
        }

        return feet;
    }

    // The sky's colour above its foot, down each column; where there is none, that of the others, or of the upper
    // fifth.
    private static float[] FootColour(float[] plane, int[] feet, int w, int h)
    {
        var colours = new float[w];
        float sum = 0;
        var count = 0;
        for (var x = 0; x < w; x++)
        {
            for (var y = feet[x] - Foot; feet[x] >= Foot && y < feet[x]; y++)
            {
                colours[x] += plane[(y * w) + x] / Foot;
            }

            (sum, count) = feet[x] >= Foot ? (sum + colours[x], count + 1) : (sum, count);
        }

        var usual = count > 0 ? sum / count : plane.AsSpan(0, h / 5 * w).ToArray().Average();
        var row = BoxMeans.Of([.. colours.Select((c, x) => feet[x] >= Foot ? c : usual)], w, 1, 7, 0);
        var result = new float[w * h];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = row[i % w];
        }

        return result;
    }

    // What lies some rows above each pixel, and below it.
    private static (float[] Above, float[] Below) AwayBy(float[] plane, int w, int h, int rows)
    {
        float[] above = new float[plane.Length], below = new float[plane.Length];
        for (var y = 0; y < h; y++)
        {
            Array.Copy(plane, Math.Max(0, y - rows) * w, above, y * w, w);
            Array.Copy(plane, Math.Min(h - 1, y + rows) * w, below, y * w, w);
        }

        return (above, below);
    }
}
