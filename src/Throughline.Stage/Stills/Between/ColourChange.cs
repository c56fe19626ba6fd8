namespace Throughline.Stage.Stills;

/// <summary>How much colours of two pictures differ, place by place.</summary>
internal static class ColourChange
{
    // Pixels aside that count as no change.
    private const int Shift = 2;

    /// <summary>The least mean difference of colours within two pixels, 0 to 255, of either from the other: what is
    /// thin in one alone counts; 0 where the other does not reach.</summary>
    /// <param name="own">Colours of one picture.</param>
    /// <param name="other">Those of the other, as the one's camera sees them.</param>
    /// <param name="covered">1 where the other reaches, else 0.</param>
    public static Plane Of(ColourPlanes own, ColourPlanes other, Plane covered)
    {
        var off = new Plane(covered.Width, covered.Height);
        for (var y = 0; y < off.Height; y++)
        {
            var to = off.Row(y);
            for (var x = 0; x < to.Length; x++)
            {
                var at = off.At(x, y);
                to[x] = covered.Values[at] == 0 ? 0
                    : MathF.Max(Least(own, other, at, Shift), Least(other, own, at, Shift));
            }
        }

        return off;
    }

    /// <summary>The least mean difference of a pixel's colour from those of the other picture around it, 0 to
    /// 255.</summary>
    /// <param name="of">Colours of one picture.</param>
    /// <param name="among">Those of the other.</param>
    /// <param name="at">The pixel's place in planes.</param>
    /// <param name="shift">Pixels to every side that count as around it.</param>
    public static float Least(ColourPlanes of, ColourPlanes among, int at, int shift)
    {
        var (red, green, blue) = (of.Channels[0], of.Channels[1], of.Channels[2]);
        float r = red.Values[at], g = green.Values[at], b = blue.Values[at];
        float[] reds = among.Channels[0].Values, greens = among.Channels[1].Values, blues = among.Channels[2].Values;
        var least = float.MaxValue;
        for (var dy = -shift; dy <= shift; dy++)
        {
            for (var there = at + (dy * red.Stride) - shift; there <= at + (dy * red.Stride) + shift; there++)
            {
                least = MathF.Min(
                    least, MathF.Abs(r - reds[there]) + MathF.Abs(g - greens[there]) + MathF.Abs(b - blues[there]));
            }
        }

        return least / 3;
    }
}
