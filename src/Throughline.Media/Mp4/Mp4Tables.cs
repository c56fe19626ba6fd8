using System.Buffers.Binary;
using System.Text;
using Throughline.Media.Pictures;
using Throughline.Media.Video;

namespace Throughline.Media.Mp4;

/// <summary>
/// Everything of an MP4 or QuickTime file that comes before the encoded frames. Frame n is shown at n / rate: decoding
/// runs ahead by the deepest reordering, which the one edit takes back, as every H.264 file with B-frames has it.
/// </summary>
internal sealed class Mp4Tables(FrameRate rate, PixelSize size, ReadOnlyMemory<byte> sampleEntry, bool quickTime)
{
    private const uint LeastTimescale = 10_000;
    private readonly List<int> _sizes = [];
    private readonly List<int> _leads = [];
    private readonly List<int> _syncs = [];

    /// <summary>Bytes of all frames added.</summary>
    public long MediaBytes { get; private set; }

    private uint Timescale
    {
        get
        {
            uint timescale = (uint)rate.Numerator;
            while (timescale < LeastTimescale)
            {
                timescale *= 2;
            }

            return timescale;
        }
    }

    private uint Step => (uint)(Timescale / rate.Numerator * rate.Denominator);

    private int Delay => -_leads.Min();

    /// <summary>Adds frames in decoding order; their numbers count from <paramref name="firstFrame"/>.</summary>
    public void Add(ReadOnlySpan<Mp4Sample> samples, int firstFrame)
    {
        for (int i = 0; i < samples.Length; i++)
        {
            _leads.Add(samples[i].Frame - firstFrame - i);
            _sizes.Add(samples[i].Size);
            MediaBytes += samples[i].Size;
            if (samples[i].IsSync)
            {
                _syncs.Add(_sizes.Count);
            }
        }
    }

    /// <summary>The head of the file, up to where the first frame's bytes follow.</summary>
    public byte[] Head()
    {
        byte[] brand = quickTime
            ? Box("ftyp", Ascii("qt  "), Words(0x200), Ascii("qt  "))
            : Box("ftyp", Ascii("isom"), Words(0x200), Ascii($"isomiso2{SecondBrand()}mp41"));
        bool wide = MediaBytes + (16L * _sizes.Count) + (1 << 20) > uint.MaxValue;
        byte[] movie = Movie(0, wide);
        byte[] media = wide
            ? [.. Words(1), .. Ascii("mdat"), .. Long(MediaBytes + 16)]
            : [.. Words((uint)MediaBytes + 8), .. Ascii("mdat")];
        return [.. brand, .. Movie(brand.Length + movie.Length + media.Length, wide), .. media];
    }

    private string SecondBrand()
    {
        string codec = Encoding.ASCII.GetString(sampleEntry.Span.Slice(4, 4));
        return codec is "avc1" or "av01" ? codec : "iso4";
    }

    private byte[] Movie(long mediaStart, bool wide) => Box("moov", MovieHeader(), Track(mediaStart, wide));

    private byte[] MovieHeader() => Box(
        "mvhd", Version(), Times(Timescale), Duration(), Words(0x1_0000), [1, 0, 0, 0], new byte[8], Matrix(),
        new byte[24],
        Words(2));

    private byte[] Track(long mediaStart, bool wide) => Box(
        "trak",
        Box(
            "tkhd", Version(3), Times(1), Words(0), Duration(), new byte[16], Matrix(),
            Words((uint)size.Width << 16, (uint)size.Height << 16)),
        Delay == 0 ? [] : Box("edts", Box("elst", Version(), Words(1), Duration(), EditStart(), Words(0x1_0000))),
        Box(
            "mdia",
            Box("mdhd", Version(), Times(Timescale), Duration(), Words(0x55C4_0000)),
            Handler(quickTime ? "mhlr" : "\0\0\0\0", "vide", "VideoHandler"),
            Box(
                "minf",
                Box("vmhd", Words(1, 0, 0)),
                quickTime ? Handler("dhlr", "url ", "DataHandler") : [],
                Box("dinf", Box("dref", Words(0, 1), Box("url ", Words(1)))),
                Samples(mediaStart, wide))));

    private byte[] Handler(string component, string type, string name) => Box(
        "hdlr", Words(0), Ascii(component + type), new byte[12],
        quickTime ? [(byte)name.Length, .. Ascii(name)] : Ascii(name + "\0"));

    private byte[] Samples(long mediaStart, bool wide)
    {
        int perChunk = Math.Max(1, (int)Math.Round(rate.PerSecond));
        int whole = _sizes.Count / perChunk, rest = _sizes.Count % perChunk;
        var layout = new List<uint>();
        if (whole > 0)
        {
            layout.AddRange([1, (uint)perChunk, 1]);
        }

        if (rest > 0)
        {
            layout.AddRange([(uint)whole + 1, (uint)rest, 1]);
        }

        var chunks = new List<long>();
        long at = mediaStart;
        for (int i = 0; i < _sizes.Count; i++)
        {
            if (i % perChunk == 0)
            {
                chunks.Add(at);
            }

            at += _sizes[i];
        }

        return Box(
            "stbl",
            Box("stsd", Words(0, 1), sampleEntry.ToArray()),
            Box("stts", Words(0, 1, (uint)_sizes.Count, Step)),
            ShowTimes(),
            _syncs.Count == _sizes.Count
                ? []
                : Box("stss", Words(0, (uint)_syncs.Count), Words([.. _syncs.Select(s => (uint)s)])),
            Box("stsc", Words(0, (uint)layout.Count / 3), Words([.. layout])),
            Box("stsz", Words(0, 0, (uint)_sizes.Count), Words([.. _sizes.Select(s => (uint)s)])),
            wide
                ? Box("co64", Words(0, (uint)chunks.Count), Long([.. chunks]))
                : Box("stco", Words(0, (uint)chunks.Count), Words([.. chunks.Select(c => (uint)c)])));
    }

    private byte[] ShowTimes()
    {
        if (Delay == 0)
        {
            return [];
        }

        var runs = new List<uint>();
        foreach (int lead in _leads)
        {
            uint wait = (uint)(lead + Delay) * Step;
            if (runs.Count > 0 && runs[^1] == wait)
            {
                runs[^2]++;
            }
            else
            {
                runs.AddRange([1, wait]);
            }
        }

        return Box("ctts", Words(0, (uint)runs.Count / 2), Words([.. runs]));
    }

    private bool IsLong => (long)_sizes.Count * Step > int.MaxValue;

    private byte[] Version(uint flags = 0) => Words((IsLong ? 1u << 24 : 0) | flags);

    private byte[] Duration() => IsLong ? Long((long)_sizes.Count * Step) : Words((uint)(_sizes.Count * Step));

    private byte[] EditStart() => IsLong ? Long(Delay * (long)Step) : Words((uint)Delay * Step);

    // Times of creation and change, left empty so that equal films are equal files, then one more word.
    private byte[] Times(uint then) => IsLong ? [.. Long(0, 0), .. Words(then)] : Words(0, 0, then);

    private static byte[] Matrix() => Words(0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000);

    private static byte[] Words(params ReadOnlySpan<uint> words)
    {
        var bytes = new byte[4 * words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4 * i), words[i]);
        }

        return bytes;
    }

    private static byte[] Long(params ReadOnlySpan<long> values)
    {
        var bytes = new byte[8 * values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(8 * i), values[i]);
        }

        return bytes;
    }

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    private static byte[] Box(string type, params IEnumerable<byte[]> parts)
    {
        var body = new MemoryStream();
        body.Write(new byte[8]);
        foreach (byte[] part in parts)
        {
            body.Write(part);
        }

        byte[] box = body.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        Encoding.ASCII.GetBytes(type, box.AsSpan(4));
        return box;
    }
}
