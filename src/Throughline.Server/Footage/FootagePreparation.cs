using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Server.Assets;
using Throughline.Server.Fetching;
using Throughline.Server.Tasks;

namespace Throughline.Server.Footage;

/// <summary>
/// Gets a task's footage here, looks at what it is, and fixes the size, rate and length of what is made of it.
/// </summary>
internal sealed class FootagePreparation(AssetStore assets, SafeFetch fetch) : IDisposable
{
    /// <summary>The longest footage, in seconds.</summary>
    public const int MostSeconds = 120;

    /// <summary>What is said of a clip that cannot be read.</summary>
    public const string Unreadable =
        "This is not a clip that can be read: send MP4, QuickTime, WebM, Matroska or AVI.";

    private const long MostBytes = 32L << 20;
    private const int MostPixels = 40_000_000; // As a picture may have.
    private const int MostArea = 1920 * 1088; // What is larger is made smaller.
    private const int MostFramesPerSecond = 60;
    private const int LeastSide = 64;
    private const int MostSide = 8192; // As a picture may have.
    private const int MostAtOnce = 2; // What is looked at may take up all that ffmpeg is allowed.

    private readonly SemaphoreSlim _looking = new(MostAtOnce);

    /// <summary>
    /// ffmpeg for clips of clients: bounded in memory, in the size of frames and in how many are counted.
    /// </summary>
    public static Ffmpeg Ffmpeg => Ffmpeg.Find().Within(new FfmpegLimits
    {
        MemoryBytes = 3L << 30,
        FramePixels = MostPixels,
        Frames = (MostSeconds * MostFramesPerSecond) + 2,
    });

    /// <summary>The order with its footage kept here and known.</summary>
    /// <exception cref="FetchException">A URL cannot be fetched.</exception>
    /// <exception cref="InputException">What came is no clip, or not one that can be used.</exception>
    public async Task<TaskOrder> PrepareAsync(TaskOrder order, CancellationToken cancellationToken)
    {
        ClipInput given = order.Footage!;
        string asset = given.Asset ?? await FetchAsync(new Uri(given.Url!), cancellationToken);
        assets.Hold(asset);
        ClipInfo info = await LookAsync(assets.PathOf(asset), cancellationToken);
        PixelSize size = order.Width > 0 ? new PixelSize(order.Width, order.Height) : Even(info.Size);
        return order with
        {
            Footage = given with { Asset = asset, Frames = info.Frames },
            Width = size.Width,
            Height = size.Height,
            RateNumerator = info.Rate.Numerator,
            RateDenominator = info.Rate.Denominator,
            Shots = [order.Shots[0] with { Seconds = Seconds(info) }, .. order.Shots.Skip(1)],
        };
    }

    /// <summary>What a client's clip is; few are looked at at a time.</summary>
    /// <exception cref="InputException">It is no clip, or not one that can be used.</exception>
    public async Task<ClipInfo> LookAsync(string path, CancellationToken cancellationToken)
    {
        await _looking.WaitAsync(cancellationToken);
        try
        {
            ClipInfo info = await ClipReader.ProbeAsync(Ffmpeg, path, cancellationToken);
            return Refusal(info) is { } refusal ? throw new InputException(refusal) : info;
        }
        catch (MediaException failure) when (failure.Code is MediaError.NotAClip or MediaError.Missing
            or MediaError.TimedOut)
        {
            throw new InputException(Unreadable);
        }
        finally
        {
            _looking.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _looking.Dispose();

    private static string? Refusal(ClipInfo info) =>
        info.Size.Area == 0 ? $"The clip's frames cannot be read, or have more than {MostPixels / 1_000_000} million pixels."
        : Seconds(info) > MostSeconds ? $"The clip is longer than {MostSeconds} seconds."
        : info.Rate.Numerator > MostFramesPerSecond * info.Rate.Denominator
            || Math.Min(info.Size.Width, info.Size.Height) < LeastSide
            || Math.Max(info.Size.Width, info.Size.Height) > MostSide || info.Size.Area > MostPixels
            ? $"The clip has {info.Rate} frames a second of {info.Size}; at most {MostFramesPerSecond} of {LeastSide} to {MostSide} pixels a side and {MostPixels / 1_000_000} million in all can be used."
        : null;

    private static decimal Seconds(ClipInfo info) =>
        Math.Round((decimal)info.Frames * info.Rate.Denominator / info.Rate.Numerator, 3);

    // Its own size, with even sides, no larger than may be.
    private static PixelSize Even(PixelSize size)
    {
        double scale = Math.Min(1, Math.Sqrt((double)MostArea / size.Area));
        return new PixelSize((int)(size.Width * scale) & ~1, (int)(size.Height * scale) & ~1);
    }

    private async Task<string> FetchAsync(Uri url, CancellationToken cancellationToken)
    {
        using AssetDraft draft = assets.Begin(MostBytes);
        await fetch.FetchAsync(url, "video/", draft.WriteAsync, MostBytes, cancellationToken);
        return draft.Keep();
    }
}
