namespace Throughline.Stage.Stills;

/// <summary>
/// Finds the sky: smooth patches of a sky's colour that hang together from the top of the picture. A backdrop that
/// runs down to the bottom of the picture is no sky.
/// </summary>
internal static class SkyCue
{
    /// <summary>True for the patches of <paramref name="graph"/> that are sky.</summary>
    public static bool[] Of(PatchGraph graph) => Parted(graph).Sky;

    /// <summary>
    /// The sky, and what has its colours below the horizon of a sea, down to a quay or beach if that has them too: true
    /// for the patches that are either.
    /// </summary>
    public static (bool[] Sky, bool[] Below) Parted(PatchGraph graph)
    {
        var patches = graph.Patches;
        var image = graph.Image;
        var brightest = Brightest(patches);
        var likely = new float[patches.Length];
        for (var k = 0; k < patches.Length; k++)
        {
            likely[k] = Likely(patches[k], brightest, image.Height);
        }

        var sky = Grow(graph, likely, 0.35f);
        Enclose(graph, sky, likely);
        var (above, below) = Cut(graph, sky);
        return Plausible(graph, above) ? (above, below)
            : Plausible(graph, sky) ? (sky, new bool[sky.Length])
            : (new bool[sky.Length], new bool[sky.Length]);
    }

    // What is above the horizon of a sea, and what hangs together with it below.
    private static (bool[] Above, bool[] Below) Cut(PatchGraph graph, bool[] whole)
    {
        var sky = (bool[])whole.Clone();
        var below = new bool[sky.Length];
        var least = SeaLine.LeastStep;
        while (SeaLine.Of(graph, sky, least) is { } line
            && Those(sky, k => graph.Patches[k].Y >= line) is { Length: > 0 } under)
        {
            Array.Clear(below);
            foreach (var k in under)
            {
                (below[k], sky[k]) = (true, false);
            }

            least = SeaLine.LeastSecond;
        }

        return (sky, below);
    }

    // The patches of sky that have a property.
    private static int[] Those(bool[] sky, Func<int, bool> has) =>
        [.. Enumerable.Range(0, sky.Length).Where(k => sky[k] && has(k))];

    private static bool[] Grow(PatchGraph graph, float[] likely, float least)
    {
        var patches = graph.Patches;
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
                if (sky[next])
                {
                    continue;
                }

                // The same colour again is more of the sky, however busy what stands beside it.
                var step = Patch.Colour(patches[k], patches[next]);
                if (step < 5 && patches[next].Y < 0.7f * graph.Image.Height && graph.Borders[e].Edge < 6)
                {
                    sky[next] = true;
                    open.Enqueue(next);
                    continue;
                }

                if (likely[next] < least)
                {
                    continue;
                }

                // Clouds and the glow above the horizon change colour gently; a ridge does not.
                var cloud = patches[next].L > patches[k].L && Blueish(patches[k]) > 0.3f ? 14 : 0;
                if (step < 10 + cloud && graph.Borders[e].Edge < 9 + cloud)
                {
                    sky[next] = true;
                    open.Enqueue(next);
                }
            }
        }

        return sky;
    }

    private static float Likely(in Patch patch, float brightest, int height)
    {
        var smooth = MathF.Exp(-MathF.Max(0, patch.Texture - 3) / 6);
        var chroma = MathF.Sqrt((patch.A * patch.A) + (patch.B * patch.B));
        var overcast = Ramp(patch.L, MathF.Max(62, brightest - 25), MathF.Max(72, brightest - 8)) * Ramp(chroma, 16, 8);
        var place = Ramp(patch.Y / height, 0.85f, 0.55f);

        // The glow of a low sun is reached from the blue above it, never from the top of the picture.
        var glow =
            patch.OnTop == 0 && patch.B > 0 ? 0.8f * Ramp(patch.L, 35, 60) * Ramp(MathF.Abs(patch.A), 40, 20) : 0;
        return smooth * place * MathF.Max(Blueish(patch), MathF.Max(overcast, glow));
    }

    private static float Blueish(in Patch patch) =>
        Ramp(patch.B, -3, -11) * Ramp(patch.A / MathF.Max(3, -patch.B), 0.65f, 0.4f) * Ramp(patch.L, 5, 12);

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

    // A sky reaches a good part of the upper border; one that is not deep blue leaves the rest of the picture alone:
    // a backdrop of its brightness runs on below, around the subject.
    private static bool Plausible(PatchGraph graph, bool[] sky)
    {
        var image = graph.Image;
        int top = 0, area = 0, blue = 0;
        for (var i = 0; i < graph.Labels.Length; i++)
        {
            var k = graph.Labels[i];
            if (sky[k])
            {
                area++;
                blue += Blueish(graph.Patches[k]) > 0.5f ? 1 : 0;
                top += i < image.Width ? 1 : 0;
            }
        }

        if (area < 0.03f * graph.Labels.Length || top < (blue > 0.4f * area ? 0.2f : 0.45f) * image.Width)
        {
            return false;
        }

        return Saturated(graph, sky) || !RunsDown(graph, sky);
    }

    // Only a sky, and a sea that mirrors it, is as blue as this.
    private static bool Saturated(PatchGraph graph, bool[] sky)
    {
        var patches = graph.Patches.Where((_, k) => sky[k]).ToArray();
        return patches.Sum(patch => patch.B * patch.Area) < -15 * patches.Sum(patch => patch.Area);
    }

    // Whether the colours of the supposed sky go on along the lower part of the picture.
    private static bool RunsDown(PatchGraph graph, bool[] sky)
    {
        float l = 0, a = 0, b = 0, area = 0;
        for (var k = 0; k < sky.Length; k++)
        {
            if (sky[k])
            {
                ref readonly var patch = ref graph.Patches[k];
                l += patch.L * patch.Area;
                a += patch.A * patch.Area;
                b += patch.B * patch.Area;
                area += patch.Area;
            }
        }

        var mean = new Patch { L = l / area, A = a / area, B = b / area };
        float low = 0, like = 0;
        foreach (var patch in graph.Patches)
        {
            if (patch.Y > 0.75f * graph.Image.Height)
            {
                low += patch.Area;
                like += Patch.Colour(patch, mean) < 20 && MathF.Abs(patch.L - mean.L) < 14 ? patch.Area : 0;
            }
        }

        return like > 0.25f * low;
    }

    private static float Brightest(Patch[] patches)
    {
        var lightness = patches.Select(patch => patch.L).Order().ToArray();
        return lightness[(int)(0.95f * (lightness.Length - 1))];
    }

    internal static float Ramp(float value, float zero, float one) => Math.Clamp((value - zero) / (one - zero), 0, 1);
}
