using Throughline.Engines;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Tests.Stills;

/// <summary>A reel that keeps every frame.</summary>
internal sealed class ListReel(PixelSize size) : IReel
{
    public List<Picture> Frames { get; } = [];

    public ValueTask<Picture> BlankAsync(CancellationToken cancellationToken)
    {
        // Whatever is left in a blank must not show.
        var blank = new Picture(size.Width, size.Height);
        blank.Pixels.AsSpan().Fill(0x5A);
        return ValueTask.FromResult(blank);
    }

    public ValueTask TakeAsync(Picture frame, CancellationToken cancellationToken)
    {
        Frames.Add(frame);
        return ValueTask.CompletedTask;
    }
}
