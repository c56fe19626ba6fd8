using Throughline.Server.Keys;
using Throughline.Server.Tasks;

namespace Throughline.Server.VideosApi;

/// <summary>The calls that make a video: create, remix, edits, extensions.</summary>
internal static class VideoCreates
{
    // Three attempts of ten minutes each, as the libraries make them, and the waits between.
    private static readonly TimeSpan _window = TimeSpan.FromMinutes(31);

    /// <summary>POST /v1/videos.</summary>
    public static async Task CreateAsync(HttpContext context)
    {
        VideoForm form = await VideoForm.ReadAsync(context);
        (string model, TaskOrder order, VideoDetails details) = context.RequestServices.GetRequiredService<VideoOrder>()
            .Read(form, Caller.Of(context));
        await AcceptAsync(context, form, model, order, details);
    }

    /// <summary>POST /v1/videos/{id}/remix.</summary>
    public static async Task RemixAsync(HttpContext context)
    {
        TaskRecord source = Completed(VideoCalls.Find(context), "id");
        VideoForm form = await VideoForm.ReadAsync(context);
        (TaskOrder order, VideoDetails details) = source.Order.Kind == OrderKind.Restyle
            ? await context.RequestServices.GetRequiredService<VideoEdits>().OfVideoAsync(
                source, form, context.RequestAborted)
            : VideoOrder.Remix(source, form);
        await AcceptAsync(context, form, source.Model, order, details);
    }

    /// <summary>POST /v1/videos/extensions.</summary>
    public static async Task ExtendAsync(HttpContext context)
    {
        VideoForm form = await VideoForm.ReadAsync(context);
        var extensions = context.RequestServices.GetRequiredService<VideoExtensions>();
        TaskRecord? source = await SourceAsync(context, form);
        (TaskOrder order, VideoDetails details) = source is not null
            ? await extensions.OfVideoAsync(source, form, context.RequestAborted)
            : await extensions.OfFileAsync(form.File("video")!, form, context.RequestAborted);

        // What was there before is not made again and not counted again.
        await AcceptAsync(context, form, source?.Model ?? ModelOf(form), order, details, order.Shots[^1].Seconds);
    }

    /// <summary>POST /v1/videos/edits.</summary>
    public static async Task EditAsync(HttpContext context)
    {
        VideoForm form = await VideoForm.ReadAsync(context);
        var edits = context.RequestServices.GetRequiredService<VideoEdits>();
        TaskRecord? source = await SourceAsync(context, form);
        (TaskOrder order, VideoDetails details) = source is not null
            ? await edits.OfVideoAsync(source, form, context.RequestAborted)
            : await edits.OfFileAsync(form.File("video")!, form, context.RequestAborted);
        await AcceptAsync(context, form, source?.Model ?? ModelOf(form), order, details);
    }

    /// <summary>The task, when its video is there.</summary>
    /// <exception cref="VideosException">It is not completed.</exception>
    public static TaskRecord Completed(TaskRecord task, string param) => task.State == TaskState.Succeeded
        ? task
        : throw new VideosException("This video is not completed.", param, "video_not_completed");

    // The video made here that is named, or sent back as a file; null for a file from elsewhere.
    private static async Task<TaskRecord?> SourceAsync(HttpContext context, VideoForm form) =>
        form.File("video") is { } file
        ? await context.RequestServices.GetRequiredService<OwnClips>().FindAsync(
            Caller.Of(context).KeyId, file.Asset, file.Bytes, context.RequestAborted)
        : Completed(VideoCalls.Find(context, VideoOf(form)), "video");

    private static string VideoOf(VideoForm form) =>
        form.Text("video[id]")
            ?? throw new VideosException("Missing required parameter: 'video'.", "video", "missing_required_parameter");

    private static string ModelOf(VideoForm form) => form.Text("model") ?? VideoOrder.UsualModel;

    private static async Task AcceptAsync(
        HttpContext context, VideoForm form, string model, TaskOrder order, VideoDetails details,
        decimal? seconds = null)
    {
        TaskRecord task = await context.RequestServices.GetRequiredService<Intake>().AcceptAsync(
            Caller.Of(context), VideosApi.Name, model, order, RequestMark.Of(context.Request, form.Hash, _window),
            details.ToString(), seconds);
        await VideoJson.WriteAsync(context, task);
    }
}
