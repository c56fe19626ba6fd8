using Throughline.Media.Pictures;
using Throughline.Media.Video;

namespace Throughline.Server.Footage;

/// <summary>
/// A client's clip to be read frame by frame in a task's size, cropped about the middle where its shape differs, as
/// pictures are. One reading at a time.
/// </summary>
/// <param name="path">The clip.</param>
/// <param name="size">Size of the frames that are given.</param>
/// <param name="frames">How many frames it has.</param>
/// <param name="rate">Its frames a second.</param>
internal sealed class GivenFootage(string path, PixelSize size, int frames, FrameRate rate) : IAsyncDisposable
{
    private ClipReader? _reader;

    /// <summary>How many frames it has.</summary>
    public int Frames => frames;

    /// <summary>Its frames a second.</summary>
    public FrameRate Rate => rate;

    /// <summary>
    /// Opens the clip at a frame; gives what reads the next one, false at the end. What was opened before ends.
    /// </summary>
    /// <exception cref="MediaException">The clip is broken.</exception>
    public async ValueTask<Func<Picture, CancellationToken, ValueTask<bool>>> OpenAsync(
        int first, CancellationToken cancellationToken)
    {
        await DisposeAsync();
        ClipReader reader = _reader = await ClipReader.OpenAsync(
            FootagePreparation.Ffmpeg, path, first, cancellationToken);
        if (reader.Size == size)
        {
            return reader.ReadAsync;
        }

        var whole = new Picture(reader.Size.Width, reader.Size.Height);
        return async (frame, token) =>
        {
            if (!await reader.ReadAsync(whole, token))
            {
                return false;
            }

            Fit.Cover(whole, size).Pixels.CopyTo(frame.Pixels, 0);
            return true;
        };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_reader is { } reader)
        {
            _reader = null;
            await reader.DisposeAsync();
        }
    }
}
