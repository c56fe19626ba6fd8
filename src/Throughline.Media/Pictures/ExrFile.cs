using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace Throughline.Media.Pictures;

/// <summary>
/// Writes OpenEXR pictures of 32-bit floating point channels, as compositing programs exchange them: depth, flow.
/// Single part, scan lines in blocks of 16, ZIP compression.
/// </summary>
/// <remarks>Source: OpenEXR file layout, openexr.com, versions 2 and later.</remarks>
public static class ExrFile
{
    private const int BlockRows = 16;

    /// <summary>Writes a picture; the file appears complete or not at all.</summary>
    /// <param name="path">Where.</param>
    /// <param name="size">Columns and rows.</param>
    /// <param name="channels">Names in alphabetical order, each with its values, row after row; values may be
    /// interleaved.</param>
    /// <exception cref="ArgumentException">A channel holds too little, or the names are not in order.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, PixelSize size, params ReadOnlySpan<ExrChannel> channels)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        for (var i = 0; i < channels.Length; i++)
        {
            if (channels[i].Values.Length < channels[i].Offset + ((size.Area - 1) * channels[i].Stride) + 1)
            {
                throw new ArgumentException(
                    $"channel {channels[i].Name} holds fewer than {size.Area} values", nameof(channels));
            }

            if (i > 0 && string.CompareOrdinal(channels[i - 1].Name, channels[i].Name) >= 0)
            {
                throw new ArgumentException("channels are not in alphabetical order", nameof(channels));
            }
        }

        var blocks = new List<byte[]>();
        var raw = new byte[BlockRows * size.Width * 4 * channels.Length];
        for (var top = 0; top < size.Height; top += BlockRows)
        {
            blocks.Add(Block(raw, size, top, channels));
        }

        using var stream = new MemoryStream();
        Header(stream, size, channels);
        var at = stream.Length + (8L * blocks.Count);
        Span<byte> number = stackalloc byte[8];
        foreach (var block in blocks)
        {
            BinaryPrimitives.WriteInt64LittleEndian(number, at);
            stream.Write(number);
            at += block.Length;
        }

        foreach (var block in blocks)
        {
            stream.Write(block);
        }

        var part = path + ".part";
        File.WriteAllBytes(part, stream.ToArray());
        File.Move(part, path, overwrite: true);
    }

    private static void Header(MemoryStream stream, PixelSize size, ReadOnlySpan<ExrChannel> channels)
    {
        stream.Write([0x76, 0x2f, 0x31, 0x01, 2, 0, 0, 0]);
        using var list = new MemoryStream();
        foreach (var channel in channels)
        {
            list.Write(Encoding.ASCII.GetBytes(channel.Name + '\0'));
            list.Write([2, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0]); // FLOAT, not perceptual, every pixel
        }

        list.WriteByte(0);
        Attribute(stream, "channels", "chlist", list.ToArray());
        Attribute(stream, "compression", "compression", [3]);
        var window = new byte[16];
        BinaryPrimitives.WriteInt32LittleEndian(window.AsSpan(8), size.Width - 1);
        BinaryPrimitives.WriteInt32LittleEndian(window.AsSpan(12), size.Height - 1);
        Attribute(stream, "dataWindow", "box2i", window);
        Attribute(stream, "displayWindow", "box2i", window);
        Attribute(stream, "lineOrder", "lineOrder", [0]);
        Attribute(stream, "pixelAspectRatio", "float", [0, 0, 0x80, 0x3f]);
        Attribute(stream, "screenWindowCenter", "v2f", new byte[8]);
        Attribute(stream, "screenWindowWidth", "float", [0, 0, 0x80, 0x3f]);
        stream.WriteByte(0);
    }

    private static void Attribute(MemoryStream stream, string name, string type, byte[] value)
    {
        stream.Write(Encoding.ASCII.GetBytes($"{name}\0{type}\0"));
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, value.Length);
        stream.Write(length);
        stream.Write(value);
    }

    // Rows of a block: for each row all of one channel after the other; then bytes split into halves, differences
    // taken, deflated.
    private static byte[] Block(byte[] raw, PixelSize size, int top, ReadOnlySpan<ExrChannel> channels)
    {
        var rows = Math.Min(BlockRows, size.Height - top);
        var bytes = raw.AsSpan(0, rows * size.Width * 4 * channels.Length);
        var floats = MemoryMarshal.Cast<byte, float>(bytes);
        var at = 0;
        for (var y = top; y < top + rows; y++)
        {
            foreach (var channel in channels)
            {
                var values = channel.Values.Span;
                var from = channel.Offset + (y * size.Width * channel.Stride);
                for (var x = 0; x < size.Width; x++)
                {
                    floats[at++] = values[from + (x * channel.Stride)];
                }
            }
        }

        var split = new byte[bytes.Length];
        var half = (bytes.Length + 1) / 2;
        for (var i = 0; i < bytes.Length; i++)
        {
            split[(i & 1) == 0 ? i / 2 : half + (i / 2)] = bytes[i];
        }

        for (var i = split.Length - 1; i > 0; i--)
        {
            split[i] = (byte)(split[i] - split[i - 1] + 128);
        }

        using var packed = new MemoryStream();
        packed.Write(new byte[8]);
        using (var zip = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zip.Write(split);
        }

        // A block that does not shrink is kept as it was.
        var block = packed.Length - 8 < bytes.Length ? packed.ToArray() : [.. new byte[8], .. bytes];
        BinaryPrimitives.WriteInt32LittleEndian(block, top);
        BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(4), block.Length - 8);
        return block;
    }
}
