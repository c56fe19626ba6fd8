using Throughline.Media.Pictures;

namespace Throughline.Stage.Rendering;

/// <summary>A frame in linear light, three planes.</summary>
internal sealed unsafe class Film : IDisposable
{
    private readonly AlignedBuffer<float> _r, _g, _b;

    public Film(PixelSize size)
    {
        Size = size;
        Stride = (size.Width + 15) & ~15;
        _r = new(Stride * size.Height);
        _g = new(Stride * size.Height);
        _b = new(Stride * size.Height);
    }

    /// <summary>Size in pixels.</summary>
    public PixelSize Size { get; }

    /// <summary>Pixels from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>A row of red.</summary>
    public float* R(int y) => _r.Start + ((long)y * Stride);

    /// <summary>A row of green.</summary>
    public float* G(int y) => _g.Start + ((long)y * Stride);

    /// <summary>A row of blue.</summary>
    public float* B(int y) => _b.Start + ((long)y * Stride);

    /// <inheritdoc/>
    public void Dispose()
    {
        _r.Dispose();
        _g.Dispose();
        _b.Dispose();
    }
}
