namespace Throughline.Stage.Stills;

/// <summary>Finds water: still water by all of <see cref="WaterCues"/> and its outline, running and falling
/// water by colour and streaks.</summary>
internal static class WaterFinder
{
    // Smallest water, as a share of the picture.
    private const float Least = 0.012f;

    /// <summary>Still or open water: nodes 0 to 255, or null when there is none.</summary>
    /// <param name="survey">The picture.</param>
    /// <param name="isWater">Its <see cref="Pixels"/>.</param>
    /// <param name="taper">Pixels of the picture over which it rises from its edge.</param>
    public static byte[]? Still(LifeSurvey survey, bool[] isWater, float taper) =>
        survey.Mask(i => isWater[i], taper, Least, isNarrow: true);

    /// <summary>Which pixels of the reduced picture are still or open water.</summary>
    public static bool[] Pixels(LifeSurvey survey)
    {
        int w = survey.Image.Width, h = survey.Image.Height;
        var isWater = WaterOutlines.Of(survey, WaterJudge.Chances(survey));

        // Small holes are waves and glints; small horns are not water.
        var wide = Planes.Gauss(survey.Graph.Spread(Array.ConvertAll(isWater, i => i ? 1f : 0)), w, h, 1.5f);
        return Array.ConvertAll(wide, v => v > 0.5f);
    }

    /// <summary>Running water: cooler than what surrounds it, wherever it is in the lower four fifths.</summary>
    public static byte[]? Running(LifeSurvey survey, float taper)
    {
        var image = survey.Image;
        int w = image.Width, h = image.Height;
        var usual = WaterCues.UsualWarmth(survey);
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
