using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Numerics;
using System.Text;
using Throughline.Media.Pictures;
using Throughline.Media.Video;

namespace Throughline.Media.Mp4;

/// <summary>
/// Reads the tables of an MP4 or QuickTime file's first video track. Source: ISO/IEC 14496-12 (ISO base media file
/// format) and the QuickTime file format.
/// </summary>
public static class Mp4Reader
{
    private const int LargestTables = 256 << 20;

    /// <summary>Reads the tables; no encoded frame is touched.</summary>
    /// <exception cref="Mp4Exception">The file is no MP4, has no video, is fragmented, or its frames are not evenly
    /// spaced.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<Mp4Track> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var (movie, length) = await ReadMovieAsync(path, cancellationToken);
        try
        {
            return Track(path, movie, length);
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or IndexOutOfRangeException or OverflowException)
        {
            throw new Mp4Exception(path, "its tables are damaged.", e);
        }
    }

    private static async Task<(byte[] Movie, long FileLength)> ReadMovieAsync(
        string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous);
        var head = new byte[16];
        for (long at = 0; at + 8 <= file.Length;)
        {
            file.Position = at;
            int got = await file.ReadAtLeastAsync(head, 8, throwOnEndOfStream: false, cancellationToken);
            long size = BinaryPrimitives.ReadUInt32BigEndian(head);
            int headSize = 8;
            if (size == 1 && got == 16)
            {
                (size, headSize) = (BinaryPrimitives.ReadInt64BigEndian(head.AsSpan(8)), 16);
            }
            else if (size == 0)
            {
                size = file.Length - at;
            }

            if (size < headSize || size > file.Length - at)
            {
                throw new Mp4Exception(path, "the file is cut short or is not an MP4 file.");
            }

            if (Encoding.ASCII.GetString(head, 4, 4) == "moov")
            {
                if (size > LargestTables)
                {
                    throw new Mp4Exception(
                        path, $"its tables take {size >> 20} MiB; at most {LargestTables >> 20} are read.");
                }

                var movie = new byte[size - headSize];
                file.Position = at + headSize;
                await file.ReadExactlyAsync(movie, cancellationToken);
                return (movie, file.Length);
            }

            at += size;
        }

        throw new Mp4Exception(path, "has no table of frames (moov); the file is unfinished or is not an MP4 file.");
    }

    private static Mp4Track Track(string path, byte[] movie, long fileLength)
    {
        foreach (Box box in Box.In(movie))
        {
            if (box.Type == "mvex")
            {
                throw new Mp4Exception(path, "is a fragmented MP4; only plain ones can be cut without re-encoding.");
            }

            if (box.Type == "trak" && box.Child("mdia") is { } media
                && media.Child("hdlr") is { } handler
                    && Encoding.ASCII.GetString(handler.Body.Span.Slice(8, 4)) == "vide")
            {
                return VideoTrack(path, box, media, fileLength);
            }
        }

        throw new Mp4Exception(path, "has no video track.");
    }

    private static Mp4Track VideoTrack(string path, Box track, Box media, long fileLength)
    {
        Box Needed(Box? box, string type) =>
            box?.Child(type) ?? throw new Mp4Exception(path, $"lacks its {type} table.");
        Box tables = Needed(Needed(media, "minf"), "stbl");
        ReadOnlySpan<byte> header = Needed(media, "mdhd").Body.Span;
        long timescale = BinaryPrimitives.ReadUInt32BigEndian(header[(header[0] == 1 ? 20 : 12)..]);
        byte[] entry = SampleEntry(path, Needed(tables, "stsd").Body);
        int[] sizes = Sizes(Needed(tables, "stsz").Body.Span, fileLength);
        long[] offsets = Offsets(tables, Needed(tables, "stsc").Body.Span, sizes, path);
        (long[] decodes, long step) = DecodeTimes(Needed(tables, "stts").Body.Span, sizes.Length);
        long[] shows = ShowTimes(decodes, Body(tables.Child("ctts")));
        int[] frames = Frames(path, shows, step, EditStart(track));
        bool[]? syncs = Syncs(Body(tables.Child("stss")), sizes.Length);
        var samples = ImmutableArray.CreateBuilder<Mp4Sample>(sizes.Length);
        for (int i = 0; i < sizes.Length; i++)
        {
            if (sizes[i] < 0 || offsets[i] < 0 || offsets[i] > fileLength - sizes[i])
            {
                throw new Mp4Exception(path, $"its frame {i} lies beyond the end of the file; the file is cut short.");
            }

            samples.Add(new Mp4Sample(offsets[i], sizes[i], frames[i], syncs is null || syncs[i]));
        }

        var size = new PixelSize(
            BinaryPrimitives.ReadUInt16BigEndian(entry.AsSpan(32)),
            BinaryPrimitives.ReadUInt16BigEndian(entry.AsSpan(34)));
        if (timescale == 0 || step == 0 || size.Width == 0 || size.Height == 0)
        {
            throw new Mp4Exception(path, "its tables say that it has no size or no speed.");
        }

        int divisor = (int)BigInteger.GreatestCommonDivisor(timescale, step);
        var rate = new FrameRate(checked((int)(timescale / divisor)), checked((int)(step / divisor)));
        return new Mp4Track(path, rate, size, entry, samples.MoveToImmutable());
    }

    // The entry without its bit rate box, so that streams of one encoder setting have equal entries.
    private static byte[] SampleEntry(string path, ReadOnlyMemory<byte> body)
    {
        const int Fixed = 8 + 78;
        if (BinaryPrimitives.ReadInt32BigEndian(body.Span[4..]) != 1)
        {
            throw new Mp4Exception(path, "mixes several stream formats in one track.");
        }

        int size = BinaryPrimitives.ReadInt32BigEndian(body.Span[8..]);
        ReadOnlyMemory<byte> entry = body.Slice(8, size);
        var kept = new List<byte>(entry[..Fixed].ToArray());
        foreach (Box box in Box.In(entry[Fixed..]))
        {
            if (box.Type != "btrt")
            {
                kept.AddRange(box.Whole.Span);
            }
        }

        byte[] result = [.. kept];
        BinaryPrimitives.WriteInt32BigEndian(result, result.Length);
        return result;
    }

    private static int[] Sizes(ReadOnlySpan<byte> body, long fileLength)
    {
        int same = BinaryPrimitives.ReadInt32BigEndian(body[4..]);
        int count = BinaryPrimitives.ReadInt32BigEndian(body[8..]);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, same == 0 ? (body.Length - 12) / 4 : fileLength / same);
        var sizes = new int[count];
        for (int i = 0; i < count; i++)
        {
            sizes[i] = same != 0 ? same : BinaryPrimitives.ReadInt32BigEndian(body[(12 + 4 * i)..]);
        }

        return sizes;
    }

    private static long[] Offsets(Box tables, ReadOnlySpan<byte> perChunk, int[] sizes, string path)
    {
        bool wide = tables.Child("stco") is null;
        ReadOnlySpan<byte> chunks = (tables.Child("stco") ?? tables.Child("co64")
            ?? throw new Mp4Exception(path, "lacks its stco table.")).Body.Span;
        int chunkCount = BinaryPrimitives.ReadInt32BigEndian(chunks[4..]);
        int runs = BinaryPrimitives.ReadInt32BigEndian(perChunk[4..]);
        var offsets = new long[sizes.Length];
        int sample = 0;
        for (int chunk = 0, run = 0; chunk < chunkCount; chunk++)
        {
            while (run + 1 < runs && BinaryPrimitives.ReadInt32BigEndian(perChunk[(8 + 12 * (run + 1))..]) <= chunk + 1)
            {
                run++;
            }

            long at = wide
                ? BinaryPrimitives.ReadInt64BigEndian(chunks[(8 + 8 * chunk)..])
                : BinaryPrimitives.ReadUInt32BigEndian(chunks[(8 + 4 * chunk)..]);
            int count = BinaryPrimitives.ReadInt32BigEndian(perChunk[(8 + 12 * run + 4)..]);
            for (int end = Math.Min(sample + count, sizes.Length); sample < end; sample++)
            {
                offsets[sample] = at;
                at += sizes[sample];
            }
        }

        return sample == sizes.Length ? offsets : throw new Mp4Exception(
            path, "its tables disagree about the number of frames.");
    }

    private static (long[] Times, long Step) DecodeTimes(ReadOnlySpan<byte> body, int count)
    {
        var times = new long[count];
        long at = 0, step = BinaryPrimitives.ReadUInt32BigEndian(body[12..]);
        for (int entry = 0, i = 0; i < count; entry++)
        {
            int repeats = BinaryPrimitives.ReadInt32BigEndian(body[(8 + 8 * entry)..]);
            for (int end = Math.Min(count, i + repeats); i < end; i++)
            {
                times[i] = at;
                at += BinaryPrimitives.ReadUInt32BigEndian(body[(12 + 8 * entry)..]);
            }
        }

        return (times, step);
    }

    private static long[] ShowTimes(long[] decodes, ReadOnlySpan<byte> body)
    {
        var times = (long[])decodes.Clone();
        for (int entry = 0, i = 0; i < times.Length && 8 + 8 * entry < body.Length; entry++)
        {
            int repeats = BinaryPrimitives.ReadInt32BigEndian(body[(8 + 8 * entry)..]);
            for (int end = Math.Min(times.Length, i + repeats); i < end; i++)
            {
                times[i] += BinaryPrimitives.ReadInt32BigEndian(body[(12 + 8 * entry)..]);
            }
        }

        return times;
    }

    private static int[] Frames(string path, long[] shows, long step, long? editStart)
    {
        long first = shows.Length == 0 ? 0 : shows.Min();
        var frames = new int[shows.Length];
        var seen = new bool[shows.Length];
        for (int i = 0; i < frames.Length; i++)
        {
            long frame = step == 0 ? -1 : (shows[i] - first) / step;
            if (step == 0 || (shows[i] - first) % step != 0 || frame >= frames.Length || seen[frame])
            {
                throw new Mp4Exception(path, "its frames are not evenly spaced.");
            }

            seen[frame] = true;
            frames[i] = (int)frame;
        }

        return editStart > first ? throw new Mp4Exception(path, "its edit list hides frames.") : frames;
    }

    // Where the edit list starts the track, or null when there is none.
    private static long? EditStart(Box track)
    {
        ReadOnlySpan<byte> body = Body(track.Child("edts")?.Child("elst"));
        bool wide = !body.IsEmpty && body[0] == 1;
        for (int at = 8; at + (wide ? 20 : 12) <= body.Length; at += wide ? 20 : 12)
        {
            long start = wide
                ? BinaryPrimitives.ReadInt64BigEndian(body[(at + 8)..])
                : BinaryPrimitives.ReadInt32BigEndian(body[(at + 4)..]);
            if (start >= 0)
            {
                return start;
            }
        }

        return null;
    }

    private static bool[]? Syncs(ReadOnlySpan<byte> body, int count)
    {
        if (body.IsEmpty)
        {
            return null;
        }

        var syncs = new bool[count];
        for (int i = 8; i + 4 <= body.Length; i += 4)
        {
            syncs[BinaryPrimitives.ReadInt32BigEndian(body[i..]) - 1] = true;
        }

        return syncs;
    }

    private static ReadOnlySpan<byte> Body(Box? box) => box is { } there ? there.Body.Span : default;

    private readonly record struct Box(string Type, ReadOnlyMemory<byte> Whole)
    {
        public ReadOnlyMemory<byte> Body => Whole[8..];

        public Box? Child(string type)
        {
            foreach (Box box in In(Body))
            {
                if (box.Type == type)
                {
                    return box;
                }
            }

            return null;
        }

        public static IEnumerable<Box> In(ReadOnlyMemory<byte> bytes)
        {
            for (int at = 0; at + 8 <= bytes.Length;)
            {
                int size = BinaryPrimitives.ReadInt32BigEndian(bytes.Span[at..]);
                if (size < 8)
                {
                    yield break;
                }

                yield return new Box(Encoding.ASCII.GetString(bytes.Span.Slice(at + 4, 4)), bytes.Slice(at, size));
                at += size;
            }
        }
    }
}
