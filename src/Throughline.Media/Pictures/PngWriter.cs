using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Throughline.Media.Pictures;

/// <summary>
/// Writes PNG (ISO/IEC 15948). Each row takes whichever of the filters Sub, Up and Paeth leaves the smallest sum of
/// absolute differences, the standard's own heuristic; the filters read the raw rows, so they run a vector at a time.
/// </summary>
internal static class PngWriter
{
    /// <summary>
    /// Writes 8 bits a channel: RGB when opaque, else RGBA; with <paramref name="cargo"/> when there is any.
    /// </summary>
    public static void Write(Stream stream, Picture picture, int level, ReadOnlySpan<byte> cargo = default)
    {
        var opaque = IsOpaque(picture.Pixels);
        var channels = opaque ? 3 : 4;
        Write(stream, picture.Size, 8, (byte)(opaque ? 2 : 6), channels, level, cargo, (y, row) =>
        {
            if (opaque)
            {
                DropAlpha(picture.Row(y), row);
            }
            else
            {
                picture.Row(y).CopyTo(row);
            }
        });
    }

    /// <summary>Writes 16 bits grey.</summary>
    public static void Write(Stream stream, DepthPicture depth, int level) =>
        Write(stream, new(depth.Width, depth.Height), 16, 0, 2, level, default, (y, row) =>
        {
            var values = depth.Nearness.AsSpan(y * depth.Width, depth.Width);
            for (var x = 0; x < values.Length; x++)
            {
                var value = float.IsNaN(values[x]) ? (ushort)0 : (ushort)MathF.Round(
                    Math.Clamp(values[x], 0f, 1f) * 65535f);
                BinaryPrimitives.WriteUInt16BigEndian(row[(2 * x)..], value);
            }
        });

    /// <summary>Writes 8 bits grey.</summary>
    public static void Write(Stream stream, MattePicture matte, int level) =>
        Write(stream, new(matte.Width, matte.Height), 8, 0, 1, level, default, (y, row) =>
        {
            var values = matte.Coverage.AsSpan(y * matte.Width, matte.Width);
            for (var x = 0; x < values.Length; x++)
            {
                row[x] = float.IsNaN(values[x]) ? (byte)0 : (byte)MathF.Round(Math.Clamp(values[x], 0f, 1f) * 255f);
            }
        });

    private delegate void RowSource(int y, Span<byte> row);

    private static void Write(
        Stream stream, PixelSize size, byte bits, byte colourType, int pixelBytes, int level, ReadOnlySpan<byte> cargo,
        RowSource rows)
    {
        stream.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, size.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], size.Height);
        header[8] = bits;
        header[9] = colourType;
        header[10..].Clear();
        PngChunks.Write(stream, "IHDR"u8, header);
        if (colourType != 0)
        {
            PngChunks.Write(stream, "sRGB"u8, [0]);
        }

        if (!cargo.IsEmpty)
        {
            PngChunks.Write(stream, PngCargo.Type, cargo);
        }

        using (var chunks = new PngChunks(stream))
        using (var zlib = new ZLibStream(chunks, new ZLibCompressionOptions { CompressionLevel = level }, leaveOpen: true))
        {
            // The rows have a pixel of zeros before them, as the filters of the standard have.
            var length = size.Width * pixelBytes;
            var (above, row) = (new byte[pixelBytes + length], new byte[pixelBytes + length]);
            Span<byte[]> tries = [new byte[length + 1], new byte[length + 1], new byte[length + 1]];
            for (var y = 0; y < size.Height; y++)
            {
                rows(y, row.AsSpan(pixelBytes));
                var best = 0;
                var least = long.MaxValue;
                for (var i = 0; i < tries.Length; i++)
                {
                    tries[i][0] = (byte)(i == 2 ? 4 : i + 1);
                    var sum = Filter(i, row, above, pixelBytes, tries[i].AsSpan(1));
                    (best, least) = sum < least ? (i, sum) : (best, least);
                }

                zlib.Write(tries[best]);
                (above, row) = (row, above);
            }
        }

        PngChunks.Write(stream, "IEND"u8, []);
    }

    /// <summary>Filters a row (0 Sub, 1 Up, 2 Paeth) and sums the absolute differences, read as signed bytes.</summary>
    private static long Filter(int kind, byte[] row, byte[] above, int pixelBytes, Span<byte> target)
    {
        ReadOnlySpan<byte> here = row.AsSpan(pixelBytes), left = row, up = above.AsSpan(pixelBytes), corner = above;
        var (x, sum) = (0, 0L);
        for (; x <= target.Length - Vector<byte>.Count; x += Vector<byte>.Count)
        {
            var a = new Vector<byte>(left[x..]);
            var b = new Vector<byte>(up[x..]);
            var predicted = kind switch { 0 => a, 1 => b, _ => Paeth(a, b, new Vector<byte>(corner[x..])) };
            var difference = new Vector<byte>(here[x..]) - predicted;
            difference.CopyTo(target[x..]);
            var absolute = Vector.AsVectorByte(Vector.Abs(Vector.AsVectorSByte(difference)));
            Vector.Widen(absolute, out var low, out var high);
            sum += Vector.Sum(low + high);
        }

        for (; x < target.Length; x++)
        {
            var predicted = kind switch { 0 => left[x], 1 => up[x], _ => Paeth(left[x], up[x], corner[x]) };
            target[x] = (byte)(here[x] - predicted);
            sum += Math.Abs((int)(sbyte)target[x]);
        }

        return sum;
    }

    internal static byte Paeth(int a, int b, int c)
    {
        var (pa, pb, pc) = (Math.Abs(b - c), Math.Abs(a - c), Math.Abs(a + b - (2 * c)));
        return (byte)(pa <= pb && pa <= pc ? a : pb <= pc ? b : c);
    }

    private static Vector<byte> Paeth(Vector<byte> a, Vector<byte> b, Vector<byte> c)
    {
        Vector.Widen(a, out var a0, out var a1);
        Vector.Widen(b, out var b0, out var b1);
        Vector.Widen(c, out var c0, out var c1);
        return Vector.Narrow(
            Paeth(Vector.AsVectorInt16(a0), Vector.AsVectorInt16(b0), Vector.AsVectorInt16(c0)),
            Paeth(Vector.AsVectorInt16(a1), Vector.AsVectorInt16(b1), Vector.AsVectorInt16(c1)));
    }

    private static Vector<ushort> Paeth(Vector<short> a, Vector<short> b, Vector<short> c)
    {
        var (pa, pb) = (b - c, a - c);
        var pc = Vector.Abs(pa + pb);
        (pa, pb) = (Vector.Abs(pa), Vector.Abs(pb));
        var takeA = Vector.LessThanOrEqual(pa, pb) & Vector.LessThanOrEqual(pa, pc);
        return Vector.AsVectorUInt16(
            Vector.ConditionalSelect(takeA, a, Vector.ConditionalSelect(Vector.LessThanOrEqual(pb, pc), b, c)));
    }

    private static bool IsOpaque(byte[] pixels)
    {
        foreach (var pixel in MemoryMarshal.Cast<byte, uint>(pixels.AsSpan()))
        {
            if (pixel < 0xFF000000)
            {
                return false;
            }
        }

        return true;
    }

    private static void DropAlpha(ReadOnlySpan<byte> rgba, Span<byte> rgb)
    {
        // Four bytes are stored and three kept, so every pixel but the last is one load and one store.
        var pixels = MemoryMarshal.Cast<byte, uint>(rgba);
        for (var x = 0; x < pixels.Length - 1; x++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(rgb[(3 * x)..], pixels[x]);
        }

        rgba[^4..^1].CopyTo(rgb[^3..]);
    }
}
