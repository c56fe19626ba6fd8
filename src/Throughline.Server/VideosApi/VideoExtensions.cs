using Throughline.Server.Fetching;
using Throughline.Server.Footage;
using Throughline.Server.Tasks;

namespace Throughline.Server.VideosApi;

/// <summary>
/// What an extension makes. A video that was shot here goes on in its own world; any other clip goes on from its last
/// picture, which the words move as they move every given picture.
/// </summary>
internal sealed class VideoExtensions(VideoOrder orders, FootagePreparation footage, OwnClips clips)
{
    private const string Note = "extension: the clip goes on from its last picture; who acts in it does not act on";

    /// <summary>A video made here, and some seconds more.</summary>
    /// <param name="source">The video, completed.</param>
    /// <param name="form">The request, with its prompt and seconds.</param>
    /// <param name="cancellationToken">Stops looking at the clip.</param>
    /// <exception cref="VideosException">A field is missing or wrong, or the whole would be too long.</exception>
    public async Task<(TaskOrder Order, VideoDetails Details)> OfVideoAsync(
        TaskRecord source, VideoForm form, CancellationToken cancellationToken)
    {
        if (source.Order.Kind is not OrderKind.Restyle)
        {
            return VideoOrder.Extend(source.Order, VideoDetails.Of(source), form);
        }

        VideoOrder.Prompt(form);
        string clip = await clips.KeepAsync(source, cancellationToken) ?? throw VideosException.Expired("video");
        return await OfClipAsync(clip, source.Order.Engine, form, cancellationToken);
    }

    /// <summary>A file that was sent along, and some seconds more.</summary>
    /// <param name="file">The clip.</param>
    /// <param name="form">The request, with its prompt and seconds.</param>
    /// <param name="cancellationToken">Stops looking at the clip.</param>
    /// <exception cref="VideosException">A field is missing or wrong, this is no clip, or the whole would be too
    /// long.</exception>
    public async Task<(TaskOrder Order, VideoDetails Details)> OfFileAsync(
        VideoFormFile file, VideoForm form, CancellationToken cancellationToken)
    {
        VideoOrder.Prompt(form);
        return await OfClipAsync(
            file.Asset, orders.Alias(form.Text("model") ?? VideoOrder.UsualModel).Engine, form, cancellationToken);
    }

    private async Task<(TaskOrder Order, VideoDetails Details)> OfClipAsync(
        string asset, string engine, VideoForm form, CancellationToken cancellationToken)
    {
        var begin = new TaskOrder
        {
            Kind = OrderKind.Extension,
            Engine = engine,
            Footage = new ClipInput { Asset = asset },
            Shots = [new OrderShot { Seconds = FootagePreparation.MostSeconds, Seed = VideoOrder.Seed(form) }],
        };
        try
        {
            (TaskOrder order, VideoDetails details) = VideoOrder.Extend(
                await footage.PrepareAsync(begin, cancellationToken), new VideoDetails(), form);
            return (order with { Notes = [Note, .. order.Notes] }, details);
        }
        catch (Exception failure) when (failure is InputException or FetchException)
        {
            throw new VideosException(failure.Message, "video", "invalid_video");
        }
    }
}
