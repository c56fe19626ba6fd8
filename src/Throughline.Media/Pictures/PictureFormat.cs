namespace Throughline.Media.Pictures;

/// <summary>The picture files that can be read.</summary>
public enum PictureFormat
{
    /// <summary>Portable Network Graphics.</summary>
    Png,

    /// <summary>JPEG, also with CMYK inks.</summary>
    Jpeg,

    /// <summary>WebP, lossy and lossless.</summary>
    WebP,

    /// <summary>GIF; of an animation the first frame.</summary>
    Gif,

    /// <summary>Windows bitmap.</summary>
    Bmp,
}
