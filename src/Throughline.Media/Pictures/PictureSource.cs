using System.Buffers.Binary;
using System.Runtime.InteropServices;
using SkiaSharp;

namespace Throughline.Media.Pictures;

/// <summary>
/// An open picture file whose kind, size and header have been checked; nothing is decoded before <see cref="Decode"/>.
/// </summary>
internal sealed class PictureSource : IDisposable
{
    private readonly string _path;
    private readonly SKCodec _codec;

    private PictureSource(string path, PictureFormat format, SKCodec codec)
    {
        _path = path;
        _codec = codec;
        Format = format;
        Stored = new(codec.Info.Width, codec.Info.Height);
    }

    /// <summary>The real format.</summary>
    public PictureFormat Format { get; }

    /// <summary>Size as stored, before orientation.</summary>
    public PixelSize Stored { get; }

    /// <summary>How the stored pixels are turned to be seen.</summary>
    public SKEncodedOrigin Origin => _codec.EncodedOrigin;

    /// <summary>Size as seen.</summary>
    public PixelSize Seen => Orientation.Seen(Stored, Origin);

    /// <summary>Frames of an animation; 1 for a still. Scans the file.</summary>
    public int Frames => Math.Max(1, _codec.FrameCount);

    /// <summary>Opens and checks; the caller disposes.</summary>
    /// <exception cref="PictureException">See the codes.</exception>
    public static PictureSource Open(string path, PictureLimits limits)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Open(path, ReadHead(path, limits), limits, () => new SKFileStream(path));
    }

    /// <summary>The same of a picture in memory.</summary>
    /// <param name="name">How messages call it.</param>
    /// <param name="bytes">The file's content.</param>
    /// <param name="limits">The sizes to accept.</param>
    /// <exception cref="PictureException">See the codes.</exception>
    public static PictureSource Open(string name, byte[] bytes, PictureLimits limits) =>
        Open(
            name, bytes.AsSpan(0, Math.Min(bytes.Length, PictureKind.HeadLength)).ToArray(), limits,
            () => new SKMemoryStream(bytes));

    private static PictureSource Open(string path, byte[] head, PictureLimits limits, Func<SKStream> open)
    {
        if (PictureKind.Readable(head) is not { } format)
        {
            throw PictureKind.Unreadable(head) is { } kind
                ? new PictureException(
                    PictureError.UnknownFormat,
                    $"{path}: this is {kind}, which is not read here; save it as PNG, JPEG, WebP, GIF or BMP.")
                : new PictureException(
                    PictureError.NotAPicture,
                    $"{path}: this is not a picture; give a PNG, JPEG, WebP, GIF or BMP file.");
        }

        CheckDeclaredSize(path, format, head, limits);
        var codec = SKCodec.Create(open(), out var result);
        if (codec is null)
        {
            throw result is SKCodecResult.IncompleteInput ? Truncated(path, format) : Corrupt(path, format);
        }

        var source = new PictureSource(path, format, codec);
        try
        {
            CheckSize(path, source.Stored.Width, source.Stored.Height, limits);
            return source;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Decodes the first frame, turned as seen, to R G B A bytes: in <paramref name="space"/>, or as the
    /// bare stored values when it is null.
    /// </summary>
    /// <param name="space">The space of colours.</param>
    /// <param name="keepsAlpha">Whether colours stay as they are beside their alpha; otherwise they lie over black and
    /// A is 255.</param>
    /// <exception cref="PictureException">The file is truncated or corrupt.</exception>
    public byte[] Decode(SKColorSpace? space, bool keepsAlpha = false)
    {
        var info = new SKImageInfo(
            Stored.Width, Stored.Height, SKColorType.Rgba8888,
            _codec.Info.IsOpaque ? SKAlphaType.Opaque : keepsAlpha ? SKAlphaType.Unpremul : SKAlphaType.Premul, space);
        var pixels = GC.AllocateUninitializedArray<byte>(checked(Stored.Width * Stored.Height * 4), pinned: true);
        SKCodecResult result;
        unsafe
        {
            fixed (byte* start = pixels)
            {
                result = _codec.GetPixels(info, (nint)start, info.RowBytes, new SKCodecOptions(0));
            }
        }

        switch (result)
        {
            case SKCodecResult.Success:
                break;
            case SKCodecResult.IncompleteInput:
                throw Truncated(_path, Format);
            default:
                throw Corrupt(_path, Format);
        }

        if (!_codec.Info.IsOpaque && !keepsAlpha)
        {
            // Premultiplied colours are the colours over black.
            foreach (ref var pixel in MemoryMarshal.Cast<byte, uint>(pixels.AsSpan()))
            {
                pixel |= 0xFF000000;
            }
        }

        if (Origin is SKEncodedOrigin.TopLeft)
        {
            return pixels;
        }

        var turned = GC.AllocateUninitializedArray<byte>(pixels.Length);
        Orientation.Turn(
            MemoryMarshal.Cast<byte, uint>(pixels.AsSpan()), Stored, Origin,
            MemoryMarshal.Cast<byte, uint>(turned.AsSpan()));
        return turned;
    }

    /// <inheritdoc/>
    public void Dispose() => _codec.Dispose();

    /// <summary>The error of a file that ends too early.</summary>
    public static PictureException Truncated(string path, PictureFormat format) => new(
        PictureError.Truncated,
        $"{path}: the {Name(format)} picture is truncated: the file ends before the picture does; copy or save it again.");

    /// <summary>The error of a file with broken contents.</summary>
    public static PictureException Corrupt(string path, PictureFormat format) => new(
        PictureError.Corrupt, $"{path}: the {Name(format)} picture is corrupt and cannot be decoded; save it again.");

    // As people write it.
    private static string Name(PictureFormat format) =>
        format is PictureFormat.WebP ? "WebP" : format.ToString().ToUpperInvariant();

    private static byte[] ReadHead(string path, PictureLimits limits)
    {
        try
        {
            if (Directory.Exists(path))
            {
                throw new PictureException(PictureError.Unreadable, $"{path}: this is a folder; give a picture file.");
            }

            var file = new FileInfo(path);
            if (!file.Exists)
            {
                throw new PictureException(PictureError.Missing, $"{path}: there is no such file; check the path.");
            }

            // Pipes and devices have no length either: they are refused before an open could block.
            if (file.Length == 0)
            {
                throw new PictureException(
                    PictureError.Empty, $"{path}: the file is empty (0 bytes); copy or save it again.");
            }

            if (file.Length > limits.MaxBytes)
            {
                throw new PictureException(
                    PictureError.TooLarge,
                    $"{path}: the file has {file.Length >> 20} MB; at most {limits.MaxBytes >> 20} MB are read. Save it smaller.");
            }

            using var stream = file.OpenRead();
            var head = new byte[PictureKind.HeadLength];
            head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];

            // A WebP says how long it is, and its decoder would call a short one corrupt.
            return PictureKind.Readable(head) is PictureFormat.WebP
                && BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4)) + 8L > file.Length
                ? throw Truncated(path, PictureFormat.WebP) : head;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new PictureException(PictureError.Unreadable, $"{path}: the file cannot be read: {e.Message}", e);
        }
    }

    // PNG, GIF and BMP declare their size at a fixed place: a lie is refused before a decoder is even made.
    private static void CheckDeclaredSize(
        string path, PictureFormat format, ReadOnlySpan<byte> head, PictureLimits limits)
    {
        var (width, height) = format switch
        {
            PictureFormat.Png when head.Length >= 24 => (Big(head[16..]), Big(head[20..])),
            PictureFormat.Gif when head.Length >= 10 => (Little16(head[6..]), Little16(head[8..])),
            PictureFormat.Bmp when head.Length >= 26 && head[14] >= 40 =>
                (Little32(head[18..]), Math.Abs(Little32(head[22..]))),
            _ => (0L, 0L),
        };
        CheckSize(path, width, height, limits);

        static long Big(ReadOnlySpan<byte> at) => BinaryPrimitives.ReadUInt32BigEndian(at);
        static long Little16(ReadOnlySpan<byte> at) => BinaryPrimitives.ReadUInt16LittleEndian(at);
        static long Little32(ReadOnlySpan<byte> at) => BinaryPrimitives.ReadInt32LittleEndian(at);
    }

    private static void CheckSize(string path, long width, long height, PictureLimits limits)
    {
        if (width > limits.MaxSide || height > limits.MaxSide || width * height > limits.MaxPixels)
        {
            throw new PictureException(
                PictureError.TooLarge,
                $"{path}: the picture is {width}x{height}; at most {limits.MaxSide} pixels a side and "
                + $"{limits.MaxPixels / 1_000_000} million in all are read. Save it smaller.");
        }
    }
}
