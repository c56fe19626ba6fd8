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
        (string model, TaskOrder order, VideoDetails details) = context.RequestServices.GetRequiredService<VideoOrder>().Read(form, Caller.Of(context));
        await AcceptAsync(context, form, model, order, details);
    }

    /// <summary>POST /v1/videos/{id}/remix.</summary>
    public static async Task RemixAsync(HttpContext context)
    {
        TaskRecord source = Completed(VideoCalls.Find(context), "id");
        VideoForm form = await VideoForm.ReadAsync(context);
        (TaskOrder order, VideoDetails details) = source.Order.Kind == OrderKind.Restyle
            ? await context.RequestServices.GetRequiredService<VideoEdits>().OfVideoAsync(source, form, context.RequestAborted)
            : VideoOrder.Remix(source, form);
        await AcceptAsync(context, form, source.Model, order, details);
    }

    /// <summary>POST /v1/videos/extensions.</summary>
    public static async Task ExtendAsync(HttpContext context)
    {
        VideoForm form = await VideoForm.ReadAsync(context);
        TaskRecord source = form.File("video") is null ? Completed(VideoCalls.Find(context, VideoOf(form)), "video")
            : await SentBackAsync(context, form) ?? throw new VideosException(
                "None of this server's engines goes on from a clip that was made elsewhere. Name a video made here, video[id], or send it as it was downloaded.", "video", "unsupported");
        (TaskOrder order, VideoDetails details) = VideoOrder.Extend(source, form);

        // What was there before is not made again and not counted again.
        await AcceptAsync(context, form, source.Model, order, details, order.Shots[^1].Seconds);
    }

    /// <summary>POST /v1/videos/edits.</summary>
    public static async Task EditAsync(HttpContext context)
    {
        VideoForm form = await VideoForm.ReadAsync(context);
        var edits = context.RequestServices.GetRequiredService<VideoEdits>();
        TaskRecord? source = await SentBackAsync(context, form);
        if (source is null && form.File("video") is { } file)
        {
            (TaskOrder order, VideoDetails details) = await edits.OfFileAsync(file, form, context.RequestAborted);
            await AcceptAsync(context, form, form.Text("model") ?? VideoOrder.UsualModel, order, details);
            return;
        }

        source ??= Completed(VideoCalls.Find(context, VideoOf(form)), "video");
        (TaskOrder edited, VideoDetails remembered) = await edits.OfVideoAsync(source, form, context.RequestAborted);
        await AcceptAsync(context, form, source.Model, edited, remembered);
    }

    /// <summary>The task, when its video is there.</summary>
    /// <exception cref="VideosException">It is not completed.</exception>
    public static TaskRecord Completed(TaskRecord task, string param) => task.State == TaskState.Succeeded
        ? task
        : throw new VideosException("This video is not completed.", param, "video_not_completed");

    // A video of this server's that came as a file.
    private static async Task<TaskRecord?> SentBackAsync(HttpContext context, VideoForm form) => form.File("video") is { } file
        ? await context.RequestServices.GetRequiredService<OwnClips>().FindAsync(Caller.Of(context).KeyId, file.Asset, file.Bytes, context.RequestAborted)
        : null;

    private static string VideoOf(VideoForm form) =>
        form.Text("video[id]") ?? throw new VideosException("Missing required parameter: 'video'.", "video", "missing_required_parameter");

    private static async Task AcceptAsync(HttpContext context, VideoForm form, string model, TaskOrder order, VideoDetails details, decimal? seconds = null)
    {
        TaskRecord task = await context.RequestServices.GetRequiredService<Intake>().AcceptAsync(
            Caller.Of(context), VideosApi.Name, model, order, RequestMark.Of(context.Request, form.Hash, _window), details.ToString(), seconds);
        await VideoJson.WriteAsync(context, task);
    }
}
