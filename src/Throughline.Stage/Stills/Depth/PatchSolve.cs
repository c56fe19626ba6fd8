namespace Throughline.Stage.Stills;

/// <summary>
/// Weighted least squares over the patches: each patch is drawn to its own value by its trust, and to its neighbours
/// by how alike they are. Gauss-Seidel from both ends; the energy is convex, so the order decides nothing but speed.
/// </summary>
internal static class PatchSolve
{
    private const int Rounds = 40;

    /// <summary>Spreads <paramref name="value"/> over patches of like colour.</summary>
    /// <param name="graph">The patches.</param>
    /// <param name="value">Value of each patch by itself.</param>
    /// <param name="trust">How strongly to keep it, at least 0.</param>
    /// <param name="strength">How strongly alike neighbours agree.</param>
    /// <param name="colour">Colour distance in CIELAB at which two patches stop being alike.</param>
    /// <param name="layer">Patches of different layers do not draw each other; null: all are of one.</param>
    public static float[] Smooth(
        PatchGraph graph, float[] value, float[] trust, float strength, float colour, int[]? layer = null)
    {
        var weights = new float[graph.Borders.Length];
        for (var e = 0; e < weights.Length; e++)
        {
            ref readonly var border = ref graph.Borders[e];
            if (layer is not null && layer[border.From] != layer[border.To])
            {
                continue;
            }

            var distance = Patch.Colour(graph.Patches[border.From], graph.Patches[border.To]) / colour;
            weights[e] = strength * (MathF.Exp(-distance * distance / 2) + 0.003f);
        }

        var result = (float[])value.Clone();
        for (var round = 0; round < Rounds; round++)
        {
            for (var step = 0; step < result.Length; step++)
            {
                var k = (round & 1) == 0 ? step : result.Length - 1 - step;
                float sum = trust[k] * value[k], norm = trust[k] + 1e-9f;
                foreach (var e in graph.BordersOf(k))
                {
                    sum += weights[e] * result[graph.Across(e, k)];
                    norm += weights[e];
                }

                result[k] = norm > 1e-8f ? sum / norm : value[k];
            }
        }

        return result;
    }
}
