using Throughline.Media.Pictures;

namespace Throughline.Production;

/// <summary>Encodes one clip; the file is complete or absent. Disposing without finishing gives the clip up.</summary>
internal interface IClipEncoder : IAsyncDisposable
{
    /// <summary>Encodes the next frame; must not keep the picture.</summary>
    ValueTask WriteAsync(Picture frame, CancellationToken cancellationToken);

    /// <summary>Completes the file.</summary>
    Task FinishAsync(CancellationToken cancellationToken);
}
