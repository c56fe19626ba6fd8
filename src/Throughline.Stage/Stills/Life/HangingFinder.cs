namespace Throughline.Stage.Stills;

/// <summary>
/// Finds flags, sails and other cloth that nobody wears: small pieces of one colour that stand out clearly from all
/// that is around them.
/// </summary>
internal static class HangingFinder
{
    // Colours this near are one cloth, folds included: lightness counts half.
    private const float OneColour = 9;

    // Mean difference in colour to what is around, CIELAB with half the lightness.
    private const float LeastApart = 20;

    // Shares of the picture.
    private const float Smallest = 0.0025f;
    private const float Largest = 0.08f;

    /// <summary>Nodes 0 to 255 on what hangs, a little beyond its outline, which moves too; null where nothing
    /// does.</summary>
    public static byte[]? Of(LifeSurvey survey)
    {
        var graph = survey.Graph;
        var piece = Pieces(graph);
        var pieces = piece.Distinct().Select(root => (Root: root, Rate: Rate(survey, piece, root))).ToArray();
        var best = pieces.Max(p => p.Rate);
        if (best <= 0)
        {
            return null;
        }

        var hanging = pieces.Where(p => p.Rate > 0.7f * best).Select(p => p.Root).ToHashSet();
        float[] inside = [.. graph.Labels.Select(label => hanging.Contains(piece[label]) ? 1f : 0)];
        var soft = Planes.Gauss(inside, survey.Image.Width, survey.Image.Height, 2);
        return [.. Enumerable.Range(0, survey.Columns * survey.Rows)
            .Select(node => (byte)(255 * Math.Clamp((1.5f * soft[survey.PixelAt(node)]) - 0.1f, 0, 1)))];
    }

    // The root of each patch's piece.
    private static int[] Pieces(PatchGraph graph)
    {
        var root = Enumerable.Range(0, graph.Patches.Length).ToArray();
        foreach (var border in graph.Borders)
        {
            if (Apart(graph.Patches[border.From], graph.Patches[border.To]) < OneColour)
            {
                root[Root(border.From)] = Root(border.To);
            }
        }

        return [.. root.Select((_, k) => Root(k))];

        int Root(int k)
        {
            while (root[k] != k)
            {
                k = root[k] = root[root[k]];
            }

            return k;
        }
    }

    // How clearly a piece stands out, more for a larger one; 0 where it is no cloth.
    private static float Rate(LifeSurvey survey, int[] piece, int root)
    {
        var graph = survey.Graph;
        float area = 0, apart = 0, length = 1e-3f, colourful = 0, texture = 0;
        var onFrame = 0;
        for (var k = 0; k < piece.Length; k++)
        {
            if (piece[k] != root)
            {
                continue;
            }

            var patch = graph.Patches[k];
            area += patch.Area;
            onFrame += patch.OnFrame + patch.OnBottom;
            colourful += patch.Area * MathF.Sqrt((patch.A * patch.A) + (patch.B * patch.B));
            texture += patch.Area * patch.Texture;
            foreach (var e in graph.BordersOf(k))
            {
                if (piece[graph.Across(e, k)] != root)
                {
                    apart += graph.Borders[e].Length * Apart(patch, graph.Patches[graph.Across(e, k)]);
                    length += graph.Borders[e].Length;
                }
            }
        }

        var share = area / graph.Labels.Length;
        var isCloth = share is > Smallest and < Largest && onFrame < 0.15f * length && apart / length > LeastApart
            && length < 9 * MathF.Sqrt(area);
        return !isCloth ? 0
            : apart / length * MathF.Sqrt(share) * (1 + (colourful / area / 40)) / (1 + (texture / area / 20));
    }

    private static float Apart(in Patch one, in Patch other)
    {
        float l = (one.L - other.L) / 2, a = one.A - other.A, b = one.B - other.B;
        return MathF.Sqrt((l * l) + (a * a) + (b * b));
    }
}
