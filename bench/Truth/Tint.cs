using Throughline.Media.Pictures;

/// <summary>Colours of comparisons.</summary>
internal static class Tint
{
    public static (byte, byte, byte) Grey(float value)
    {
        var grey = (byte)(float.IsNaN(value) ? 0 : 255 * Math.Clamp(value, 0, 1));
        return float.IsNaN(value) ? ((byte)90, (byte)0, (byte)0) : (grey, grey, grey);
    }

    public static (byte, byte, byte) Over(Picture picture, int i, bool marked)
    {
        int p = 4 * i, light = (picture.Pixels[p] + picture.Pixels[p + 1] + picture.Pixels[p + 2]) / 6;
        return marked ? ((byte)(light / 2), (byte)(90 + light), (byte)255) : ((byte)light, (byte)light, (byte)light);
    }
}
