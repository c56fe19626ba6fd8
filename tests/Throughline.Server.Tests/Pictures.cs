using Throughline.Media.Pictures;

namespace Throughline.Server.Tests;

/// <summary>Pictures to send.</summary>
internal static class Pictures
{
    /// <summary>A small PNG with something in it.</summary>
    public static byte[] Png(int width = 96, int height = 64)
    {
        var picture = new Picture(width, height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                bool inside = ((x - (width / 2)) * (x - (width / 2))) + ((y - (height / 2)) * (y - (height / 2))) < 300;
                (byte r, byte g,
                    byte b) = inside ? ((byte)220, (byte)160, (byte)60) : ((byte)(40 + x), (byte)(60 + y), (byte)120);
                new byte[] { r, g, b, 255 }.CopyTo(picture.Row(y)[(x * 4)..]);
            }
        }

        string path = Path.GetTempFileName();
        try
        {
            PictureFile.WritePng(picture, path);
            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The same as a data URI.</summary>
    public static string DataUri(int width = 96, int height = 64) =>
        "data:image/png;base64," + Convert.ToBase64String(Png(width, height));
}
