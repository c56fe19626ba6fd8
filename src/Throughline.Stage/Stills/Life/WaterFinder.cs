namespace Throughline.Stage.Stills;

/// <summary>
/// Finds water: by what it mirrors, by ripples that lie flat, by the sky's colour in it, by its place below the sky or the
/// level horizon of a sea, and by being one smooth piece. None of these is sure alone.
/// </summary>
internal static class WaterFinder
{
    // Rows by which a mirror line may be off, and half the width over which columns agree on it, reduced pixels.
    private const int Blur = 3;

    // From this sum of cues on a pixel is taken for water.
    private const float Enough = 1.1f;

    /// <summary>Still or open water: nodes 0 to 255, or null when there is none.</summary>
    public static byte[]? Still(LifeSurvey survey, float taper)
    {
        var score = Score(survey);
        int w = survey.Image.Width, h = survey.Image.Height;

        // Whole regions of one colour, and what lies below the horizon of a sea though waves cut it into many.
        var isWater = WaterRegions.Of(survey, score);
        var sea = score.Select((s, i) => survey.BelowSky[i] ? s : 0).ToArray();
        var sure = Array.ConvertAll(Planes.Gauss(sea, w, h, 3), s => s > 0.5f);
        KeepLarge(sure, w, 0.012f);
        for (var i = 0; i < sure.Length; i++)
        {
            isWater[i] |= sure[i];
        }

        return survey.Mask(i => isWater[i], taper, 0.012f);
    }

    /// <summary>Running water: cooler than what surrounds it, wherever it is in the lower four fifths.</summary>
    public static byte[]? Running(LifeSurvey survey, float taper)
    {
        var image = survey.Image;
        int w = image.Width, h = image.Height;
        var usual = UsualWarmth(survey);
        var cool = new float[w * h];
        for (var i = 0; i < cool.Length; i++)
        {
            float a = image.A[i], b = image.B[i];
            var isCool = b < MathF.Min(-1f, usual - 3) || (usual < -2 && b < -2);
            var isFoam = image.L[i] > 72 && MathF.Abs(a) < 5 && MathF.Abs(b) < 7;
            cool[i] = !survey.SkyPixels[i] && i / w > h * 0.2f && a < 9 && (isCool || isFoam) ? 1 : 0;
        }

        var wide = Planes.Gauss(cool, w, h, 2.5f);
        return survey.Mask(i => wide[i] > 0.4f && !survey.SkyPixels[i], taper, 0.002f);
    }

    /// <summary>Falling water: bright, without colour, in streaks that run down.</summary>
    public static byte[]? Falling(LifeSurvey survey, float taper)
    {
        var image = survey.Image;
        int w = image.Width, h = image.Height;
        float[] across = new float[w * h], down = new float[w * h];
        for (var i = 0; i < across.Length; i++)
        {
            across[i] = MathF.Abs(image.GradientX[i]);
            down[i] = MathF.Abs(image.GradientY[i]);
        }

        across = Planes.Gauss(across, w, h, 3);
        down = Planes.Gauss(down, w, h, 3);
        var around = Planes.Gauss(image.L, w, h, 24);
        var falling = new float[w * h];
        for (var i = 0; i < falling.Length; i++)
        {
            var isWhite = image.L[i] > 52 && image.L[i] > around[i] - 2 && MathF.Abs(image.A[i]) < 8
                && image.B[i] is > -18 and < 9;
            var isStreaked = across[i] > 1.15f * down[i] && across[i] + down[i] > 0.8f;
            falling[i] = !survey.SkyPixels[i] && isWhite && isStreaked ? 1 : 0;
        }

        var wide = Planes.Gauss(falling, w, h, 3);
        var found = Array.ConvertAll(wide, s => s > 0.35f);
        KeepLarge(found, w, 0.004f);
        return survey.Mask(i => found[i], taper, 0.002f);
    }

    /// <summary>How likely each pixel of the reduced picture is to be still water, 0 to 1.</summary>
    internal static float[] Score(LifeSurvey survey)
    {
        var image = survey.Image;
        int w = image.Width, h = image.Height;
        var score = new float[w * h];
        var horizon = Horizon(survey);
        var (mirrored, shore) = Mirrored(survey, horizon);
        var nearness = Planes.Gauss(survey.Nearness, w, h, 3);
        float[] across = new float[w * h], down = new float[w * h];
        for (var i = 0; i < across.Length; i++)
        {
            across[i] = MathF.Abs(image.GradientX[i]);
            down[i] = MathF.Abs(image.GradientY[i]);
        }

        across = Planes.Gauss(across, w, h, 4);
        down = Planes.Gauss(down, w, h, 4);
        var (skyA, skyB, hasSky) = SkyColour(survey);
        var usual = UsualWarmth(survey);
        for (var i = 0; i < score.Length; i++)
        {
            if (survey.SkyPixels[i] || i / w <= horizon)
            {
                continue;
            }

            float a = image.A[i], b = image.B[i];

            // Greens and warm earth are not water, unless it mirrors them.
            var land = Math.Clamp(((b - a) - 12) / 8, 0, 1) * (a < 2 ? 1 : 0.7f);
            var off = MathF.Sqrt(((a - skyA) * (a - skyA)) + ((b - skyB) * (b - skyB)));
            var likeSky = hasSky ? Math.Clamp(1.3f - (off / 11), 0, 1) : 0;
            var cool = Math.Clamp((MathF.Min(-1, usual - 3) - b) / 4, 0, 1) * (a < 9 ? 1 : 0);
            var flat = Math.Clamp((down[i] / (across[i] + 0.15f)) - 0.9f, 0, 1);
            var smooth = Math.Clamp(1.2f - (image.Texture[i] / 6), 0, 1);
            var row = i / w;
            int lower = Math.Min(h - 1, row + 5) * w, upper = Math.Max(0, row - 5) * w;
            var level = (nearness[lower + (i % w)] - nearness[upper + (i % w)]) * h / 10;
            var lies = Math.Clamp(level / 0.5f, 0, 1);

            // Gravel and paving are busy in all directions, ripples lie flat; what is clearly bluer than the rest is water,
            // however busy its reflections.
            var blue = Math.Clamp((MathF.Min(-6, usual - 6) - b) / 8, 0, 1) * (a < 9 ? 1 : 0);
            var rough = Math.Clamp((image.Texture[i] - 3) / 5, 0, 1) * (1 - flat) * (1 - blue);
            var sum = (0.75f * MathF.Max(likeSky, cool)) + (0.5f * flat) + (mirrored[i] * (1 - rough)) + (0.3f * smooth)
                + (0.4f * lies) + (survey.BelowSky[i] ? 0.9f : 0) + (0.35f * blue) - (0.9f * land) - (0.8f * rough);
            score[i] = row < shore && !survey.BelowSky[i] ? 0 : Math.Clamp((sum - Enough) * 2, 0, 1);
        }

        return score;
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
    // about
    // which the picture is its own reflection, in lightness without its mean.
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

    private static (float A, float B, bool Has) SkyColour(LifeSurvey survey)
    {
        float a = 0, b = 0;
        var count = 0;
        for (var i = 0; i < survey.SkyPixels.Count; i++)
        {
            if (survey.SkyPixels[i])
            {
                (a, b, count) = (a + survey.Image.A[i], b + survey.Image.B[i], count + 1);
            }
        }

        return count < 0.02f * survey.SkyPixels.Count ? (0, 0, false) : (a / count, b / count, true);
    }

    // The median warmth of what is not sky.
    private static float UsualWarmth(LifeSurvey survey)
    {
        var ground = Enumerable.Range(0, survey.SkyPixels.Count).Where(i => !survey.SkyPixels[i]).Select(i =>
            survey.Image.B[i]).Order().ToArray();
        return ground.Length == 0 ? 0 : ground[ground.Length / 2];
    }

    // Takes out pieces smaller than a share of the picture.
    private static void KeepLarge(bool[] inside, int w, float least)
    {
        var seen = new bool[inside.Length];
        var piece = new List<int>();
        var open = new Stack<int>();
        for (var i = 0; i < inside.Length; i++)
        {
            if (!inside[i] || seen[i])
            {
                continue;
            }

            piece.Clear();
            open.Push(i);
            seen[i] = true;
            while (open.TryPop(out var at))
            {
                piece.Add(at);
                foreach (var next in (ReadOnlySpan<int>)[at % w > 0 ? at - 1 : -1, at % w < w - 1 ? at + 1 : -1,
                    at - w, at + w])
                {
                    if (next >= 0 && next < inside.Length && inside[next] && !seen[next])
                    {
                        seen[next] = true;
                        open.Push(next);
                    }
                }
            }

            if (piece.Count < least * inside.Length)
            {
                piece.ForEach(at => inside[at] = false);
            }
        }
    }
}
