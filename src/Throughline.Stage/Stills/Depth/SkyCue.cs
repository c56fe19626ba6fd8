namespace Throughline.Stage.Stills;

/// <summary>
/// Finds the sky: smooth patches of a sky's colour that hang together from the top of the picture. A backdrop that
/// runs down to the bottom of the picture is no sky.
/// </summary>
internal static class SkyCue
{
    /// <summary>How surely each patch is sky, 0 or 1, of <paramref name="graph"/>'s patches.</summary>
    public static bool[] Of(PatchGraph graph)
    {
        var patches = graph.Patches;
        var image = graph.Image;
        var brightest = Brightest(patches);
        var likely = new float[patches.Length];
        for (var k = 0; k < patches.Length; k++)
        {
            likely[k] = Likely(patches[k], brightest, image.Height);
        }

        var sky = new bool[patches.Length];
        var open = new Queue<int>();
        for (var k = 0; k < patches.Length; k++)
        {
            if (patches[k].OnTop > 0 && likely[k] > 0.5f)
            {
                sky[k] = true;
                open.Enqueue(k);
            }
        }

        while (open.TryDequeue(out var k))
        {
            foreach (var e in graph.BordersOf(k))
            {
                var next = graph.Across(e, k);
                if (sky[next] || likely[next] < 0.35f)
                {
                    continue;
                }

                // Clouds and the glow above the horizon change colour gently; a ridge does not.
                var step = Patch.Colour(patches[k], patches[next]);
                var cloud = patches[next].L > patches[k].L && Blueish(patches[k]) > 0.3f ? 14 : 0;
                if (step < 10 + cloud && graph.Borders[e].Edge < 9 + cloud)
                {
                    sky[next] = true;
                    open.Enqueue(next);
                }
            }
        }

        Enclose(graph, sky, likely);
        return Plausible(graph, sky) ? sky : new bool[patches.Length];
    }

    private static float Likely(in Patch patch, float brightest, int height)
    {
        var smooth = MathF.Exp(-MathF.Max(0, patch.Texture - 3) / 6);
        var chroma = MathF.Sqrt((patch.A * patch.A) + (patch.B * patch.B));
        var overcast = Ramp(patch.L, MathF.Max(62, brightest - 25), MathF.Max(72, brightest - 8)) * Ramp(chroma, 24, 10);
        var glow = patch.B > 0 && patch.L > 35 ? Ramp(patch.L, 35, 60) * Ramp(MathF.Abs(patch.A), 40, 20) * 0.8f : 0;
        var colour = MathF.Max(Blueish(patch), MathF.Max(overcast, glow * Ramp(patch.Texture, 8, 3)));
        var place = Ramp(patch.Y / height, 0.85f, 0.55f);
        return smooth * colour * place;
    }

    private static float Blueish(in Patch patch) =>
        Ramp(patch.B, -3, -11) * Ramp(patch.A, 18, 8) * Ramp(patch.L, 5, 12);

    // Small islands inside the sky (a cloud's core, the sun) are sky as well.
    private static void Enclose(PatchGraph graph, bool[] sky, float[] likely)
    {
        for (var round = 0; round < 2; round++)
        {
            for (var k = 0; k < sky.Length; k++)
            {
                if (sky[k])
                {
                    continue;
                }

                int inside = 0, all = 0;
                foreach (var e in graph.BordersOf(k))
                {
                    all += graph.Borders[e].Length;
                    inside += sky[graph.Across(e, k)] ? graph.Borders[e].Length : 0;
                }

                sky[k] = inside > (likely[k] > 0.15f ? 0.6f : 0.93f) * all
                    && graph.Patches[k].Texture < 14 && graph.Patches[k].L > 35;
            }
        }
    }

    // A sky reaches a good part of the upper border and leaves the bottom of the picture alone.
    private static bool Plausible(PatchGraph graph, bool[] sky)
    {
        var image = graph.Image;
        int top = 0, low = 0, area = 0, lowRow = (int)(image.Height * 0.86f);
        for (var i = 0; i < graph.Labels.Length; i++)
        {
            if (sky[graph.Labels[i]])
            {
                area++;
                top += i < image.Width ? 1 : 0;
                low += i / image.Width == lowRow ? 1 : 0;
            }
        }

        return top > 0.2f * image.Width && low < 0.25f * image.Width && area > 0.03f * graph.Labels.Length;
    }

    private static float Brightest(Patch[] patches)
    {
        var lightness = patches.Select(patch => patch.L).Order().ToArray();
        return lightness[(int)(0.95f * (lightness.Length - 1))];
    }

    internal static float Ramp(float value, float zero, float one) => Math.Clamp((value - zero) / (one - zero), 0, 1);
}
