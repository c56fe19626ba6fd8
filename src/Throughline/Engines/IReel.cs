using Throughline.Media.Pictures;
using Throughline.Media.Video;

namespace Throughline.Engines;

/// <summary>
/// Where an engine's frames go. The reel keeps a few frames in flight, so that shooting and encoding overlap: an engine
/// may hold one more picture than the order has threads.
/// </summary>
public interface IReel
{
    /// <summary>
    /// What frames are used for. A reel that takes video still takes a picture in its place, frame by frame; where both
    /// are wanted, a frame of video comes with its picture.
    /// </summary>
    FrameForms Wanted => FrameForms.Picture;

    /// <summary>
    /// An opaque picture of the order's size to draw the next frame into; waits while the encoder is behind.
    /// </summary>
    ValueTask<Picture> BlankAsync(CancellationToken cancellationToken);

    /// <summary>
    /// A frame of the order's size to draw the next frame into, its bytes not set; waits while the encoder is behind.
    /// </summary>
    /// <exception cref="NotSupportedException">The reel does not take video.</exception>
    ValueTask<VideoFrame> BlankVideoAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Gives a drawn frame, in order. The caller must not touch it afterwards.</summary>
    ValueTask TakeAsync(Picture frame, CancellationToken cancellationToken);

    /// <summary>
    /// Gives a frame drawn as video, in order, with its picture where <see cref="Wanted"/> asks for that too.
    /// </summary>
    /// <exception cref="NotSupportedException">The reel does not take video.</exception>
    ValueTask TakeAsync(VideoFrame frame, Picture? picture, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
