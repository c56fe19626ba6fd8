using Throughline.Media.Pictures;

namespace Throughline.Media.Video;

/// <summary>
/// A frame as video holds it: planes Y, Cb, Cr of 8 bits, 4:2:0, limited range, matrix of BT.709, chroma sited at the
/// centre of the four pixels it stands for.
/// </summary>
public sealed class VideoFrame
{
    /// <summary>Creates a frame whose bytes are not set.</summary>
    /// <exception cref="ArgumentException">A side is odd or below 2.</exception>
    public VideoFrame(PixelSize size)
    {
        if (size.Width < 2 || size.Height < 2 || ((size.Width | size.Height) & 1) != 0)
        {
            throw new ArgumentException($"4:2:0 needs even sides, not {size}.", nameof(size));
        }

        Size = size;
        Planes = GC.AllocateUninitializedArray<byte>(Bt709.FrameBytes(size.Width, size.Height), pinned: true);
    }

    /// <summary>Size of the luma plane; the others are half as wide and high.</summary>
    public PixelSize Size { get; }

    /// <summary>All bytes: Y, then Cb, then Cr, each row after row; the array does not move.</summary>
    public byte[] Planes { get; }

    /// <summary>Takes over a picture of the same size; its alpha does not count.</summary>
    public void Set(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        Bt709.ToYuv420(picture.Pixels, Size.Width, Size.Height, Planes);
    }

    /// <summary>The frame as a picture.</summary>
    public Picture ToPicture()
    {
        var picture = new Picture(Size.Width, Size.Height);
        Bt709.ToRgba(Planes, Size.Width, Size.Height, picture.Pixels);
        return picture;
    }
}
