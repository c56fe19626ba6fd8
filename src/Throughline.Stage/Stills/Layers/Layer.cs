namespace Throughline.Stage.Stills;

/// <summary>
/// One sheet of a layered picture: colours with soft edges over a smooth surface. Its textures are made when first
/// asked for.
/// </summary>
internal sealed class Layer : IDisposable
{
    // How far from its place a sample reads, in pixels: the half-pel filter and the step to the next texel.
    private const int Filters = 5;

    private readonly Lazy<Texture> _texture;
    private readonly Lazy<VideoTexture> _video;

    /// <summary>A sheet.</summary>
    /// <param name="pixels">Premultiplied R, G, B, A, row after row.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="halvings">Halved copies that a retreating camera needs.</param>
    /// <param name="isRear">Whether this is the rear sheet.</param>
    /// <param name="threads">Threads to make textures with.</param>
    public Layer(byte[] pixels, int width, int height, int halvings, bool isRear, int threads)
    {
        Width = width;
        Height = height;
        Halvings = halvings;
        IsRear = isRear;
        Coverage = new Coverage(pixels, width, height);
        _texture = new(() => Texture.From(pixels, width, height, halvings, threads));
        _video = new(() => VideoTexture.From(pixels, width, height, isRear, threads));
    }

    /// <summary>Left of the sheet in the picture's pixels; negative when it goes beyond the picture.</summary>
    public required int X { get; init; }

    /// <summary>Top of the sheet in the picture's pixels.</summary>
    public required int Y { get; init; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>The surface over the whole canvas.</summary>
    public required DepthField Depth { get; init; }

    /// <summary>Halved copies that a retreating camera needs.</summary>
    public int Halvings { get; }

    /// <summary>Whether this is the rear sheet, painted everywhere and held beyond its borders.</summary>
    public bool IsRear { get; }

    /// <summary>Where it is painted.</summary>
    public Coverage Coverage { get; }

    /// <summary>
    /// Whether any sample within a rectangle finds paint, and whether all find nothing but solid paint: then nothing
    /// changes when what is not seen so is left out.
    /// </summary>
    /// <param name="left">Left of the rectangle, in the picture's pixels.</param>
    /// <param name="top">Its top.</param>
    /// <param name="right">Its right.</param>
    /// <param name="bottom">Its bottom.</param>
    /// <param name="spare">How far beyond it samples may stray.</param>
    public (bool Any, bool Solid) Shows(float left, float top, float right, float bottom, float spare = 0)
    {
        spare += Filters << Halvings;
        return Coverage.Of(left - X - spare, top - Y - spare, right - X + spare, bottom - Y + spare);
    }

    /// <summary>The colours, premultiplied.</summary>
    public Texture Texture => _texture.Value;

    /// <summary>The colours for frames of video.</summary>
    public VideoTexture Video => _video.Value;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_texture.IsValueCreated)
        {
            _texture.Value.Dispose();
        }

        if (_video.IsValueCreated)
        {
            _video.Value.Dispose();
        }
    }
}
