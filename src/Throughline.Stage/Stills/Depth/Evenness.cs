namespace Throughline.Stage.Stills;

/// <summary>
/// How alike the ninths of a picture are: a texture, a page or a field of stars is the same all over.
/// </summary>
internal static class Evenness
{
    /// <summary>0 (a scene) to 1 (the same everywhere).</summary>
    public static float Of(PatchGraph graph)
    {
        var image = graph.Image;
        var cells = new double[9, 5];
        for (var i = 0; i < graph.Labels.Length; i++)
        {
            var cell = (i / image.Width * 3 / image.Height * 3) + (i % image.Width * 3 / image.Width);
            cells[cell, 0] += image.L[i];
            cells[cell, 1] += image.A[i];
            cells[cell, 2] += image.B[i];
            cells[cell, 3] += image.Texture[i];
            cells[cell, 4]++;
        }

        double worst = 0;
        for (var a = 0; a < 9; a++)
        {
            for (var b = a + 1; b < 9; b++)
            {
                double na = Math.Max(1, cells[a, 4]), nb = Math.Max(1, cells[b, 4]), colour = 0;
                for (var c = 0; c < 3; c++)
                {
                    var d = (cells[a, c] / na) - (cells[b, c] / nb);
                    colour += d * d;
                }

                var texture = Math.Abs(Math.Log(((cells[a, 3] / na) + 2) / ((cells[b, 3] / nb) + 2)));
                worst = Math.Max(worst, Math.Sqrt(colour) + (12 * texture));
            }
        }

        return SkyCue.Ramp((float)worst, 24, 10);
    }

    /// <summary>
    /// How unlike the upper and the lower third of a picture are outside its subject, in units of colour.
    /// </summary>
    public static float TopToBottom(PatchGraph graph, bool[] front)
    {
        var height = graph.Image.Height;
        Patch above = default, below = default;
        for (var k = 0; k < front.Length; k++)
        {
            if (!front[k] && graph.Patches[k].Y < height / 3f)
            {
                Add(ref above, graph.Patches[k]);
            }
            else if (!front[k] && graph.Patches[k].Y > height * 2 / 3f)
            {
                Add(ref below, graph.Patches[k]);
            }
        }

        return above.Area == 0 || below.Area == 0 ? 0 : 2 * Patch.Unlike(Mean(above), Mean(below));

        static void Add(ref Patch sum, in Patch patch)
        {
            sum.L += patch.L * patch.Area;
            sum.A += patch.A * patch.Area;
            sum.B += patch.B * patch.Area;
            sum.Texture += patch.Texture * patch.Area;
            sum.Area += patch.Area;
        }

        static Patch Mean(in Patch sum) => new()
        {
            L = sum.L / sum.Area / 2,
            A = sum.A / sum.Area / 2,
            B = sum.B / sum.Area / 2,
            Texture = sum.Texture / sum.Area,
        };
    }
}
