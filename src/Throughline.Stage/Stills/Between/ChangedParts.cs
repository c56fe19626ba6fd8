namespace Throughline.Stage.Stills;

/// <summary>
/// What both pictures of a pair show at one place, and differently: another shirt, a sky burnt out, someone who came.
/// Bits of it are always found somewhere by chance; it is one whole, goes with the camera, and one look of it becomes
/// the other at one time. What one picture alone shows, because something stands before it in the other, is no such
/// part: the other shows there what is found elsewhere.
/// </summary>
internal static class ChangedParts
{
    // Around a pixel of such a part most is not found, in both pictures.
    private const int Radius = 6;
    private const float Most = 0.4f;

    // Of what is found farther around, or in all of the picture, so much must go with the camera, within so many
    // pixels: where things pass each other, much is hidden and nothing need have changed.
    private const int Around = 40;
    private const float Still = 0.8f;
    private const float AllStill = 0.75f;
    private const float Within = 1.5f;
    private const float Unsaid = 0.02f;

    /// <summary>1 where the first picture's pixel belongs to such a part, else 0.</summary>
    /// <param name="lost">1 where the first picture's pixels are not found in the second.</param>
    /// <param name="otherLost">The same of the second picture.</param>
    /// <param name="map">The camera's change, from the first picture to the second.</param>
    /// <param name="side">The first picture's part.</param>
    public static Plane Of(Plane lost, Plane otherLost, Homography map, PairSide side)
    {
        int width = lost.Width, height = lost.Height;
        Plane sure = new(width, height), still = new(width, height);
        double sureSum = 0, stillSum = 0;
        for (var y = 0; y < height; y++)
        {
            Span<float> visible = side.Visible.Row(y), us = side.Flow.X.Row(y), vs = side.Flow.Y.Row(y),
                toSure = sure.Row(y), toStill = still.Row(y);
            for (var x = 0; x < width; x++)
            {
                toSure[x] = visible[x];
                toStill[x] = MathF.Abs(us[x]) + MathF.Abs(vs[x]) < Within ? visible[x] : 0;
                sureSum += toSure[x];
                stillSum += toStill[x];
            }
        }

        var ofAll = (float)(stillSum / Math.Max(sureSum, 1));
        (sure, still) = (sure.Blurred(Around), still.Blurred(Around));
        Plane own = lost.Blurred(Radius), other = ColourPlanes.Seen(otherLost.Blurred(Radius), map);
        var changed = new Plane(width, height);
        for (var i = 0; i < changed.Values.Length; i++)
        {
            var isStill = ofAll > AllStill || still.Values[i] > Still * (sure.Values[i] + Unsaid);
            changed.Values[i] = isStill && own.Values[i] > Most && other.Values[i] > Most ? 1 : 0;
        }

        return changed;
    }
}
