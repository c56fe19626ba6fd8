using Throughline.Engines;
using Throughline.Media.Pictures;
using Throughline.Media.Video;

namespace Throughline.Production;

/// <summary>Encodes a clip with ffmpeg.</summary>
internal sealed class FfmpegEncoder(ClipWriter clip) : IClipEncoder
{
    /// <summary>Starts ffmpeg for the clip of an order.</summary>
    public static FfmpegEncoder Open(ShootingOutput output, ShotOrder order) =>
        new(
            ClipWriter.Start(
                output.Ffmpeg ?? Ffmpeg.Find(), output.Clip!, order.Size, order.Rate, output.Format,
                output.Sound is { } sound ? (sound, order.Frames) : null));

    /// <inheritdoc/>
    public ValueTask WriteAsync(Picture frame, CancellationToken cancellationToken) =>
        clip.WriteAsync(frame, cancellationToken);

    /// <inheritdoc/>
    public bool TakesVideo => clip.TakesVideo;

    /// <inheritdoc/>
    public ValueTask WriteAsync(VideoFrame frame, CancellationToken cancellationToken) =>
        clip.WriteAsync(frame, cancellationToken);

    /// <inheritdoc/>
    public Task FinishAsync(CancellationToken cancellationToken) => clip.CompleteAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => clip.DisposeAsync();
}
