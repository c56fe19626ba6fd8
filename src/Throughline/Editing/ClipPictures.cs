using Throughline.Media.Pictures;
using Throughline.Media.Video;

namespace Throughline.Editing;

/// <summary>Single frames of clips.</summary>
internal static class ClipPictures
{
    /// <summary>The last frame, as rendered where that was kept, else from the clip.</summary>
    public static async Task<Picture> LastAsync(CutClip clip, CutOrder order, CancellationToken cancellationToken) =>
        Kept(clip.LastPicture, order.Film.Size)?.Invoke() ?? await AtAsync(clip, clip.Frames - 1, order, cancellationToken);

    /// <summary>Reads a picture that production kept; null when there is none of the film's size.</summary>
    public static Func<Picture>? Kept(string? path, PixelSize size) =>
        path is not null && File.Exists(path) && PictureFile.ReadInfo(path).Size == size
            ? () => PictureFile.Read(path)
            : null;

    /// <summary>A frame of the encoded clip.</summary>
    /// <exception cref="MediaException">The clip cannot be read.</exception>
    public static async Task<Picture> AtAsync(
        CutClip clip, int frame, CutOrder order, CancellationToken cancellationToken)
    {
        await using var reader = await ClipReader.OpenAsync(order.Ffmpeg, clip.File, frame, cancellationToken);
        var picture = new Picture(reader.Size.Width, reader.Size.Height);
        return await reader.ReadAsync(picture, cancellationToken)
            ? picture
            : throw new MediaException(
                MediaError.NotAClip, $"{clip.File}: the clip has no frame {frame}; shoot the take again.");
    }
}
