namespace Throughline.Stage.Stills;

/// <summary>
/// What tells water, patch by patch: what it mirrors, ripples that lie flat, the sky's colour in it, its place below
/// the sky or the level horizon of a sea, how evenly it goes on sideways, and what <see cref="WaterSegments"/>,
/// <see cref="LevelEdges"/> and <see cref="WaterSurroundings"/> add. None of these is sure alone;
/// <see cref="WaterJudge"/> weighs them.
/// </summary>
internal static class WaterCues
{
    // Rows by which a mirror line may be off, reduced pixels.
    private const int Blur = 3;

    /// <summary>The cues of each patch, in the order that water-trees.txt counts them.</summary>
    public static float[][] Of(LifeSurvey survey)
    {
        var image = survey.Image;
        var graph = survey.Graph;
        int w = image.Width, h = image.Height;
        var horizon = Horizon(survey);
        var (mirrored, shore) = Mirrored(survey, horizon);
        var sky = Sky(survey);
        float usual = UsualWarmth(survey), light = Median(survey, image.L);
        float[] across = graph.Mean(Array.ConvertAll(image.GradientX, MathF.Abs)),
            down = graph.Mean(Array.ConvertAll(image.GradientY, MathF.Abs));
        var nearness = Planes.Gauss(survey.Nearness, w, h, 3);
        var near = graph.Mean(nearness);
        var mirror = graph.Mean(mirrored);
        var below = graph.Mean(Array.ConvertAll(survey.BelowSky, b => b ? 1f : 0));
        var sideways = graph.Mean(Sideways(image));
        var wideFlat = Wide(image, w, h);
        var flatAround = graph.Mean(wideFlat);
        float[][] more =
            [.. WaterSegments.Of(survey), .. LevelEdges.Of(survey), .. WaterSurroundings.Of(survey)];
        var result = new float[graph.Patches.Length][];
        for (var k = 0; k < result.Length; k++)
        {
            var patch = graph.Patches[k];
            var row = (int)Math.Clamp(patch.Y, 0, h - 1);
            var column = (int)Math.Clamp(patch.X, 0, w - 1);
            var away = MathF.Sqrt(Square(patch.A - sky.A) + Square(patch.B - sky.B));
            var unlike = MathF.Sqrt(Square(away) + (0.25f * Square(patch.L - sky.LowL)));
            var flat = Math.Clamp(MathF.Log((down[k] + 0.15f) / (across[k] + 0.15f)), -1, 1);
            var rough = Math.Clamp((patch.Texture - 3) / 5, 0, 1) * (1 - MathF.Max(flat, 0));
            var cool = Math.Clamp((usual - patch.B) / 12, -1, 1);
            var land = Math.Clamp((patch.B - patch.A - 12) / 8, 0, 1);
            var likeSky = sky.Has ? Math.Clamp(1.3f - (away / 11), 0, 1) : 0;
            var likeLow = sky.Has ? Math.Clamp(1 - (unlike / 18), -1, 1) : 0;
            int lower = Math.Min(h - 1, row + 5) * w, upper = Math.Max(0, row - 5) * w;
            var lies = Math.Clamp((nearness[lower + column] - nearness[upper + column]) * h / 5, -1, 1);
            var under = Math.Clamp((patch.Y - horizon) / (0.5f * h), -0.5f, 1);
            var band = 1 - Math.Clamp(MathF.Abs(under - 0.15f) / 0.3f, 0, 1);
            result[k] =
            [
                patch.Y / h, under, band, sky.Has ? 1 : 0, likeSky, likeLow, cool,
                Math.Clamp(patch.B / 20, -1.5f, 1.5f), Math.Clamp(patch.A / 20, -1.5f, 1.5f), land,
                Math.Clamp((patch.L - light) / 30, -1, 1), flat, flatAround[k],
                MathF.Log(1 + patch.Texture) / 2, rough, mirror[k], lies, below[k], row >= shore ? 1 : 0,
                sideways[k], near[k], MathF.Max(cool, 0) * MathF.Max(flatAround[k], 0), likeLow * (1 - rough),
                .. more.Select(cue => cue[k]),
            ];
        }

        return result;
    }

    // How much more the picture changes downward than sideways in a wide, low window: -1 to 1.
    private static float[] Wide(WorkImage image, int w, int h)
    {
        float[] across = Planes.Gauss(Array.ConvertAll(image.GradientX, MathF.Abs), w, h, 7),
            down = Planes.Gauss(Array.ConvertAll(image.GradientY, MathF.Abs), w, h, 7);
        return [.. across.Select((a, i) => Math.Clamp(MathF.Log((down[i] + 0.15f) / (a + 0.15f)), -1, 1))];
    }

    // How much a pixel's colour is that of its row to both sides: 0 to 1.
    private static float[] Sideways(WorkImage image)
    {
        int w = image.Width, h = image.Height, reach = w / 8;
        var result = new float[w * h];
        var planes = new[] { image.L, image.A, image.B };
        var sums = new double[w + 1];
        for (var y = 0; y < h; y++)
        {
            var off = new float[w];
            foreach (var plane in planes)
            {
                for (var x = 0; x < w; x++)
                {
                    sums[x + 1] = sums[x] + plane[(y * w) + x];
                }

                for (var x = 0; x < w; x++)
                {
                    int left = Math.Max(0, x - reach), right = Math.Min(w, x + reach + 1);
                    var mean = (float)((sums[right] - sums[left]) / (right - left));
                    off[x] += Square(plane[(y * w) + x] - mean);
                }
            }

            for (var x = 0; x < w; x++)
            {
                result[(y * w) + x] = Math.Clamp(1 - (MathF.Sqrt(off[x]) / 15), 0, 1);
            }
        }

        return result;
    }

    private static float Square(float value) => value * value;

    // The sky's mean colour, and the lightness of its lowest tenth.
    private static (float A, float B, float LowL, bool Has) Sky(LifeSurvey survey)
    {
        var pixels = Enumerable.Range(0, survey.SkyPixels.Count).Where(i => survey.SkyPixels[i]).ToArray();
        if (pixels.Length < 0.02f * survey.SkyPixels.Count)
        {
            return (0, 0, 0, false);
        }

        var image = survey.Image;
        return (pixels.Average(i => image.A[i]), pixels.Average(i => image.B[i]),
            pixels[^Math.Max(1, pixels.Length / 10)..].Average(i => image.L[i]), true);
    }

    /// <summary>The median warmth of what is not sky.</summary>
    public static float UsualWarmth(LifeSurvey survey) => Median(survey, survey.Image.B);

    // The median of what is not sky.
    private static float Median(LifeSurvey survey, float[] plane)
    {
        var ground = Enumerable.Range(0, survey.SkyPixels.Count).Where(i => !survey.SkyPixels[i]).Select(i =>
            plane[i]).Order().ToArray();
        return ground.Length == 0 ? 0 : ground[ground.Length / 2];
    }

    // The lowest row of sky in most columns that have any; without a sky a third of the way down.
    private static float Horizon(LifeSurvey survey)
    {
        int w = survey.Image.Width, h = survey.Image.Height;
        var lows = new List<int>();
        for (var x = 0; x < w; x++)
        {
            var low = -1;
            for (var y = 0; y < h; y++)
            {
                low = survey.SkyPixels[(y * w) + x] ? y : low;
            }

            if (low > 0)
            {
                lows.Add(low);
            }
        }

        lows.Sort();
        return lows.Count > w / 8 ? lows[lows.Count / 10] : h * 0.33f;
    }

    // How well what is below a shore is what is above it, upside down: for each block of columns the row is sought
    // about which the picture is its own reflection, in lightness without its mean.
    private static (float[] Share, int Shore) Mirrored(LifeSurvey survey, float horizon)
    {
        var image = survey.Image;
        int w = image.Width, h = image.Height, half = Math.Max(8, w / 16);
        var light = Planes.Gauss(image.L, w, h, Blur);
        var result = new float[w * h];
        var shores = new List<int>();
        for (var middle = half; middle < w; middle += half)
        {
            int left = middle - half, right = Math.Min(w - 1, middle + half);
            float best = 0;
            var shore = -1;
            for (var y = Math.Max((int)horizon, h / 6); y < h - (h / 10); y++)
            {
                var reach = Math.Min(Math.Min(y, h - 1 - y), h / 3);
                var match = Likeness(light, w, left, right, y, reach);
                if (match > best)
                {
                    (best, shore) = (match, y);
                }
            }

            if (best < 0.55f)
            {
                continue;
            }

            shores.Add(shore);
            for (var y = shore + 1; y < h; y++)
            {
                for (var x = left; x <= right; x++)
                {
                    var share = (best - 0.55f) / 0.35f * (1 - (MathF.Abs(x - middle) / (half + 1f)));
                    result[(y * w) + x] = MathF.Min(1, result[(y * w) + x] + share);
                }
            }
        }

        // A shore is level: where many columns agree on it, all water is below.
        shores.Sort();
        var common = shores.Count == 0 ? 0 : shores[shores.Count / 2];
        var agreeing = shores.Count(s => Math.Abs(s - common) < 0.04f * h);
        return (result, agreeing * half > 0.3f * w ? common - 2 : 0);
    }

    // The correlation of rows above a shore with rows below it; water squeezes and dims what it mirrors a little.
    private static float Likeness(float[] light, int w, int left, int right, int shore, int reach)
    {
        double up = 0, low = 0, upUp = 0, lowLow = 0, both = 0;
        var n = 0;
        for (var d = 2; d < reach; d += 2)
        {
            int above = (shore - d) * w, below = (shore + d) * w;
            for (var x = left; x <= right; x += 2)
            {
                float a = light[above + x], b = light[below + x];
                (up, low, upUp, lowLow, both, n) = (up + a, low + b, upUp + (a * a), lowLow + (b * b), both + (a * b),
                    n + 1);
            }
        }

        if (n < 60)
        {
            return 0;
        }

        double varUp = (upUp / n) - (up / n * (up / n)), varLow = (lowLow / n) - (low / n * (low / n));
        return varUp < 20 || varLow < 12 ? 0 : (float)(((both / n) - (up / n * (low / n))) / Math.Sqrt(varUp * varLow));
    }
}
