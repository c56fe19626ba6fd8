using System.Text;

namespace Throughline.Media.Pictures;

/// <summary>Tells a file's kind by its first bytes, before any decoder sees it.</summary>
internal static class PictureKind
{
    /// <summary>As many bytes as a verdict needs.</summary>
    public const int HeadLength = 512;

    /// <summary>The readable format that <paramref name="head"/> begins, or null.</summary>
    public static PictureFormat? Readable(ReadOnlySpan<byte> head) => head switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, ..] => PictureFormat.Png,
        [0xFF, 0xD8, 0xFF, ..] => PictureFormat.Jpeg,
        _ when head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8) => PictureFormat.Gif,
        _ when head.StartsWith("RIFF"u8) && Has(head, 8, "WEBP"u8) => PictureFormat.WebP,
        [(byte)'B', (byte)'M', ..] => PictureFormat.Bmp,
        _ => null,
    };

    /// <summary>The name of the known but unreadable kind that <paramref name="head"/> begins, or null.</summary>
    public static string? Unreadable(ReadOnlySpan<byte> head)
    {
        if (Has(head, 4, "ftyp"u8) && head.Length >= 12)
        {
            return Encoding.Latin1.GetString(head[8..12]) switch
            {
                "avif" or "avis" => "an AVIF picture",
                "heic" or "heix" or "heim" or "heis" or "hevc" or "hevx" or "mif1" or "msf1" => "an HEIC picture",
                "crx " => "a camera raw picture",
                _ => "a video (MP4 or MOV)",
            };
        }

        return head switch
        {
            [(byte)'I', (byte)'I', 42, 0, ..] or [(byte)'M', (byte)'M', 0, 42, ..] => "a TIFF or camera raw picture",
            [0xFF, 0x0A, ..] or [0, 0, 0, 12, (byte)'J', (byte)'X', (byte)'L', (byte)' ', ..] => "a JPEG XL picture",
            [0, 0, 0, 12, (byte)'j', (byte)'P', ..] => "a JPEG 2000 picture",
            [0x76, 0x2F, 0x31, 0x01, ..] => "an OpenEXR picture",
            [0, 0, 1, 0, ..] => "an icon (ICO)",
            [0x1A, 0x45, 0xDF, 0xA3, ..] => "a video (Matroska or WebM)",
            _ when head.StartsWith("8BPS"u8) => "a Photoshop document",
            _ when head.StartsWith("%PDF"u8) => "a PDF document",
            _ when head.StartsWith("#?RADIANCE"u8) => "a Radiance HDR picture",
            _ when head.IndexOf("<svg"u8) >= 0 => "an SVG drawing",
            _ => null,
        };
    }

    private static bool Has(ReadOnlySpan<byte> head, int offset, ReadOnlySpan<byte> mark) =>
        head.Length >= offset + mark.Length && head.Slice(offset, mark.Length).SequenceEqual(mark);
}
