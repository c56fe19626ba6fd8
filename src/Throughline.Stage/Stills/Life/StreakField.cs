namespace Throughline.Stage.Stills;

/// <summary>
/// Where the texture of a picture runs: along its streaks, downward, from the structure tensor (Bigün and Granlund
/// 1987)
/// of the reduced picture. Where it has no direction it runs down.
/// </summary>
internal static class StreakField
{
    // Streaks over this many pixels of the reduced picture agree on a direction.
    private const float Reach = 5;

    /// <summary>The direction at each node of a survey, 256ths of a turn from right to down.</summary>
    public static byte[] Of(LifeSurvey survey)
    {
        var image = survey.Image;
        int w = image.Width, h = image.Height;
        float[] xx = new float[w * h], xy = new float[w * h], yy = new float[w * h];
        for (var i = 0; i < xx.Length; i++)
        {
            float gx = image.GradientX[i], gy = image.GradientY[i];
            (xx[i], xy[i], yy[i]) = (gx * gx, gx * gy, gy * gy);
        }

        xx = Planes.Gauss(xx, w, h, Reach);
        xy = Planes.Gauss(xy, w, h, Reach);
        yy = Planes.Gauss(yy, w, h, Reach);
        var result = new byte[survey.Columns * survey.Rows];
        for (var n = 0; n < result.Length; n++)
        {
            // Twice the angle of the streaks, drawn towards straight down by what has no direction.
            var i = survey.PixelAt(n);
            float across = yy[i] - xx[i], along = -2 * xy[i], sum = xx[i] + yy[i] + 1e-3f;
            var coherence = MathF.Sqrt((across * across) + (along * along)) / sum;
            var straight = MathF.Max(0, 0.45f - coherence) * sum;
            var angle = MathF.Atan2(along, across - straight) / 2;
            if (MathF.Sin(angle) < 0 || (MathF.Abs(MathF.Sin(angle)) < 0.02f && angle < 0))
            {
                angle += MathF.PI;
            }

            result[n] = (byte)((int)MathF.Round(angle * (128 / MathF.PI)) & 255);
        }

        return result;
    }
}
