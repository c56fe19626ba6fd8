namespace Throughline.Stage.Stills;

/// <summary>Finds plants: green, straw or autumn colours with texture.</summary>
internal static class PlantFinder
{
    /// <summary>Nodes 0 to 255, rising over <paramref name="taper"/> pixels from the edge; null where there are
    /// none.</summary>
    public static byte[]? Of(LifeSurvey survey, float taper)
    {
        var image = survey.Image;
        var leafy = new float[image.L.Length];
        for (var i = 0; i < leafy.Length; i++)
        {
            float a = image.A[i], b = image.B[i];
            var green = Math.Clamp(((b - a) - 9) / 8, 0, 1) * Math.Clamp((3 - a) / 4, 0, 1)
                * Math.Clamp((b - 4) / 5, 0, 1);
            var autumn = Math.Clamp((b - 21) / 8, 0, 1) * Math.Clamp((26 - a) / 6, 0, 1)
                * Math.Clamp((a - 1) / 4, 0, 1);
            leafy[i] = survey.SkyPixels[i] || image.L[i] < 3
                ? 0
                : MathF.Max(green, autumn) * Math.Clamp((image.Texture[i] - 0.6f) / 1.2f, 0, 1);
        }

        var wide = Planes.Gauss(leafy, image.Width, image.Height, 3);
        return survey.Mask(i => wide[i] > 0.5f, taper);
    }
}
