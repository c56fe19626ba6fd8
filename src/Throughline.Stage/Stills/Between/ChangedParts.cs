namespace Throughline.Stage.Stills;

/// <summary>
/// What both pictures of a pair show at one place, and differently: another shirt, a sky burnt out, someone who came.
/// Bits of it are always found somewhere by chance; it is one whole, goes with the ground around it, and one look of it
/// becomes the other at one time. What one picture alone shows, because something stands before it in the other, is no
/// such part: the other shows there what is found elsewhere.
/// </summary>
/// <param name="Where">1 where the first picture's pixel belongs to such a part, else 0.</param>
/// <param name="Flow">The flow of the ground around each pixel, smooth.</param>
internal sealed record ChangedParts(Plane Where, FlowField Flow)
{
    // Around a pixel of such a part much is not found, in both pictures.
    private const int Radius = 12;
    private const float Much = 0.4f;

    // Of what is found farther around, or in all of the picture, so much must nearly go with the camera, within so many
    // pixels: where things pass each other, much is hidden and nothing need have changed.
    private const int Around = 80;
    private const float Still = 0.8f;
    private const float AllStill = 0.75f;
    private const float Within = 4;
    private const float Unsaid = 0.005f;

    /// <summary>Finds the changed parts of the first picture.</summary>
    /// <param name="lost">1 where the first picture's pixels are not found in the second.</param>
    /// <param name="otherLost">The same of the second picture.</param>
    /// <param name="map">The camera's change, from the first picture to the second.</param>
    /// <param name="side">The first picture's part.</param>
    public static ChangedParts Of(Plane lost, Plane otherLost, Homography map, PairSide side)
    {
        int width = lost.Width, height = lost.Height;
        Plane still = new(width, height), u = new(width, height), v = new(width, height);
        double sureSum = 0, stillSum = 0;
        for (var y = 0; y < height; y++)
        {
            ReadOnlySpan<float> visible = side.Visible.Row(y), us = side.Flow.X.Row(y), vs = side.Flow.Y.Row(y);
            Span<float> to = still.Row(y), toU = u.Row(y), toV = v.Row(y);
            for (var x = 0; x < width; x++)
            {
                to[x] = MathF.Abs(us[x]) + MathF.Abs(vs[x]) < Within ? visible[x] : 0;
                (toU[x], toV[x]) = (to[x] * us[x], to[x] * vs[x]);
                sureSum += visible[x];
                stillSum += to[x];
            }
        }

        var isAllStill = stillSum > AllStill * sureSum;
        var sure = side.Visible.Blurred(Around);
        (still, u, v) = (still.Blurred(Around), u.Blurred(Around), v.Blurred(Around));
        Plane own = lost.Blurred(Radius), other = ColourPlanes.Seen(otherLost.Blurred(Radius), map);
        var where = new Plane(width, height);
        for (var i = 0; i < where.Values.Length; i++)
        {
            var isStill = isAllStill || still.Values[i] > Still * (sure.Values[i] + Unsaid);
            where.Values[i] = isStill && own.Values[i] > Much && other.Values[i] > Much ? 1 : 0;
            u.Values[i] /= still.Values[i] + Unsaid;
            v.Values[i] /= still.Values[i] + Unsaid;
        }

        return new ChangedParts(where, new FlowField(u, v));
    }
}
