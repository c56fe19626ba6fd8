namespace Throughline.Stage.Stills;

/// <summary>Finds ground, floors and water as rain strikes them: what lies below the sky and comes nearer downward as a
/// plane does.</summary>
internal static class GroundFinder
{
    /// <summary>How much of each node is ground, 0 to 255.</summary>
    public static byte[] Of(LifeSurvey survey)
    {
        int w = survey.Image.Width, h = survey.Image.Height;
        var near = Planes.Gauss(survey.Nearness, w, h, 2);
        var result = new byte[survey.Columns * survey.Rows];
        for (var n = 0; n < result.Length; n++)
        {
            int i = survey.PixelAt(n), y = i / w, x = i % w;
            if (survey.SkyPixels[i] || y < 0.3f * h)
            {
                continue;
            }

            int above = Math.Max(0, y - 6), below = Math.Min(h - 1, y + 6);
            var slope = (near[(below * w) + x] - near[(above * w) + x]) * h / (below - above);
            int left = (y * w) + Math.Max(0, x - 6), right = (y * w) + Math.Min(w - 1, x + 6);
            var across = MathF.Abs(near[right] - near[left]) * h / 12;
            var lies = Math.Clamp((slope - 0.25f) / 0.5f, 0, 1) * Math.Clamp(1.5f - across, 0, 1);

            // A plane seen flat rises no faster than from far to near over the lower half.
            result[n] = (byte)(255 * lies * Math.Clamp((6 - slope) / 3, 0, 1));
        }

        return result;
    }
}
