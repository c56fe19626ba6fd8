using System.Globalization;
using Throughline.Engines;
using Throughline.Media.Video;

namespace Throughline.Production;

/// <summary>How a film's takes are made.</summary>
public sealed record ProducerOptions
{
    // Counts up when the encoder is told other things than before for the same format.
    private const int EncodingRevision = 1;

    /// <summary>Threads to share out between shots, at least 1.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>How clips are encoded; its keyframes are the producer's to choose.</summary>
    public ClipFormat Format { get; init; } = new();

    /// <summary>What encodes them; null for what <see cref="Ffmpeg.Find(string?)"/> finds.</summary>
    public Ffmpeg? Ffmpeg { get; init; }

    /// <summary>
    /// Whether finished clips are looked at, for the report and the contact sheet of the film that they are cut into.
    /// </summary>
    public bool IsReviewed { get; init; } = true;

    /// <summary>Another encoder than ffmpeg.</summary>
    internal Func<ShootingOutput, ShotOrder, IClipEncoder>? Encoder { get; init; }

    /// <summary>
    /// The encoding in words, for keys. ffmpeg's own version is left out: installing updates shoots nothing again.
    /// </summary>
    internal string Encoding => string.Create(
        CultureInfo.InvariantCulture,
        $"{Format.Encoder} q{Format.Quality} f{Format.FirstFrameQuantiser} p{Format.Preset} k{Format.KeyframeEvery}"
            + $" t{Format.Threads} r{EncodingRevision}");
}
