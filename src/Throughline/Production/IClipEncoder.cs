using Throughline.Media.Pictures;
using Throughline.Media.Video;

namespace Throughline.Production;

/// <summary>Encodes one clip; the file is complete or absent. Disposing without finishing gives the clip up.</summary>
internal interface IClipEncoder : IAsyncDisposable
{
    /// <summary>Whether frames may come as video holds them.</summary>
    bool TakesVideo => false;

    /// <summary>Encodes the next frame; must not keep the picture.</summary>
    ValueTask WriteAsync(Picture frame, CancellationToken cancellationToken);

    /// <summary>Encodes the next frame; must not keep it.</summary>
    /// <exception cref="NotSupportedException">The encoder does not take video.</exception>
    ValueTask WriteAsync(VideoFrame frame, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Completes the file.</summary>
    Task FinishAsync(CancellationToken cancellationToken);
}
