using Throughline.Media.Pictures;

namespace Throughline.Engines;

/// <summary>
/// Where an engine's frames go. The reel keeps a few frames in flight, so that shooting and encoding overlap: an engine may hold one
/// more picture than the order has threads.
/// </summary>
public interface IReel
{
    /// <summary>An opaque picture of the order's size to draw the next frame into; waits while the encoder is behind.</summary>
    ValueTask<Picture> BlankAsync(CancellationToken cancellationToken);

    /// <summary>Gives a drawn frame, in order. The caller must not touch it afterwards.</summary>
    ValueTask TakeAsync(Picture frame, CancellationToken cancellationToken);
}
