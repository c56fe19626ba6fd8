using System.Runtime.InteropServices;

namespace Throughline.Stage.Stills;

/// <summary>
/// A layer's colours for sampling: premultiplied R, G, B, A at twice the picture's resolution, so that a bilinear
/// sample is sharper than a bicubic one of the picture itself, and halved as often as the camera's retreat needs. Texel
/// (2x, 2y) of level 0 is pixel (x, y) unchanged; texel (x, y) of level n + 1 lies on texel (2x, 2y) of level n.
/// Native memory, freed on dispose; read-only once built, so any number of threads may sample it.
/// </summary>
internal sealed unsafe class Texture : IDisposable
{
    private readonly List<nint> _blocks = [];
    private readonly List<TextureLevel> _levels = [];

    private Texture()
    {
    }

    ~Texture() => Free();

    /// <summary>How many levels there are, at least 1.</summary>
    public int Levels => _levels.Count;

    /// <summary>Builds from <paramref name="pixels"/>, premultiplied R, G, B, A.</summary>
    /// <param name="pixels">Width × height × 4 bytes.</param>
    /// <param name="width">Columns of the picture.</param>
    /// <param name="height">Rows of the picture.</param>
    /// <param name="halvings">Levels beside level 0.</param>
    /// <param name="threads">Threads to build with.</param>
    public static Texture From(ReadOnlyMemory<byte> pixels, int width, int height, int halvings, int threads)
    {
        var texture = new Texture();
        HalfPel.Double(pixels, width, height, texture.Add(2 * width, 2 * height), threads);
        for (var i = 0; i < halvings; i++)
        {
            var above = texture._levels[^1];
            if (above.Width < 8 || above.Height < 8)
            {
                break;
            }

            HalfPel.Halve(above, texture.Add((above.Width + 1) / 2, (above.Height + 1) / 2), threads);
        }

        return texture;
    }

    /// <summary>A level, 0 the finest.</summary>
    public TextureLevel Level(int level) => _levels[level];

    /// <summary>Alpha, 0 to 255, at the nearest texel to a pixel of the layer; 0 outside.</summary>
    public int AlphaAt(float x, float y)
    {
        var level = _levels[0];
        int u = (int)MathF.Round(2 * x), v = (int)MathF.Round(2 * y);
        return u < 0 || v < 0 || u >= level.Width || v >= level.Height
            ? 0
            : (int)(level.Texels[((nint)v * level.Stride) + u] >> 24);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private TextureLevel Add(int width, int height)
    {
        // Rows an odd number of cache lines long: rows above each other then fall on different sets of the cache, which
        // a frame that reads across them needs. A kernel may load 32 texels from the last one on.
        var stride = ((width + 31) / 32 * 32) + 16;
        var bytes = ((nuint)stride * (nuint)height * 4) + (32 * 4);
        var block = (nint)NativeMemory.AlignedAlloc(bytes, 64);
        LargePages.Advise((void*)block, bytes);
        _blocks.Add(block);
        _levels.Add(new TextureLevel((uint*)block, width, height, stride));
        return _levels[^1];
    }

    private void Free()
    {
        foreach (var block in _blocks)
        {
            NativeMemory.AlignedFree((void*)block);
        }

        _blocks.Clear();
        _levels.Clear();
    }
}
