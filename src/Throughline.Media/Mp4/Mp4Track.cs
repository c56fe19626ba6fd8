using System.Collections.Immutable;
using Throughline.Media.Pictures;
using Throughline.Media.Video;

namespace Throughline.Media.Mp4;

/// <summary>
/// The video track of an MP4 or QuickTime file: where each encoded frame lies and when it is shown. Says at which
/// frames the stream may be joined without re-encoding.
/// </summary>
public sealed class Mp4Track
{
    private readonly bool[] _exits;

    internal Mp4Track(
        string path, FrameRate rate, PixelSize size, byte[] sampleEntry, ImmutableArray<Mp4Sample> samples)
    {
        Path = path;
        Rate = rate;
        Size = size;
        SampleEntry = sampleEntry;
        Samples = samples;
        _exits = Exits(samples);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Frames a second, reduced; every frame lasts the same.</summary>
    public FrameRate Rate { get; }

    /// <summary>Size of the encoded picture.</summary>
    public PixelSize Size { get; }

    /// <summary>Four letters: <c>avc1</c>, <c>hvc1</c>, <c>hev1</c>, <c>av01</c>, <c>apch</c>.</summary>
    public string Codec => System.Text.Encoding.ASCII.GetString(SampleEntry.Span.Slice(4, 4));

    /// <summary>
    /// The sample entry box: codec, size, colour and parameter sets, without the bit rate. Streams with equal entries
    /// can follow each other in one track.
    /// </summary>
    public ReadOnlyMemory<byte> SampleEntry { get; }

    /// <summary>
    /// Whether the frames are 8-bit 4:2:0, as far as the codec's own record says; false when it does not.
    /// </summary>
    public bool IsYuv420 => Mp4Entry.IsYuv420(SampleEntry.Span);

    /// <summary>The colour as tagged; <c>unknown</c> where it is not.</summary>
    public ClipColour Colour => Mp4Entry.Colour(SampleEntry.Span);

    /// <summary>The encoded frames in decoding order.</summary>
    public ImmutableArray<Mp4Sample> Samples { get; }

    /// <summary>How many frames.</summary>
    public int Frames => Samples.Length;

    /// <summary>
    /// Whether a stream may begin with <paramref name="frame"/>: nothing from it on refers to what lies before.
    /// </summary>
    public bool CanEnter(int frame) => frame < Frames && CanLeave(frame) && Samples[frame].IsSync
        && Samples[frame].Frame == frame;

    /// <summary>
    /// Whether a stream may end just before <paramref name="frame"/>: nothing before refers to it or later frames.
    /// </summary>
    public bool CanLeave(int frame) => _exits[frame];

    /// <summary>The encoded frames from <paramref name="first"/>, <paramref name="count"/> of them.</summary>
    /// <exception cref="ArgumentException">The stream cannot be cut there.</exception>
    public ReadOnlySpan<Mp4Sample> Run(int first, int count)
    {
        if (!CanEnter(first) || !CanLeave(first + count))
        {
            throw new ArgumentException(
                $"{Path} cannot be cut to frames {first} to {first + count - 1} without re-encoding.");
        }

        return Samples.AsSpan(first, count);
    }

    // A cut before frame f is clean when the first f samples in decoding order are exactly the first f frames shown.
    private static bool[] Exits(ImmutableArray<Mp4Sample> samples)
    {
        var exits = new bool[samples.Length + 1];
        int last = -1;
        for (int i = 0; i < samples.Length; i++)
        {
            exits[i] = last == i - 1;
            last = Math.Max(last, samples[i].Frame);
        }

        exits[samples.Length] = true;
        return exits;
    }
}
