using System.Runtime.Intrinsics;

namespace Throughline.Stage.Stills;

/// <summary>One plane of a <see cref="VideoTexture"/> as kernels see it, valid while the texture lives.</summary>
internal readonly unsafe struct PlaneLevel
{
    /// <summary>First byte of the first row; 64 bytes from any texel on may be loaded.</summary>
    public readonly byte* Texels;

    /// <summary>Bytes from one row to the next.</summary>
    public readonly int Stride;

    /// <summary>Columns of texels.</summary>
    public readonly int Width;

    /// <summary>Rows.</summary>
    public readonly int Height;

    /// <summary>The largest column that a sample may have, in 256ths: inside the last pair of texels.</summary>
    public readonly float MaxU;

    /// <summary>The largest row that a sample may have, in 256ths.</summary>
    public readonly float MaxV;

    /// <summary>The largest column and row, twice.</summary>
    public readonly Vector128<float> Most;

    public PlaneLevel(byte* texels, int width, int height, int stride)
    {
        Texels = texels;
        Stride = stride;
        Width = width;
        Height = height;
        MaxU = ((width - 2) * 256) + 255;
        MaxV = ((height - 2) * 256) + 255;
        Most = Vector128.Create(MaxU, MaxV, MaxU, MaxV);
    }
}
