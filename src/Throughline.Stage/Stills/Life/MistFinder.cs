namespace Throughline.Stage.Stills;

/// <summary>Says where mist gathers and where smoke rises.</summary>
internal static class MistFinder
{
    private const int Step = NodeGrid.Fine;

    /// <summary>Where mist gathers: in the distance, above the ground, thinning upward into the sky; nodes 0 to
    /// 255.</summary>
    /// <param name="survey">The picture.</param>
    /// <param name="colour">The mist's own lightness, 0 to 255; what is lighter stays clear.</param>
    public static byte[] Hollows(LifeSurvey survey, float colour)
    {
        int w = survey.Image.Width, h = survey.Image.Height;
        var skyline = new float[w];
        for (var x = 0; x < w; x++)
        {
            for (var y = 0; y < h; y++)
            {
                skyline[x] = survey.SkyPixels[(y * w) + x] ? y + 1 : skyline[x];
            }
        }

        var line = skyline.Order().ElementAt(w / 2) is var middle && middle > 0.05f * h ? middle : 0.35f * h;
        var mask = new float[survey.Columns * survey.Rows];
        for (var i = 0; i < mask.Length; i++)
        {
            var (x, y) = survey.At(i);
            var far = Math.Clamp((0.75f - survey.Nearness[(y * w) + x]) / 0.5f, 0, 1);
            var height = (y - line) / h;
            var band = height < 0
                ? Math.Clamp(1 + (height / 0.18f), 0, 1)
                : Math.Clamp(1 - ((height - 0.12f) / 0.45f), 0, 1);
            far *= Math.Clamp((colour + 8 - survey.Light[i]) / 40, 0, 1);
            mask[i] = (byte)(255 * far * band * band * (3 - (2 * band)));
        }

        return Array.ConvertAll(Planes.Gauss(mask, survey.Columns, survey.Rows, 2), m => (byte)Math.Clamp(m, 0, 255));
    }

    /// <summary>A column that widens upward from a point, for smoke and steam; nodes 0 to 255.</summary>
    /// <param name="survey">The picture.</param>
    /// <param name="x">Column of the picture.</param>
    /// <param name="y">Row of the picture.</param>
    public static byte[] Column(LifeSurvey survey, float x, float y)
    {
        var mask = new byte[survey.Columns * survey.Rows];
        float height = survey.Picture.Height, tall = 0.42f * height;
        for (var i = 0; i < mask.Length; i++)
        {
            float px = (i % survey.Columns) * Step, py = (i / survey.Columns) * Step;
            var up = (y - py) / tall;
            if (up is > -0.1f and < 1)
            {
                var half = height * (0.09f + (0.10f * MathF.Max(0, up)));
                var across = Math.Clamp(1 - (((px - x) / half) * ((px - x) / half)), 0, 1);
                mask[i] = (byte)(255 * across * MathF.Sqrt(across) * Math.Clamp((up + 0.1f) * 5, 0, 1)
                    * MathF.Sqrt(1 - up));
            }
        }

        return mask;
    }
}
