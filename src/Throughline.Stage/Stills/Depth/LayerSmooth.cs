namespace Throughline.Stage.Stills;

/// <summary>
/// Calms the depth inside each layer and keeps the steps between layers and along strong edges: weighted least
/// squares solved row by row and column by column.
/// Source: fast global smoother, Min et al. 2014, doi:10.1109/TIP.2014.2366600.
/// </summary>
internal static class LayerSmooth
{
    private const int Rounds = 3;
    private const float Strength = 60;
    private const float Colour = 7;

    /// <summary>Smooths <paramref name="nearness"/> in place; sky and ground stay as they are.</summary>
    public static void Apply(WorkImage image, float[] nearness, SceneLayer[] layers)
    {
        int width = image.Width, height = image.Height;
        var most = Math.Max(width, height);
        float[] weight = new float[most], slope = new float[most], line = new float[most];
        var strength = Strength;
        for (var round = 0; round < Rounds; round++)
        {
            for (var y = 0; y < height; y++)
            {
                Line(y * width, 1, width);
            }

            for (var x = 0; x < width; x++)
            {
                Line(x, width, height);
            }

            strength /= 4;
        }

        void Line(int start, int step, int count)
        {
            for (var n = 0; n + 1 < count; n++)
            {
                int i = start + (n * step), j = i + step;
                weight[n] = layers[i] != layers[j] || layers[i] is SceneLayer.Sky or SceneLayer.Ground
                    ? 0
                    : strength * Alike(image, i, j);
            }

            // Tridiagonal (I + λA) u = f, Thomas algorithm.
            var before = 0f;
            for (var n = 0; n < count; n++)
            {
                var after = n + 1 < count ? weight[n] : 0;
                var pivot = 1 + before + after;
                var carry = n > 0 ? before * slope[n - 1] : 0;
                var value = nearness[start + (n * step)] + (n > 0 ? before * line[n - 1] : 0);
                slope[n] = after / (pivot - carry);
                line[n] = value / (pivot - carry);
                before = after;
            }

            for (var n = count - 2; n >= 0; n--)
            {
                line[n] += slope[n] * line[n + 1];
            }

            for (var n = 0; n < count; n++)
            {
                nearness[start + (n * step)] = line[n];
            }
        }
    }

    private static float Alike(WorkImage image, int i, int j)
    {
        float l = image.L[i] - image.L[j], a = image.A[i] - image.A[j], b = image.B[i] - image.B[j];
        return MathF.Exp(-MathF.Sqrt((l * l) + (a * a) + (b * b)) / Colour);
    }
}
