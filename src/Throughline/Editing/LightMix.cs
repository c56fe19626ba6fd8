using Throughline.Media.Pictures;

namespace Throughline.Editing;

/// <summary>
/// Two pictures mixed as light mixes, not as their encoded values do: a dissolve keeps its brightness and its edges do
/// not darken. All pictures are opaque and of one size; the result may be one of the sources.
/// </summary>
internal static class LightMix
{
    private const int Steps = 65535;
    private static readonly float[] _light = MakeLight();
    private static readonly byte[] _bytes = MakeBytes();

    /// <summary>
    /// Every pixel: <paramref name="share"/> of <paramref name="to"/>, the rest of <paramref name="from"/>.
    /// </summary>
    public static void Dissolve(Picture from, Picture to, double share, Picture result)
    {
        var (rest, part) = (Scaled(1 - share), Scaled(share));
        var (a, b, c) = (from.Pixels, to.Pixels, result.Pixels);
        var bytes = _bytes;
        for (var i = 0; i < c.Length; i += 4)
        {
            c[i] = bytes[(int)(rest[a[i]] + part[b[i]])];
            c[i + 1] = bytes[(int)(rest[a[i + 1]] + part[b[i + 1]])];
            c[i + 2] = bytes[(int)(rest[a[i + 2]] + part[b[i + 2]])];
            c[i + 3] = byte.MaxValue;
        }
    }

    /// <summary>Every column: the share of <paramref name="to"/> that <paramref name="shares"/> gives it.</summary>
    /// <param name="from">The outgoing picture.</param>
    /// <param name="to">The incoming picture.</param>
    /// <param name="shares">One number for each column, 0 to 1.</param>
    /// <param name="result">Receives the mix.</param>
    public static void Columns(Picture from, Picture to, ReadOnlySpan<float> shares, Picture result)
    {
        var (light, bytes) = (_light, _bytes);
        for (var y = 0; y < result.Height; y++)
        {
            Span<byte> a = from.Row(y), b = to.Row(y), c = result.Row(y);
            for (var x = 0; x < shares.Length; x++)
            {
                var share = shares[x];
                for (var i = 4 * x; i < (4 * x) + 3; i++)
                {
                    var mixed = (light[a[i]] * (1 - share)) + (light[b[i]] * share);
                    c[i] = bytes[(int)((mixed * Steps) + 0.5f)];
                }

                c[(4 * x) + 3] = byte.MaxValue;
            }
        }
    }

    /// <summary>Every pixel with its light times <paramref name="gain"/>, 0 to 1.</summary>
    public static void Dim(Picture from, double gain, Picture result)
    {
        var scaled = Scaled(gain);
        var table = new byte[256];
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = _bytes[(int)scaled[i]];
        }

        var (a, c) = (from.Pixels, result.Pixels);
        for (var i = 0; i < c.Length; i++)
        {
            c[i] = (i & 3) == 3 ? byte.MaxValue : table[a[i]];
        }
    }

    // Half of the rounding goes into each table, so that a sum of two rounds to the nearest step.
    private static float[] Scaled(double share)
    {
        var table = new float[256];
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = (float)((_light[i] * share * Steps) + 0.25);
        }

        return table;
    }

    private static float[] MakeLight()
    {
        var table = new float[256];
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = (float)Colour.ToLight(i / 255.0);
        }

        return table;
    }

    private static byte[] MakeBytes()
    {
        var table = new byte[Steps + 2];
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = (byte)Math.Min(255, (Colour.FromLight(i / (double)Steps) * 255) + 0.5);
        }

        return table;
    }
}
