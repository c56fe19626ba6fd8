using Throughline.Media.Pictures;

namespace Throughline.Stage.Rendering;

/// <summary>The light of each sRGB byte.</summary>
internal static class SrgbTable
{
    /// <summary>256 values, 0 to 1.</summary>
    public static readonly float[] Light = Make();

    private static float[] Make()
    {
        var table = new float[256];
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = (float)Colour.ToLight(i / 255.0);
        }

        return table;
    }
}
