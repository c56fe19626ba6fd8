using SkiaSharp;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Server.OwnApi;
using Throughline.Server.Tasks;

namespace Throughline.Server.VideosApi;

/// <summary>
/// Thumbnails and sprite sheets of videos: made when they are first asked for, one at a time, and kept beside the
/// results.
/// </summary>
internal sealed class VideoPictures(ResultFolder results) : IDisposable
{
    private const int Across = 4;
    private const int LongestTile = 320;
    private const int LongestPoster = 640;
    private const int MostSkipped = 120; // Beyond these, seeking costs less than decoding.
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>The first frame, as WebP of the video's size.</summary>
    public Task<TaskFile> ThumbnailAsync(TaskRecord task, CancellationToken cancellationToken) => KeptAsync(
        task, "thumbnail.webp", "image/webp", SKEncodedImageFormat.Webp, clip => FrameAsync(clip, 0, cancellationToken),
        cancellationToken);

    /// <summary>
    /// What a clip or a film is shown by, as WebP of at most 640 pixels a side: a clip's first frame; of a film, which
    /// may open on black, one from its first half.
    /// </summary>
    public Task<TaskFile> PosterAsync(TaskRecord task, CancellationToken cancellationToken) => KeptAsync(
        task, OwnTaskJson.Poster, "image/webp", SKEncodedImageFormat.Webp, async clip =>
        {
            int at = task.Order.Kind == OrderKind.Film ? task.Order.Rate.FramesIn(task.Order.Seconds) / 3 : 0;
            Picture frame = await FrameAsync(clip, at, cancellationToken);
            PixelSize size = Within(frame.Size, LongestPoster);
            return size == frame.Size ? frame : Resample.To(frame, size);
        }, cancellationToken);

    /// <summary>
    /// Sixteen frames evenly from first to last, row by row, four across, as JPEG; a tile's longer side is at most 320
    /// pixels.
    /// </summary>
    public Task<TaskFile> SpriteSheetAsync(TaskRecord task, CancellationToken cancellationToken) => KeptAsync(
        task, "spritesheet.jpg", "image/jpeg", SKEncodedImageFormat.Jpeg, clip => SheetAsync(clip, cancellationToken),
        cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<TaskFile> KeptAsync(
        TaskRecord task,
        string name,
        string mediaType,
        SKEncodedImageFormat format,
        Func<string, Task<Picture>> make,
        CancellationToken cancellationToken)
    {
        string folder = results.Of(task.Id);
        string path = Path.Combine(folder, name);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (!File.Exists(path))
            {
                Directory.CreateDirectory(folder);
                string draft = path + ".draft";
                await File.WriteAllBytesAsync(
                    draft, PictureEncoder.Encode(await make(results.PathOf(task.Files[0])), format), cancellationToken);
                File.Move(draft, path, overwrite: true);
            }
        }
        finally
        {
            _turn.Release();
        }

        return results.Describe(name, path, mediaType);
    }

    private static async Task<Picture> FrameAsync(string clip, int index, CancellationToken cancellationToken)
    {
        await using ClipReader reader = await ClipReader.OpenAsync(Ffmpeg.Find(), clip, index, cancellationToken);
        var frame = new Picture(reader.Size.Width, reader.Size.Height);
        await ReadAsync(reader, frame, cancellationToken);
        return frame;
    }

    private static PixelSize Within(PixelSize size, int longest)
    {
        double scale = Math.Min(1, (double)longest / Math.Max(size.Width, size.Height));
        return new PixelSize(Math.Max(1, (int)(size.Width * scale)), Math.Max(1, (int)(size.Height * scale)));
    }

    private static async Task<Picture> SheetAsync(string clip, CancellationToken cancellationToken)
    {
        const int Tiles = Across * Across;
        ClipInfo info = await ClipReader.ProbeAsync(Ffmpeg.Find(), clip, cancellationToken);
        PixelSize tile = Within(info.Size, LongestTile);
        var sheet = new Picture(tile.Width * Across, tile.Height * Across);
        ClipReader? reader = null;
        try
        {
            var frame = new Picture(info.Size.Width, info.Size.Height);
            int next = 0;
            for (int i = 0; i < Tiles; i++)
            {
                int wanted = (int)((long)i * (info.Frames - 1) / (Tiles - 1));
                if (reader is null || wanted - next > MostSkipped)
                {
                    await (reader?.DisposeAsync() ?? ValueTask.CompletedTask);
                    reader = await ClipReader.OpenAsync(Ffmpeg.Find(), clip, next = wanted, cancellationToken);
                }

                for (; next <= wanted; next++)
                {
                    await ReadAsync(reader, frame, cancellationToken);
                }

                Picture small = Resample.To(frame, tile);
                for (int y = 0; y < tile.Height; y++)
                {
                    small.Row(y).CopyTo(sheet.Row((i / Across * tile.Height) + y)[(i % Across * tile.Width * 4)..]);
                }
            }
        }
        finally
        {
            await (reader?.DisposeAsync() ?? ValueTask.CompletedTask);
        }

        return sheet;
    }

    private static async Task ReadAsync(ClipReader reader, Picture frame, CancellationToken cancellationToken)
    {
        if (!await reader.ReadAsync(frame, cancellationToken))
        {
            throw new InvalidDataException("The clip has no such frame.");
        }
    }
}
