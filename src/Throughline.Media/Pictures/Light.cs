namespace Throughline.Media.Pictures;

/// <summary>The sRGB curve as tables: bytes to light and back. A byte comes back as itself.</summary>
internal static class Light
{
    private const int Steps = 65535;
    private static readonly float[] _fromByte = MakeFromByte();
    private static readonly byte[] _toByte = MakeToByte();

    /// <summary>The light, 0..1, that an sRGB byte stands for.</summary>
    public static float Of(byte value) => _fromByte[value];

    /// <summary>R G B A bytes to floats 0..1, as light or as encoded; alpha as it is.</summary>
    public static void Load(ReadOnlySpan<byte> bytes, Span<float> values, bool light)
    {
        var table = _fromByte;
        for (var i = 0; i < bytes.Length; i++)
        {
            values[i] = light && (i & 3) != 3 ? table[bytes[i]] : bytes[i] * (1f / 255f);
        }
    }

    /// <summary>Floats back to R G B A bytes, held to 0..255 and rounded.</summary>
    public static void Store(ReadOnlySpan<float> values, Span<byte> bytes, bool light)
    {
        var table = _toByte;
        for (var i = 0; i < values.Length; i++)
        {
            var value = Math.Clamp(values[i], 0f, 1f);
            bytes[i] = light && (i & 3) != 3 ? table[(int)((value * Steps) + 0.5f)] : (byte)((value * 255f) + 0.5f);
        }
    }

    private static float[] MakeFromByte()
    {
        var table = new float[256];
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = (float)Colour.ToLight(i / 255.0);
        }

        return table;
    }

    private static byte[] MakeToByte()
    {
        var table = new byte[Steps + 1];
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = (byte)((Colour.FromLight(i / (double)Steps) * 255) + 0.5);
        }

        return table;
    }
}
