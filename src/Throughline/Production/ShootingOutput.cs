using Throughline.Engines;
using Throughline.Media.Video;

namespace Throughline.Production;

/// <summary>Where a shooting's frames go: a clip, a folder of PNG files, or both.</summary>
public sealed record ShootingOutput
{
    /// <summary>The clip's file, replaced only by a complete one; its folder must exist. Null for none.</summary>
    public string? Clip { get; init; }

    /// <summary>How the clip is encoded.</summary>
    public ClipFormat Format { get; init; } = new();

    /// <summary>What encodes it; null for what <see cref="Ffmpeg.Find(string?)"/> finds.</summary>
    public Ffmpeg? Ffmpeg { get; init; }

    /// <summary>Sound that the clip takes over from the one it is drawn from; null for a silent clip.</summary>
    public ClipSound? Sound { get; init; }

    /// <summary>The folder for frame-00000.png and so on, made if need be; null for none.</summary>
    public string? FramesFolder { get; init; }

    /// <summary>Another encoder than ffmpeg.</summary>
    internal Func<ShootingOutput, ShotOrder, IClipEncoder>? Encoder { get; init; }

    internal IClipEncoder Open(ShotOrder order) => Encoder?.Invoke(this, order) ?? FfmpegEncoder.Open(this, order);
}
