using Throughline.Engines;
using Throughline.Media.Pictures;
using Throughline.Media.Video;

namespace Throughline.Server.Footage;

/// <summary>A reel that another has all frames of but the first: what comes as frame 0 is drawn over.</summary>
internal sealed class LaterFrames(IReel reel) : IReel
{
    private bool _isFirstTaken;
    private Picture? _picture;
    private VideoFrame? _video;

    /// <inheritdoc/>
    public FrameForms Wanted => reel.Wanted;

    /// <inheritdoc/>
    public ValueTask<Picture> BlankAsync(CancellationToken cancellationToken) =>
        Interlocked.Exchange(ref _picture, null) is { } spare ? ValueTask.FromResult(spare) : reel.BlankAsync(
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<VideoFrame> BlankVideoAsync(CancellationToken cancellationToken) =>
        Interlocked.Exchange(ref _video, null) is { } spare ? ValueTask.FromResult(spare) : reel.BlankVideoAsync(
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask TakeAsync(Picture frame, CancellationToken cancellationToken)
    {
        if (_isFirstTaken)
        {
            return reel.TakeAsync(frame, cancellationToken);
        }

        (_isFirstTaken, _picture) = (true, frame);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask TakeAsync(VideoFrame frame, Picture? picture, CancellationToken cancellationToken)
    {
        if (_isFirstTaken)
        {
            return reel.TakeAsync(frame, picture, cancellationToken);
        }

        (_isFirstTaken, _video, _picture) = (true, frame, picture);
        return ValueTask.CompletedTask;
    }
}
