namespace Throughline.Stage.Stills;

/// <summary>One sheet of a layered picture: colours with soft edges over a smooth surface.</summary>
internal sealed class Layer : IDisposable
{
    /// <summary>Left of the sheet in the picture's pixels; negative when it goes beyond the picture.</summary>
    public required int X { get; init; }

    /// <summary>Top of the sheet in the picture's pixels.</summary>
    public required int Y { get; init; }

    /// <summary>The colours, premultiplied.</summary>
    public required Texture Texture { get; init; }

    /// <summary>Where it is painted.</summary>
    public required Coverage Coverage { get; init; }

    /// <summary>The surface over the whole canvas.</summary>
    public required DepthField Depth { get; init; }

    /// <summary>Whether this is the rear sheet, painted everywhere and held beyond its borders.</summary>
    public required bool IsRear { get; init; }

    /// <inheritdoc/>
    public void Dispose() => Texture.Dispose();
}
