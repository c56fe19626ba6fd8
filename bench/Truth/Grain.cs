using Throughline.Stage.Stills;

/// <summary>
/// How coarse the grain of each patch's texture is, by its gradients at two scales: texture of one kind gets finer with
/// distance. Tried and left out, docs/decisions/0082. Source: Torralba and Oliva 2002, doi:10.1109/TPAMI.2002.1033214.
/// </summary>
internal static class Grain
{
    /// <summary>Coarseness of the grain, above 0, and how much texture it is measured on, 0 to 1; one a
    /// patch.</summary>
    public static (float[] Coarse, float[] Trust) Of(PatchGraph graph)
    {
        var image = graph.Image;
        int width = image.Width, height = image.Height;
        float[] fine = Energy(Planes.Gauss(image.L, width, height, 0.8f), width, height, 2.5f);
        float[] wide = Energy(Planes.Gauss(image.L, width, height, 2.4f), width, height, 2.5f);
        float[] meanFine = graph.Mean(fine), meanWide = graph.Mean(wide);
        return ([.. meanFine.Select((f, k) => (meanWide[k] + 0.05f) / (f + 0.05f))],
            [.. meanFine.Select(f => SkyCue.Ramp(f, 0.6f, 3))]);
    }

    private static float[] Energy(float[] plane, int width, int height, float around)
    {
        var size = new float[plane.Length];
        for (var y = 1; y < height - 1; y++)
        {
            for (var x = 1; x < width - 1; x++)
            {
                var i = (y * width) + x;
                float dx = plane[i + 1] - plane[i - 1], dy = plane[i + width] - plane[i - width];
                size[i] = MathF.Sqrt((dx * dx) + (dy * dy)) / 2;
            }
        }

        return Planes.Gauss(size, width, height, around);
    }
}
