namespace Throughline.Stage.Stills;

/// <summary>
/// Which pixels of a picture are sky, to the pixel: what the survey found on the reduced picture, decided anew near its
/// border by which side's colour a pixel is nearer to.
/// </summary>
internal static class SkyMatte
{
    // Reduced pixels by which the survey's border may be off, and over which each side's colour is taken.
    private const int Unsure = 2;
    private const int Around = 9;

    // Squared distance of colours at which something thin, with nothing like it near, is no sky.
    private const float Hard = 27;

    private const float Foreign = 32 * 32;

    /// <summary>One value a pixel of the survey's picture; null when it shows hardly any sky.</summary>
    public static bool[]? Of(LifeSurvey survey)
    {
        var image = survey.Image;
        int w = image.Width, h = image.Height;
        var sky = new float[w * h];
        var count = 0;
        for (var i = 0; i < sky.Length; i++)
        {
            // What has a hard edge in the sky may stand before it.
            sky[i] = survey.SkyPixels[i] && image.Edge[i] < Hard ? 1 : 0;
            count += survey.SkyPixels[i] ? 1 : 0;
        }

        if (count < 0.004f * sky.Length)
        {
            return null;
        }

        // Sure on either side where all within reach agree.
        var near = Planes.Box(sky, w, h, Unsure);
        var sureSky = Array.ConvertAll(near, n => n > 0.999f ? 1f : 0);
        var sureLand = Array.ConvertAll(near, n => n < 0.001f ? 1f : 0);
        var skyColour = Side(survey, sureSky);
        var landColour = Side(survey, sureLand);
        var picture = survey.Picture;
        var result = new bool[picture.Width * picture.Height];
        for (var y = 0; y < picture.Height; y++)
        {
            var row = picture.Row(y);
            var v = Math.Min(h - 1, (int)(y / image.Scale)) * w;
            for (var x = 0; x < picture.Width; x++)
            {
                var i = v + Math.Min(w - 1, (int)(x / image.Scale));
                var fromSky = Off(row, x, skyColour, i);
                var isLike = fromSky < Off(row, x, landColour, i) && (fromSky < Foreign || survey.SkyPixels[i]);
                result[(y * picture.Width) + x] = sureSky[i] > 0 || (sureLand[i] == 0 && isLike);
            }
        }

        return result;
    }

    private static float Off(ReadOnlySpan<byte> row, int x, float[][] colour, int i)
    {
        if (colour[3][i] < 1e-4f)
        {
            return Foreign;
        }

        float r = row[4 * x] - colour[0][i], g = row[(4 * x) + 1] - colour[1][i], b = row[(4 * x) + 2] - colour[2][i];
        return (r * r) + (g * g) + (b * b);
    }

    // Mean red, green and blue of a side around each reduced pixel, and how much of the side is near.
    private static float[][] Side(LifeSurvey survey, float[] sure)
    {
        int w = survey.Image.Width, h = survey.Image.Height;
        var picture = survey.Picture;
        var planes = Enumerable.Range(0, 4).Select(_ => new float[w * h]).ToArray();
        for (var i = 0; i < sure.Length; i++)
        {
            int x = Math.Min(picture.Width - 1, (int)(((i % w) + 0.5f) * survey.Image.Scale));
            var pixel = picture.Row(Math.Min(picture.Height - 1,
                (int)(((i / w) + 0.5f) * survey.Image.Scale))).Slice(4 * x, 3);
            (planes[0][i], planes[1][i], planes[2][i]) = (sure[i] * pixel[0], sure[i] * pixel[1], sure[i] * pixel[2]);
            planes[3][i] = sure[i];
        }

        planes = Array.ConvertAll(planes, p => Planes.Box(p, w, h, Around));
        for (var i = 0; i < sure.Length; i++)
        {
            for (var c = 0; c < 3 && planes[3][i] > 0; c++)
            {
                planes[c][i] /= planes[3][i];
            }
        }

        return planes;
    }
}
