using Throughline.Engines;

namespace Throughline.Production;

/// <summary>Where a shooting's frames go: a clip, a folder of PNG files, or both.</summary>
public sealed record ShootingOutput
{
    /// <summary>The clip's file, replaced only by a complete one; null for none.</summary>
    public string? Clip { get; init; }

    /// <summary>The folder for frame-00000.png and so on, made if need be; null for none.</summary>
    public string? FramesFolder { get; init; }

    /// <summary>Frames to encode on their own, so that a cut may begin there.</summary>
    public IReadOnlyList<int> Keyframes { get; init; } = [0];

    /// <summary>Opens an encoder for the clip of an order.</summary>
    internal Func<ShotOrder, CancellationToken, Task<IClipEncoder>>? Encoder { get; init; }

    internal Task<IClipEncoder> OpenAsync(ShotOrder order, CancellationToken cancellationToken) =>
        Encoder!(order, cancellationToken);
}
