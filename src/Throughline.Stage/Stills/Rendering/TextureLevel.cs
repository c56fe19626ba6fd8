namespace Throughline.Stage.Stills;

/// <summary>
/// One level of a <see cref="Texture"/> as kernels see it: premultiplied R, G, B, A texels, valid while the texture
/// lives.
/// </summary>
internal readonly unsafe struct TextureLevel
{
    /// <summary>First texel of the first row.</summary>
    public readonly uint* Texels;

    /// <summary>Texels from one row to the next, at least the width.</summary>
    public readonly int Stride;

    /// <summary>Columns.</summary>
    public readonly int Width;

    /// <summary>Rows.</summary>
    public readonly int Height;

    /// <summary>The largest column that a sample may have: inside the last pair of texels.</summary>
    public readonly float MaxU;

    /// <summary>The largest row that a sample may have.</summary>
    public readonly float MaxV;

    public TextureLevel(uint* texels, int width, int height, int stride)
    {
        Texels = texels;
        Stride = stride;
        Width = width;
        Height = height;
        MaxU = width - 2 + (255f / 256);
        MaxV = height - 2 + (255f / 256);
    }
}
