using System.Buffers.Binary;
using Throughline.Media.Video;

namespace Throughline.Media.Mp4;

/// <summary>
/// What a sample entry says of the picture's format. Sources: ISO/IEC 14496-12 (colr), ISO/IEC 14496-15 (avcC, hvcC),
/// AV1 Codec ISO Media File Format Binding (av1C).
/// </summary>
internal static class Mp4Entry
{
    private const int Fixed = 8 + 78;

    /// <summary>Whether the codec's record promises 8-bit 4:2:0.</summary>
    public static bool IsYuv420(ReadOnlySpan<byte> entry)
    {
        // H.264 profiles up to High know nothing else; H.265's Main likewise; AV1 says so bit by bit.
        if (Child(entry, "avcC"u8) is { Length: > 1 } avc)
        {
            return avc[1] is 66 or 77 or 88 or 100;
        }

        if (Child(entry, "hvcC"u8) is { Length: > 1 } hevc)
        {
            return (hevc[1] & 31) == 1;
        }

        const int TwelveBitToMonochrome = 0b0111_0000, Subsampled = 0b1100;
        return Child(entry, "av1C"u8) is { Length: > 2 } av1
            && av1[1] >> 5 == 0 && (av1[2] & TwelveBitToMonochrome) == 0 && (av1[2] & Subsampled) == Subsampled;
    }

    /// <summary>The colour as tagged.</summary>
    public static ClipColour Colour(ReadOnlySpan<byte> entry)
    {
        // nclx (MP4) or nclc (QuickTime): primaries, transfer, matrix; full range is nclx's last bit.
        var colr = Child(entry, "colr"u8);
        var isNclx = colr.Length >= 11 && colr[..4].SequenceEqual("nclx"u8);
        var isKnown = isNclx || (colr.Length >= 10 && colr[..4].SequenceEqual("nclc"u8));
        return new()
        {
            Range = isNclx ? (colr[10] & 128) != 0 ? "pc" : "tv" : "unknown",
            Matrix = isKnown ? Name(BinaryPrimitives.ReadUInt16BigEndian(colr[8..])) : "unknown",
            Transfer = isKnown ? Name(BinaryPrimitives.ReadUInt16BigEndian(colr[6..])) : "unknown",
            Primaries = isKnown ? Name(BinaryPrimitives.ReadUInt16BigEndian(colr[4..])) : "unknown",
            ChromaSiting = "unknown",
        };
    }

    // The few that matter for a matrix, by ffmpeg's names.
    private static string Name(int code) => code switch
    {
        1 => "bt709",
        5 => "bt470bg",
        6 => "smpte170m",
        9 => "bt2020nc",
        _ => "unknown",
    };

    private static ReadOnlySpan<byte> Child(ReadOnlySpan<byte> entry, ReadOnlySpan<byte> type)
    {
        for (var at = Fixed; at + 8 <= entry.Length;)
        {
            var size = BinaryPrimitives.ReadInt32BigEndian(entry[at..]);
            if (size < 8 || size > entry.Length - at)
            {
                break;
            }

            if (entry.Slice(at + 4, 4).SequenceEqual(type))
            {
                return entry[(at + 8)..(at + size)];
            }

            at += size;
        }

        return default;
    }
}
