namespace Throughline.Stage.Stills;

/// <summary>
/// Finds the row of the eye's height, where a level ground vanishes: below every row in which sky is seen, where the
/// rows above and below differ most, near where photographers tend to have it.
/// </summary>
internal static class HorizonCue
{
    /// <summary>The horizon of a picture.</summary>
    /// <param name="Row">Row in the reduced picture.</param>
    /// <param name="Trust">0 (the prior alone) to 1 (seen).</param>
    internal readonly record struct Horizon(float Row, float Trust);

    /// <summary>The likeliest horizon of <paramref name="graph"/>'s picture.</summary>
    public static Horizon Of(PatchGraph graph, bool[] sky, (float Row, float Trust)? vanishing)
    {
        var image = graph.Image;
        int width = image.Width, height = image.Height;
        var lowest = LowestSky(graph, sky, out var skyShare);
        var contrast = Contrast(image);
        float best = float.MinValue, row = 0.42f * height;
        for (var y = (int)(0.08f * height); y <= (int)(0.85f * height); y++)
        {
            var place = ((float)y / height) - 0.42f;
            var score = -place * place / (2 * 0.16f * 0.16f);
            score += 1.6f * contrast[y];
            if (skyShare > 0.03f)
            {
                var below = (y - lowest) / height;
                score -= below < 0 ? 400 * below * below : 40 * below * below;
            }

            if (vanishing is { } point)
            {
                var off = (y - point.Row) / height;
                score += 3 * point.Trust * MathF.Exp(-off * off / (2 * 0.05f * 0.05f));
            }

            if (score > best)
            {
                best = score;
                row = y;
            }
        }

        var trust = Math.Clamp(
            (skyShare > 0.03f ? 0.5f : 0) + (0.4f * contrast[(int)row]) + (0.5f * (vanishing?.Trust ?? 0)), 0, 1);
        return new Horizon(row, trust);
    }

    // The row above which nearly all columns' sky ends.
    private static float LowestSky(PatchGraph graph, bool[] sky, out float share)
    {
        var image = graph.Image;
        var ends = new List<int>();
        var area = 0;
        for (var x = 0; x < image.Width; x++)
        {
            var end = -1;
            for (var y = 0; y < image.Height; y++)
            {
                if (sky[graph.Labels[(y * image.Width) + x]])
                {
                    end = y;
                    area++;
                }
            }

            if (end >= 0)
            {
                ends.Add(end);
            }
        }

        share = area / (float)graph.Labels.Length;
        if (ends.Count == 0)
        {
            return 0;
        }

        ends.Sort();
        return ends[(int)(0.9f * (ends.Count - 1))];
    }

    // How much of each row is a long level edge, 0 to 1: a shore, a field's end, the foot of a wall.
    private static float[] Contrast(WorkImage image)
    {
        var rows = new float[image.Height];
        for (var y = 0; y < image.Height; y++)
        {
            var sum = 0f;
            for (var x = 0; x < image.Width; x++)
            {
                var i = (y * image.Width) + x;
                float gx = MathF.Abs(image.GradientX[i]), gy = image.GradientY[i];
                sum += MathF.Abs(gy) > 2 * gx ? Math.Clamp(gy / 20, -1, 1) : 0;
            }

            rows[y] = Math.Min(1, MathF.Abs(sum) / image.Width * 2);
        }

        return rows;
    }
}
