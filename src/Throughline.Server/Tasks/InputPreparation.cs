using Throughline.Media.Pictures;
using Throughline.Server.Assets;
using Throughline.Server.Fetching;
using Throughline.Server.Footage;

namespace Throughline.Server.Tasks;

/// <summary>
/// Gets a task's pictures here, checks them, and lets the first one choose the size where the client left it open.
/// </summary>
internal sealed class InputPreparation(AssetStore assets, SafeFetch fetch, FootagePreparation footage)
{
    /// <summary>Largest picture that is fetched.</summary>
    public const long MostBytes = 16L << 20;

    /// <summary>The order with every picture kept here and its size known.</summary>
    /// <exception cref="FetchException">A URL cannot be fetched.</exception>
    /// <exception cref="PictureException">What came is not a picture, or is too large.</exception>
    /// <exception cref="InputException">Footage cannot be used.</exception>
    public async Task<TaskOrder> PrepareAsync(TaskOrder order, CancellationToken cancellationToken)
    {
        var kept = new Dictionary<string, string>(StringComparer.Ordinal);
        var shots = new List<OrderShot>();
        foreach (OrderShot shot in order.Shots)
        {
            shots.Add(shot with
            {
                First = await KeepAsync(shot.First, kept, cancellationToken),
                Last = await KeepAsync(shot.Last, kept, cancellationToken),
            });
        }

        TaskOrder ready = order with { Shots = shots };
        if (ready.Footage is not null)
        {
            return await footage.PrepareAsync(ready, cancellationToken);
        }

        return ready.Width > 0 ? ready : WithSize(ready);
    }

    private async Task<PictureInput?> KeepAsync(
        PictureInput? input, Dictionary<string, string> kept, CancellationToken cancellationToken)
    {
        if (input is not { Asset: null, Url: { } url })
        {
            return input;
        }

        if (!kept.TryGetValue(url, out string? asset))
        {
            using AssetDraft draft = assets.Begin(MostBytes);
            await fetch.FetchAsync(new Uri(url), "image/", draft.WriteAsync, MostBytes, cancellationToken);
            asset = draft.Keep();
            kept.Add(url, asset);
        }

        assets.CheckPicture(asset);
        return input with { Asset = asset };
    }

    // The listed shape nearest to the first picture's; without a picture the first in the list.
    private TaskOrder WithSize(TaskOrder order)
    {
        var sizes = order.Sizes!.Select(PictureSizes.Read).ToList();
        PixelSize size = sizes[0];
        if (order.Inputs.FirstOrDefault()?.Asset is { } asset)
        {
            PixelSize picture = assets.CheckPicture(asset);
            size = sizes.MinBy(
                one => Math.Abs(Math.Log(picture.Width * (double)one.Height / (picture.Height * (double)one.Width))));
        }

        return order with { Width = size.Width, Height = size.Height };
    }
}
