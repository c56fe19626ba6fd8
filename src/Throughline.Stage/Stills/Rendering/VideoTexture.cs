using System.Runtime.InteropServices;
using Throughline.Media.Video;

namespace Throughline.Stage.Stills;

/// <summary>
/// A layer's colours for drawing frames of video: luma and alpha at twice the picture's resolution, as in
/// <see cref="Texture"/>; chroma and the alpha that belongs to it at the picture's own, each texel the mean of the 2x2
/// pixels from it on, which is what a frame's chroma stands for. Premultiplied.
/// Native memory, freed on dispose; read-only once built, so any number of threads may sample it.
/// </summary>
internal sealed unsafe class VideoTexture : IDisposable
{
    private const int Spare = 128;

    private readonly List<nint> _blocks = [];

    private VideoTexture(ReadOnlyMemory<byte> pixels, int width, int height, bool isOpaque, int threads)
    {
        var luma = new byte[width * height];
        var alpha = isOpaque ? [] : new byte[width * height];
        Chroma = AddPlane(width, height, 2);
        ChromaAlpha = isOpaque ? default : AddPlane(width, height);
        Rows.Split(height, threads, (from, to) =>
        {
            PremultipliedYuv.Luma(
                pixels.Span[(from * width * 4)..(to * width * 4)], luma.AsSpan(from * width),
                isOpaque ? [] : alpha.AsSpan(from * width));
            for (var y = from; y < to; y++)
            {
                PremultipliedYuv.Chroma(
                    Row(y),
                    Row(Math.Min(y + 1, height - 1)),
                    new Span<ushort>(Chroma.Texels + ((nint)y * Chroma.Stride), width),
                    isOpaque ? [] : new Span<byte>(ChromaAlpha.Texels + ((nint)y * ChromaAlpha.Stride), width));
            }
        });
        Luma = AddPlane(2 * width, 2 * height);
        HalfPel.Double(luma, width, height, Luma, threads);
        if (!isOpaque)
        {
            Alpha = AddPlane(2 * width, 2 * height);
            HalfPel.Double(alpha, width, height, Alpha, threads);
        }

        ReadOnlySpan<byte> Row(int y) => pixels.Span.Slice(y * width * 4, width * 4);
    }

    ~VideoTexture() => Free();

    /// <summary>Luma; texel (2x, 2y) is pixel (x, y).</summary>
    public PlaneLevel Luma { get; }

    /// <summary>Alpha; empty in an opaque texture.</summary>
    public PlaneLevel Alpha { get; }

    /// <summary>Cb and Cr, two bytes a texel; texel (x, y) lies half a pixel right of and below pixel (x, y).</summary>
    public PlaneLevel Chroma { get; }

    /// <summary>The alpha of <see cref="Chroma"/>; empty in an opaque texture.</summary>
    public PlaneLevel ChromaAlpha { get; }

    /// <summary>Builds from <paramref name="pixels"/>, premultiplied R, G, B, A.</summary>
    /// <param name="pixels">Width × height × 4 bytes.</param>
    /// <param name="width">Columns of the picture.</param>
    /// <param name="height">Rows of the picture.</param>
    /// <param name="isOpaque">Whether alpha is 255 everywhere.</param>
    /// <param name="threads">Threads to build with.</param>
    public static VideoTexture From(ReadOnlyMemory<byte> pixels, int width, int height, bool isOpaque, int threads) =>
        new(pixels, width, height, isOpaque, threads);

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private PlaneLevel AddPlane(int width, int height, int channels = 1)
    {
        // Rows an odd number of cache lines long, as in Texture.
        var stride = (((width * channels) + 127) / 128 * 128) + 64;
        return new PlaneLevel((byte*)Allocate((nuint)stride * (nuint)height), width, height, stride);
    }

    private void* Allocate(nuint bytes)
    {
        var block = NativeMemory.AlignedAlloc(bytes + Spare, 64);
        LargePages.Advise(block, bytes + Spare);
        _blocks.Add((nint)block);
        return block;
    }

    private void Free()
    {
        foreach (var block in _blocks)
        {
            NativeMemory.AlignedFree((void*)block);
        }

        _blocks.Clear();
    }
}
