using Throughline.Server.Aliases;
using Throughline.Server.Fetching;
using Throughline.Server.Footage;
using Throughline.Server.Tasks;

namespace Throughline.Server.VideosApi;

/// <summary>
/// What an edit makes. A video that was staged from words is staged again with the words of both and the look they
/// name: the same chance, so the same actors and camera. Any other clip is drawn anew in the look that the words name.
/// </summary>
internal sealed class VideoEdits(VideoOrder orders, FootageLooks looks, FootagePreparation footage, OwnClips clips)
{
    /// <summary>The edit of a video made here.</summary>
    /// <param name="source">The video, completed.</param>
    /// <param name="form">The request, with its prompt.</param>
    /// <param name="cancellationToken">Stops the copying.</param>
    /// <exception cref="VideosException">A field is wrong, or nothing of it can be done.</exception>
    public async Task<(TaskOrder Order, VideoDetails Details)> OfVideoAsync(
        TaskRecord source, VideoForm form, CancellationToken cancellationToken)
    {
        string prompt = VideoOrder.Prompt(form);
        string? look = orders.LookOf(form, new ModelAlias { Engine = source.Order.Engine }) ?? looks.In(prompt);
        VideoDetails details = VideoDetails.Of(source) with
        {
            RemixedFrom = source.Api == VideosApi.Name ? VideoId.Write(source.Id) : null,
        };
        if (source.Order.Kind == OrderKind.Clip && source.Order.Shots.All(shot => shot.First is null))
        {
            return (source.Order with
            {
                Look = look ?? source.Order.Look,
                Shots = [.. source.Order.Shots.Select(shot => shot with { Prompt = Joined(shot.Prompt, prompt) })],
                Notes = [],
            }, details);
        }

        // A drawing is made from what was given, not from a drawing of it.
        ClipInput clip = source.Order is { Kind: OrderKind.Restyle, Footage: { } given } ? given
            : new ClipInput
            {
                Asset = await clips.KeepAsync(source, cancellationToken) ?? throw VideosException.Expired("video"),
            };
        return (new TaskOrder
        {
            Kind = OrderKind.Restyle,
            Engine = source.Order.Engine,
            Look = look ?? throw Unsupported(),
            Width = source.Order.Width,
            Height = source.Order.Height,
            RateNumerator = source.Order.RateNumerator,
            RateDenominator = source.Order.RateDenominator,
            Footage = clip,
            Shots = [
                new OrderShot { Prompt = prompt, Seconds = source.Order.Seconds, Seed = source.Order.Shots[0].Seed }
            ],
        }, details);
    }

    /// <summary>The edit of a file that was sent along.</summary>
    /// <param name="file">The clip.</param>
    /// <param name="form">The request, with its prompt.</param>
    /// <param name="cancellationToken">Stops looking at the clip.</param>
    /// <exception cref="VideosException">A field is wrong, or this is no clip.</exception>
    public async Task<(TaskOrder Order, VideoDetails Details)> OfFileAsync(
        VideoFormFile file, VideoForm form, CancellationToken cancellationToken)
    {
        string prompt = VideoOrder.Prompt(form);
        ModelAlias alias = orders.Alias(form.Text("model") ?? VideoOrder.UsualModel);
        var order = new TaskOrder
        {
            Kind = OrderKind.Restyle,
            Engine = alias.Engine,
            Look = orders.LookOf(form, alias) ?? looks.In(prompt) ?? throw Unsupported(),
            Footage = new ClipInput { Asset = file.Asset },
            Shots = [new OrderShot { Prompt = prompt, Seconds = FootagePreparation.MostSeconds }],
        };
        try
        {
            return (await footage.PrepareAsync(order, cancellationToken), new VideoDetails());
        }
        catch (Exception failure) when (failure is InputException or FetchException)
        {
            throw new VideosException(failure.Message, "video", "invalid_video");
        }
    }

    private static string Joined(string? first, string second) =>
        string.IsNullOrWhiteSpace(first) ? second : $"{first.TrimEnd().TrimEnd('.')}. {second}";

    private VideosException Unsupported() => new(looks.Refusal, "prompt", "unsupported");
}
