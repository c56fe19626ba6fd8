using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Throughline.Media.Pictures;

namespace Throughline.Media.Tests.Pictures;

/// <summary>
/// Picture files made byte by byte, so that every odd kind can be tested without a file of someone else's.
/// </summary>
public static class Make
{
    /// <summary>A PNG of raw rows (without filter bytes), with further chunks before its data.</summary>
    public static byte[] Png(
        int width, int height, byte bits, byte colourType, byte[] rows, params (string Type, byte[] Data)[] chunks) =>
        Png(width, height, bits, colourType, rows, false, chunks);

    /// <summary>
    /// A PNG whose header may lie; <paramref name="rows"/> are the bytes as they go to zlib when
    /// <paramref name="filtered"/>.
    /// </summary>
    public static byte[] Png(
        int width, int height, byte bits, byte colourType, byte[] rows, bool filtered,
        (string Type, byte[] Data)[] chunks,
        byte interlace = 0)
    {
        using var stream = new MemoryStream();
        stream.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = (bits, colourType, interlace);
        PngChunks.Write(stream, "IHDR"u8, header);
        foreach (var (type, data) in chunks)
        {
            PngChunks.Write(stream, Encoding.ASCII.GetBytes(type), data);
        }

        PngChunks.Write(stream, "IDAT"u8, Zlib(filtered ? rows : WithFilterBytes(rows, height)));
        PngChunks.Write(stream, "IEND"u8, []);
        return stream.ToArray();
    }

    public static byte[] Zlib(byte[] data)
    {
        using var stream = new MemoryStream();
        using (var zlib = new ZLibStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(data);
        }

        return stream.ToArray();
    }

    /// <summary>A JPEG with an EXIF orientation of 1 to 8.</summary>
    public static byte[] WithOrientation(byte[] jpeg, ushort orientation)
    {
        byte[] exif =
        [
            (byte)'E', (byte)'x', (byte)'i', (byte)'f', 0, 0, (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8,
            0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0,
        ];
        return [.. jpeg[..2], 0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif, .. jpeg[2..]];
    }

    /// <summary>
    /// A baseline JPEG of one 8x8 block in four inks, each flat, as Adobe's programs write it: 255 is no ink.
    /// </summary>
    public static byte[] CmykJpeg(byte c, byte m, byte y, byte k)
    {
        using var stream = new MemoryStream();
        void Segment(byte marker, params byte[] data) =>
            stream.Write([0xFF, marker, 0, (byte)(data.Length + 2), .. data]);
        stream.Write([0xFF, 0xD8]);
        Segment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 0]);
        Segment(0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]);
        Segment(0xC0, 8, 0, 8, 0, 8, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0);
        Segment(
            0xC4,
            [0x00, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. Enumerable.Range(0, 12).Select(i => (byte)i)]);
        Segment(0xC4, [0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        Segment(0xDA, 4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0);
        var bits = new StringBuilder();
        foreach (var ink in new[] { c, m, y, k })
        {
            // The DC of a flat block is eight times its value; its category's code has four bits, the end of block one.
            var dc = 8 * (ink - 128);
            var category = dc == 0 ? 0 : (int)Math.Floor(Math.Log2(Math.Abs(dc))) + 1;
            bits.Append(Convert.ToString(category, 2).PadLeft(4, '0'));
            bits.Append(
                category == 0 ? "" : Convert.ToString(dc > 0 ? dc : dc + (1 << category) - 1, 2).PadLeft(
                    category, '0'));
            bits.Append('0');
        }

        bits.Append('1', (8 - (bits.Length % 8)) % 8);
        for (var i = 0; i < bits.Length; i += 8)
        {
            var value = Convert.ToByte(bits.ToString(i, 8), 2);
            stream.Write(value == 0xFF ? [0xFF, 0] : [value]);
        }

        stream.Write([0xFF, 0xD9]);
        return stream.ToArray();
    }

    /// <summary>A GIF of flat frames, each one palette colour; clear codes keep every LZW code at three bits.</summary>
    public static byte[] Gif(int width, int height, params byte[] frames)
    {
        using var stream = new MemoryStream();
        stream.Write("GIF89a"u8);
        stream.Write([(byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 0x91, 0, 0]);
        stream.Write([0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255]);
        stream.Write([0x21, 0xFF, 11, .. "NETSCAPE2.0"u8, 3, 1, 0, 0, 0]);
        foreach (var colour in frames)
        {
            stream.Write([0x21, 0xF9, 4, 0, 10, 0, 0, 0]);
            stream.Write([0x2C, 0, 0, 0, 0, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 0, 2]);
            var codes = new List<int>();
            for (var i = 0; i < width * height; i++)
            {
                codes.AddRange(i % 2 == 0 ? [4, colour] : [colour]);
            }

            codes.Add(5);
            var data = new byte[((codes.Count * 3) + 7) / 8];
            for (var bit = 0; bit < codes.Count * 3; bit++)
            {
                data[bit / 8] |= (byte)(((codes[bit / 3] >> (bit % 3)) & 1) << (bit % 8));
            }

            foreach (var block in data.Chunk(255))
            {
                stream.Write([(byte)block.Length, .. block]);
            }

            stream.WriteByte(0);
        }

        stream.WriteByte(0x3B);
        return stream.ToArray();
    }

    /// <summary>A 24-bit bitmap.</summary>
    public static byte[] Bmp(Picture picture)
    {
        var stride = ((picture.Width * 3) + 3) / 4 * 4;
        var bytes = new byte[54 + (stride * picture.Height)];
        "BM"u8.CopyTo(bytes);
        void Word(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), value);
        Word(2, bytes.Length);
        Word(10, 54);
        Word(14, 40);
        Word(18, picture.Width);
        Word(22, picture.Height);
        (bytes[26], bytes[28]) = (1, 24);
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                var (r, g, b) = Draw.At(picture, x, picture.Height - 1 - y);
                (bytes[54 + (y * stride) + (3 * x)], bytes[55 + (y * stride) + (3 * x)],
                    bytes[56 + (y * stride) + (3 * x)]) =
                    ((byte)b, (byte)g, (byte)r);
            }
        }

        return bytes;
    }

    /// <summary>
    /// A matrix profile (ICC.1:2001-04): primaries as columns of XYZ under D50 and one gamma for all three channels.
    /// </summary>
    public static byte[] IccProfile(double[] red, double[] green, double[] blue, double gamma)
    {
        byte[] Xyz(params double[] xyz) => [.. "XYZ "u8, 0, 0, 0, 0, .. xyz.SelectMany(Fixed)];
        byte[] curve = [
            .. "curv"u8, 0, 0, 0, 0, 0, 0, 0, 1, (byte)gamma, (byte)Math.Round((gamma - Math.Floor(gamma)) * 256), 0, 0
        ];
        (string Name, byte[] Data)[] tags =
        [
            ("wtpt", Xyz(0.9642, 1, 0.8249)), ("rXYZ", Xyz(red)), ("gXYZ", Xyz(green)), ("bXYZ", Xyz(blue)),
            ("rTRC", curve), ("gTRC", curve), ("bTRC", curve),
        ];
        var header = new byte[128];
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(8), 0x02400000);
        "mntrRGB XYZ "u8.CopyTo(header.AsSpan(12));
        "acsp"u8.CopyTo(header.AsSpan(36));
        Xyz(0.9642, 1, 0.8249)[8..].CopyTo(header, 68);
        var table = new List<byte> { 0, 0, 0, (byte)tags.Length };
        var data = new List<byte>();
        foreach (var (name, bytes) in tags)
        {
            var offset = 128 + 4 + (12 * tags.Length) + data.Count;
            table.AddRange([.. Encoding.ASCII.GetBytes(name), .. Big(offset), .. Big(bytes.Length)]);
            data.AddRange(bytes);
        }

        byte[] profile = [.. header, .. table, .. data];
        BinaryPrimitives.WriteInt32BigEndian(profile, profile.Length);
        return profile;
    }

    /// <summary>The iCCP chunk of a profile.</summary>
    public static (string Type, byte[] Data) IccChunk(byte[] profile) => ("iCCP", [(byte)'p', 0, 0, .. Zlib(profile)]);

    private static byte[] Fixed(double value) => Big((int)Math.Round(value * 65536));

    private static byte[] Big(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] WithFilterBytes(byte[] rows, int height)
    {
        var stride = rows.Length / height;
        return [.. rows.Chunk(stride).SelectMany(row => (byte[])[0, .. row])];
    }
}
