using System.IO.Compression;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>
/// The colours of a picture, packed without loss: each row as differences from pixel to pixel, R, G, B, deflated.
/// </summary>
internal static class StateColours
{
    private const int Channels = 3;

    /// <summary>Packs a picture; its alpha does not count.</summary>
    public static byte[] Pack(Picture picture)
    {
        var bytes = new MemoryStream();
        using (var deflate = new DeflateStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            var line = new byte[picture.Width * Channels];
            for (var y = 0; y < picture.Height; y++)
            {
                var row = picture.Row(y);
                for (var i = 0; i < line.Length; i++)
                {
                    var at = (i / Channels * 4) + (i % Channels);
                    line[i] = (byte)(row[at] - (at < 4 ? 0 : row[at - 4]));
                }

                deflate.Write(line);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>Unpacks an opaque picture; null when the bytes are not one of this size.</summary>
    public static Picture? Unpack(ReadOnlySpan<byte> packed, int width, int height)
    {
        var picture = new Picture(width, height);
        var line = new byte[width * Channels];
        using var deflate = new DeflateStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
        try
        {
            for (var y = 0; y < height; y++)
            {
                deflate.ReadExactly(line);
                var row = picture.Row(y);
                for (var i = 0; i < line.Length; i++)
                {
                    var at = (i / Channels * 4) + (i % Channels);
                    row[at] = (byte)(line[i] + (at < 4 ? 0 : row[at - 4]));
                }

                for (var at = 3; at < row.Length; at += 4)
                {
                    row[at] = byte.MaxValue;
                }
            }
        }
        catch (Exception damaged) when (damaged is InvalidDataException or EndOfStreamException)
        {
            return null;
        }

        return picture;
    }
}
