using System.Buffers.Binary;
using System.IO.Compression;

namespace Throughline.Media.Pictures;

/// <summary>
/// Reads the grey of PNGs of 16 bits a channel at full precision, which the general decoder would round to 8 or 11
/// bits. Every size has been checked before; memory is the picture's, one float a pixel, and a few rows.
/// </summary>
internal static class DeepPng
{
    /// <summary>
    /// The values 0..1 as stored, row after row; null when the file has not 16 bits a channel. Alpha multiplies.
    /// </summary>
    /// <exception cref="PictureException">The file is truncated or corrupt.</exception>
    public static float[]? TryRead(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            Span<byte> head = stackalloc byte[33];
            file.ReadExactly(head);
            var size = new PixelSize(
                BinaryPrimitives.ReadInt32BigEndian(head[16..]), BinaryPrimitives.ReadInt32BigEndian(head[20..]));
            var channels = head[25] switch { 0 => 1, 2 => 3, 4 => 2, 6 => 4, _ => 0 };
            if (head[24] != 16 || channels == 0)
            {
                return null;
            }

            using var zlib = new ZLibStream(new PngData(file), CompressionMode.Decompress);
            return Read(zlib, size, channels, interlaced: head[28] == 1);
        }
        catch (EndOfStreamException e)
        {
            throw new PictureException(
                PictureError.Truncated, PictureSource.Truncated(path, PictureFormat.Png).Message, e);
        }
        catch (InvalidDataException e)
        {
            throw new PictureException(PictureError.Corrupt, PictureSource.Corrupt(path, PictureFormat.Png).Message, e);
        }
    }

    private static float[] Read(Stream data, PixelSize size, int channels, bool interlaced)
    {
        var values = new float[size.Area];
        if (!interlaced)
        {
            ReadPass(data, size, channels, values, (0, 0, 1, 1));
            return values;
        }

        // Adam7: the first column and row of each pass, and its steps.
        ReadOnlySpan<(int X, int Y, int StepX, int StepY)> passes =
            [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];
        foreach (var pass in passes)
        {
            ReadPass(data, size, channels, values, pass);
        }

        return values;
    }

    private static void ReadPass(
        Stream data, PixelSize size, int channels, float[] values, (int X, int Y, int StepX, int StepY) pass)
    {
        var columns = (size.Width - pass.X + pass.StepX - 1) / pass.StepX;
        if (columns <= 0)
        {
            return;
        }

        var pixelBytes = channels * 2;
        var above = new byte[pixelBytes + (columns * pixelBytes)];
        var row = new byte[above.Length];
        Span<byte> filter = stackalloc byte[1];
        for (var y = pass.Y; y < size.Height; y += pass.StepY)
        {
            data.ReadExactly(filter);
            data.ReadExactly(row.AsSpan(pixelBytes));
            Unfilter(filter[0], row, above, pixelBytes);
            for (var i = 0; i < columns; i++)
            {
                values[(y * size.Width) + pass.X + (i * pass.StepX)] = Value(
                    row.AsSpan((i + 1) * pixelBytes, pixelBytes), channels);
            }

            (above, row) = (row, above);
            row.AsSpan(0, pixelBytes).Clear();
        }
    }

    private static float Value(ReadOnlySpan<byte> pixel, int channels)
    {
        int first = BinaryPrimitives.ReadUInt16BigEndian(pixel);
        var value = channels < 3 ? first / 65535f : PictureFile.Luma(
            first, BinaryPrimitives.ReadUInt16BigEndian(pixel[2..]), BinaryPrimitives.ReadUInt16BigEndian(pixel[4..]),
            65535f);
        return channels is 1 or 3 ? value : value * BinaryPrimitives.ReadUInt16BigEndian(pixel[^2..]) / 65535f;
    }

    private static void Unfilter(int filter, Span<byte> row, ReadOnlySpan<byte> above, int pixelBytes)
    {
        for (var i = pixelBytes; i < row.Length; i++)
        {
            int a = row[i - pixelBytes], b = above[i], c = above[i - pixelBytes];
            row[i] += filter switch
            {
                0 => 0,
                1 => (byte)a,
                2 => (byte)b,
                3 => (byte)((a + b) / 2),
                4 => PngWriter.Paeth(a, b, c),
                _ => throw new InvalidDataException("There is no such filter."),
            };
        }
    }

    /// <summary>The contents of the IDAT chunks, end to end.</summary>
    private sealed class PngData(Stream file) : Stream
    {
        private long _left;
        private bool _begun;
        private bool _ended;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            while (_left == 0 && !_ended)
            {
                NextChunk();
            }

            if (_ended)
            {
                return 0;
            }

            var read = file.Read(buffer[..(int)Math.Min(buffer.Length, _left)]);
            if (read == 0)
            {
                throw new EndOfStreamException();
            }

            _left -= read;
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private void NextChunk()
        {
            Span<byte> head = stackalloc byte[8];
            if (_begun)
            {
                file.ReadExactly(head[..4]); // the CRC of the chunk before
            }

            file.ReadExactly(head);
            long length = BinaryPrimitives.ReadUInt32BigEndian(head);
            if (head[4..].SequenceEqual("IDAT"u8))
            {
                (_begun, _left) = (true, length);
                return;
            }

            if (_begun || head[4..].SequenceEqual("IEND"u8))
            {
                _ended = true;
                return;
            }

            file.Seek(length + 4, SeekOrigin.Current);
        }
    }
}
