namespace Throughline.Stage.Stills;

/// <summary>
/// Which shares of some pixels have which colour: eight shades of each channel, 512 colours, summing to 1.
/// </summary>
internal static class ColourShares
{
    /// <summary>How many colours are told apart.</summary>
    public const int Count = Shades * Shades * Shades;

    private const int Shades = 8;

    /// <summary>The colour of a pixel, 0 to <see cref="Count"/> - 1.</summary>
    /// <param name="colours">The picture.</param>
    /// <param name="at">The pixel's index in its planes.</param>
    public static int Of(ColourPlanes colours, int at)
    {
        var index = 0;
        foreach (var channel in colours.Channels)
        {
            index = (index * Shades) + Math.Clamp((int)(channel.Values[at] * Shades / 256), 0, Shades - 1);
        }

        return index;
    }

    /// <summary>How much of two sets of shares is the same, 0 to 1.</summary>
    public static float Alike(float[] a, float[] b)
    {
        var sum = 0f;
        for (var i = 0; i < a.Length; i++)
        {
            sum += MathF.Min(a[i], b[i]);
        }

        return sum;
    }

    /// <summary>The shares with half of each shade given to those next to it: what lies at the border of two shades is
    /// in the one in one light, in the other in another.</summary>
    public static float[] Softened(float[] shares)
    {
        var soft = shares;
        for (var step = 1; step < Count; step *= Shades)
        {
            var next = new float[Count];
            for (var i = 0; i < Count; i++)
            {
                var shade = i / step % Shades;
                next[i] += soft[i] / 2;
                next[shade == 0 ? i : i - step] += soft[i] / 4;
                next[shade == Shades - 1 ? i : i + step] += soft[i] / 4;
            }

            soft = next;
        }

        return soft;
    }
}
