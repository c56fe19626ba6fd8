using SkiaSharp;
using Throughline.Media.Files;

namespace Throughline.Media.Pictures;

/// <summary>
/// Picture files in and out. PNG, JPEG, WebP, GIF and BMP are told by their contents, whatever their extension. Every
/// method may be called from any thread.
/// </summary>
public static class PictureFile
{
    /// <summary>Reads the header alone; decodes nothing. (Of a GIF all frames are counted.)</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">The sizes to accept; null for <see cref="PictureLimits.Usual"/>.</param>
    /// <exception cref="PictureException">The file is missing, not a readable picture, or too large.</exception>
    public static PictureInfo ReadInfo(string path, PictureLimits? limits = null)
    {
        using var source = PictureSource.Open(path, limits ?? PictureLimits.Usual);
        return new(source.Format, source.Seen, source.Frames);
    }

    /// <summary>
    /// Reads a picture as it is meant to be seen: turned by its EXIF orientation, its colours brought to sRGB from
    /// whatever profile it carries, opaque (transparency shows black), 8 bits a channel. An animation gives its first
    /// frame.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">The sizes to accept; null for <see cref="PictureLimits.Usual"/>.</param>
    /// <exception cref="PictureException">The file is missing, not a readable picture, broken or too large.</exception>
    public static Picture Read(string path, PictureLimits? limits = null)
    {
        using var source = PictureSource.Open(path, limits ?? PictureLimits.Usual);
        using var space = SKColorSpace.CreateSrgb();
        return new(source.Seen.Width, source.Seen.Height, source.Decode(space));
    }

    /// <summary>
    /// Reads a picture in memory, such as a texture inside another file: as <see cref="Read"/>, but with its
    /// transparency.
    /// </summary>
    /// <param name="bytes">The picture file's content.</param>
    /// <param name="name">How messages call it.</param>
    /// <param name="limits">The sizes to accept; checked before anything is decoded.</param>
    /// <exception cref="PictureException">It is not a readable picture, broken or too large.</exception>
    public static Picture ReadTexture(ReadOnlyMemory<byte> bytes, string name, PictureLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        using var source = PictureSource.Open(name, bytes.ToArray(), limits);
        using var space = SKColorSpace.CreateSrgb();
        return new(source.Seen.Width, source.Seen.Height, source.Decode(space, keepsAlpha: true));
    }

    /// <summary>
    /// Reads a depth picture: its grey is nearness, white is near. A 16-bit PNG keeps all 16 bits; colours count by
    /// their Rec. 709 luma. The stored values are taken as they are, without any colour profile.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">The sizes to accept; null for <see cref="PictureLimits.Usual"/>.</param>
    /// <exception cref="PictureException">The file is missing, not a readable picture, broken or too large.</exception>
    public static DepthPicture ReadDepth(string path, PictureLimits? limits = null)
    {
        using var source = PictureSource.Open(path, limits ?? PictureLimits.Usual);
        if (source.Format is PictureFormat.Png && DeepPng.TryRead(path) is { } values)
        {
            var turned = new float[values.Length];
            Orientation.Turn<float>(values, source.Stored, source.Origin, turned);
            return new(source.Seen.Width, source.Seen.Height, turned);
        }

        var pixels = source.Decode(null);
        var nearness = new float[pixels.Length / 4];
        for (var i = 0; i < nearness.Length; i++)
        {
            nearness[i] = Luma(pixels[4 * i], pixels[(4 * i) + 1], pixels[(4 * i) + 2], 255f);
        }

        return new(source.Seen.Width, source.Seen.Height, nearness);
    }

    /// <summary>
    /// Reads a matte: its grey is how much of a pixel is the subject, white is all of it. Otherwise as
    /// <see cref="ReadDepth"/>.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">The sizes to accept; null for <see cref="PictureLimits.Usual"/>.</param>
    /// <exception cref="PictureException">The file is missing, not a readable picture, broken or too large.</exception>
    public static MattePicture ReadMatte(string path, PictureLimits? limits = null)
    {
        var grey = ReadDepth(path, limits);
        return new(grey.Width, grey.Height, grey.Nearness);
    }

    /// <summary>
    /// Writes a PNG of 8 bits a channel that reads back bit for bit, tagged sRGB: opaque pictures as RGB, others as
    /// RGBA. The file appears complete or not at all; an older one stays until then.
    /// </summary>
    /// <param name="picture">What to write.</param>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="level">zlib's effort, 0 (none) to 9 (smallest); 1 is the fastest that compresses.</param>
    /// <param name="cargo">Bytes that the file carries besides, at most 1 MiB; <see cref="ReadCargo"/> gives them
    /// back.</param>
    /// <exception cref="PictureException">The file cannot be written or the disk is full.</exception>
    public static void WritePng(Picture picture, string path, int level = 1, ReadOnlyMemory<byte> cargo = default)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(cargo.Length, PngCargo.Largest);
        Write(path, stream => PngWriter.Write(stream, picture, level, cargo.Span));
    }

    /// <summary>
    /// What <see cref="WritePng(Picture, string, int, ReadOnlyMemory{byte})"/> gave a picture to carry; empty when it
    /// carries nothing or cannot be read.
    /// </summary>
    public static byte[] ReadCargo(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var stream = File.OpenRead(path);
            return PngCargo.Read(stream);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return [];
        }
    }

    /// <summary>
    /// Writes a depth picture as a PNG of 16 bits grey, white near. Values are held to 0..1 and rounded to 1/65535.
    /// The file appears complete or not at all; an older one stays until then.
    /// </summary>
    /// <param name="depth">What to write.</param>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="level">zlib's effort, 0 (none) to 9 (smallest); 1 is the fastest that compresses.</param>
    /// <exception cref="PictureException">The file cannot be written or the disk is full.</exception>
    public static void WritePng(DepthPicture depth, string path, int level = 1)
    {
        ArgumentNullException.ThrowIfNull(depth);
        Write(path, stream => PngWriter.Write(stream, depth, level));
    }

    /// <summary>
    /// Writes a matte as a PNG of 8 bits grey, the subject white. Values are held to 0..1 and rounded to 1/255.
    /// The file appears complete or not at all; an older one stays until then.
    /// </summary>
    /// <param name="matte">What to write.</param>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="level">zlib's effort, 0 (none) to 9 (smallest); 1 is the fastest that compresses.</param>
    /// <exception cref="PictureException">The file cannot be written or the disk is full.</exception>
    public static void WritePng(MattePicture matte, string path, int level = 1)
    {
        ArgumentNullException.ThrowIfNull(matte);
        Write(path, stream => PngWriter.Write(stream, matte, level));
    }

    /// <summary>Rec. 709 luma of R, G and B, divided by <paramref name="white"/>; exact for a grey.</summary>
    internal static float Luma(int r, int g, int b, float white) =>
        r == g && g == b ? r / white : ((0.2126f * r) + (0.7152f * g) + (0.0722f * b)) / white;

    private static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var part = new PartFile(path);
        try
        {
            using (var stream = new FileStream(part.Path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(stream);
            }

            part.Commit();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileTrouble.IsDiskFull(e)
                ? new PictureException(PictureError.DiskFull, $"{path}: the disk is full; make room and run again.", e)
                : new PictureException(
                    PictureError.Unwritable,
                    $"{path}: the file cannot be written ({FileTrouble.Reason(e, path)}); choose another place.",
                    e);
        }
    }
}
