using SkiaSharp;
using Throughline.Media.Pictures;

namespace Throughline.Server.Tasks;

/// <summary>Pictures as clients like them: JPEG and WebP, which lose what the eye does not miss.</summary>
internal static class PictureEncoder
{
    private const int Quality = 85;

    /// <summary>The names of the formats that a still picture can be asked for in, the usual one first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["png", "jpeg", "webp"];

    /// <summary>A picture as a file's bytes.</summary>
    public static byte[] Encode(Picture picture, SKEncodedImageFormat format)
    {
        using SKImage image = SKImage.FromPixelCopy(
            new SKImageInfo(picture.Width, picture.Height, SKColorType.Rgba8888, SKAlphaType.Opaque), picture.Pixels);
        using SKData data = image.Encode(format, Quality);
        return data.ToArray();
    }

    /// <summary>The format of a name that is not <c>png</c>.</summary>
    public static SKEncodedImageFormat FormatOf(string name) =>
        name == "webp" ? SKEncodedImageFormat.Webp : SKEncodedImageFormat.Jpeg;
}
