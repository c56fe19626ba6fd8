using System.Buffers.Binary;

namespace Throughline.Media.Pictures;

/// <summary>
/// Bytes that a PNG carries in a chunk of its own, <c>tlSC</c>: ancillary and private, so that every reader skips it,
/// and unsafe to copy, so that editors drop it once they change a pixel.
/// </summary>
internal static class PngCargo
{
    /// <summary>How much a picture may carry.</summary>
    public const int Largest = 1 << 20;

    /// <summary>The chunk's type.</summary>
    public static ReadOnlySpan<byte> Type => "tlSC"u8;

    /// <summary>What the PNG carries; empty when it carries nothing, is broken, or is no PNG.</summary>
    public static byte[] Read(Stream stream)
    {
        const int MostChunks = 10_000;
        Span<byte> head = stackalloc byte[8];
        if (stream.ReadAtLeast(head, 8, throwOnEndOfStream: false) < 8
            || !head.SequenceEqual((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]))
        {
            return [];
        }

        for (var i = 0; i < MostChunks; i++)
        {
            if (stream.ReadAtLeast(head, 8, throwOnEndOfStream: false) < 8)
            {
                return [];
            }

            var length = BinaryPrimitives.ReadUInt32BigEndian(head);
            if (head[4..].SequenceEqual(Type))
            {
                return Content(stream, length);
            }

            // It stands before the pixels.
            if (head[4..].SequenceEqual("IDAT"u8) || length > int.MaxValue - 4
                || stream.Position + length + 4 > stream.Length)
            {
                return [];
            }

            stream.Seek(length + 4, SeekOrigin.Current);
        }

        return [];
    }

    private static byte[] Content(Stream stream, uint length)
    {
        if (length > Largest || stream.Position + length + 4 > stream.Length)
        {
            return [];
        }

        var content = new byte[length];
        Span<byte> sum = stackalloc byte[4];
        stream.ReadExactly(content);
        stream.ReadExactly(sum);
        return BinaryPrimitives.ReadUInt32BigEndian(sum) == ~PngChunks.Crc(PngChunks.Crc(0xFFFFFFFF, Type), content)
            ? content
            : [];
    }
}
