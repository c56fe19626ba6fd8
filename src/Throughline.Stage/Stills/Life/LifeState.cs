using System.IO.Compression;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>
/// What a take leaves of its life: the parts, and what its last frame shows over the picture without life, so that the
/// shot that goes on does not animate what is animated already.
/// </summary>
/// <param name="Parts">The life, its clocks at the last frame.</param>
/// <param name="Trace">The last frame less the same frame without life, byte by byte, modulo 256.</param>
internal sealed record LifeState(IReadOnlyList<LifePart> Parts, byte[] Trace)
{
    private const int MostParts = 64;
    private const int MostBytes = 1 << 30;

    /// <summary>The trace of life in a frame.</summary>
    public static byte[] TraceOf(Picture frame, Picture without)
    {
        var trace = new byte[frame.Pixels.Length];
        for (var i = 0; i < trace.Length; i++)
        {
            trace[i] = (byte)(frame.Pixels[i] - without.Pixels[i]);
        }

        return trace;
    }

    /// <summary>The frame without life; null when the trace is not of a frame of its size.</summary>
    public Picture? Clean(Picture frame)
    {
        if (Trace.Length != frame.Pixels.Length)
        {
            return null;
        }

        var clean = new byte[Trace.Length];
        for (var i = 0; i < clean.Length; i++)
        {
            clean[i] = (byte)(frame.Pixels[i] - Trace[i]);
        }

        return new Picture(frame.Width, frame.Height, clean);
    }

    /// <summary>The bytes of the state, deflated.</summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using (var to = new BinaryWriter(new ZLibStream(stream, CompressionLevel.Fastest)))
        {
            to.Write(Parts.Count);
            foreach (var part in Parts)
            {
                part.Write(to);
            }

            to.Write(Trace.Length);
            to.Write(Trace);
        }

        return stream.ToArray();
    }

    /// <summary>Reads a state, or null when the bytes are none.</summary>
    public static LifeState? Read(byte[] bytes)
    {
        try
        {
            using var from = new BinaryReader(new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress));
            var count = from.ReadInt32();
            if (count is < 0 or > MostParts)
            {
                return null;
            }

            var parts = new LifePart[count];
            for (var i = 0; i < count; i++)
            {
                parts[i] = LifePart.Read(from);
            }

            var length = from.ReadInt32();
            var trace = length is < 0 or > MostBytes ? [] : from.ReadBytes(length);
            return trace.Length == length ? new LifeState(parts, trace) : null;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            return null;
        }
    }
}
