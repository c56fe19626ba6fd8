using System.Globalization;
using Throughline.Server.Guard;
using Throughline.Server.Keys;
using Throughline.Server.Links;
using Throughline.Server.Tasks;

namespace Throughline.Server.VideosApi;

/// <summary>The calls about videos that were asked for: retrieve, list, delete, content.</summary>
internal static class VideoCalls
{
    private const int UsualPage = 20;
    private const int LargestPage = 100;

    /// <summary>The video that the address names.</summary>
    /// <exception cref="VideosException">There is none of this id for this client.</exception>
    public static TaskRecord Find(HttpContext context) => Find(context, (string)context.Request.RouteValues["id"]!);

    /// <summary>The video of an id.</summary>
    /// <exception cref="VideosException">There is none of this id for this client.</exception>
    public static TaskRecord Find(HttpContext context, string id) =>
        VideoId.TryRead(id, out Guid task)
            && context.RequestServices.GetRequiredService<TaskStore>()
                .FindFor(Caller.Of(context).KeyId, VideosApi.Name, task) is { } found
                ? found
                : throw new VideosException(
                    $"Video with id '{(id.Length <= 64 ? id : id[..64])}' not found.", "id", "video_not_found",
                    StatusCodes.Status404NotFound);

    /// <summary>GET /v1/videos/{id}.</summary>
    public static Task GetAsync(HttpContext context) => VideoJson.WriteAsync(context, Find(context));

    /// <summary>GET /v1/videos. Pages go on after a video that was deleted meanwhile, too.</summary>
    public static Task ListAsync(HttpContext context)
    {
        IQueryCollection query = context.Request.Query;
        int limit = Limit(query["limit"]);
        bool ascends = (string?)query["order"] switch
        {
            null or "" or "desc" => false,
            "asc" => true,
            _ => throw new VideosException("Supported values are: 'asc' and 'desc'.", "order", "invalid_value"),
        };
        Guid? after = null;
        if ((string?)query["after"] is { Length: > 0 } text)
        {
            after = VideoId.TryRead(text, out Guid id) ? id : throw new VideosException(
                "This is no id of a video.", "after", "invalid_value");
        }

        IEnumerable<TaskRecord> videos = context.RequestServices.GetRequiredService<TaskStore>()
            .Of(Caller.Of(context).KeyId)
            .Where(task => task.Api == VideosApi.Name);
        videos = ascends ? videos.Reverse() : videos;
        if (after is { } last)
        {
            // Ids grow with time.
            videos = videos.Where(task => ascends ? task.Id.CompareTo(last) > 0 : task.Id.CompareTo(last) < 0);
        }

        var found = videos.Take(limit + 1).ToList();
        return VideoJson.WriteListAsync(context, [.. found.Take(limit)], found.Count > limit);
    }

    /// <summary>DELETE /v1/videos/{id}. A video that is being made stops.</summary>
    public static async Task DeleteAsync(HttpContext context)
    {
        TaskRecord task = Find(context);
        var clock = context.RequestServices.GetRequiredService<TimeProvider>();
        await context.RequestServices.GetRequiredService<TaskPool>().CancelAsync(task);
        await context.RequestServices.GetRequiredService<TaskStore>().UpdateAsync(
            task.Id, now => now.DeletedAt is null ? now with { DeletedAt = clock.GetUtcNow() } : null);
        await JsonAnswer.WriteAsync(context, VideoId.Write(task.Id), static (json, id) =>
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("object", "video.deleted");
            json.WriteBoolean("deleted", true);
            json.WriteEndObject();
        });
    }

    /// <summary>GET /v1/videos/{id}/content, with ranges.</summary>
    public static async Task GetContentAsync(HttpContext context)
    {
        TaskRecord task = Find(context);
        string variant = (string?)context.Request.Query["variant"] is { Length: > 0 } text ? text : "video";
        if (variant is not ("video" or "thumbnail" or "spritesheet"))
        {
            throw new VideosException(
                "Invalid value. Supported values are: 'video', 'thumbnail' and 'spritesheet'.", "variant",
                "invalid_value");
        }

        if (task.State != TaskState.Succeeded)
        {
            throw new VideosException(
                "Video is not ready yet, use GET /v1/videos/{video_id} to check status.", null, "video_not_ready",
                StatusCodes.Status404NotFound);
        }

        var results = context.RequestServices.GetRequiredService<ResultFolder>();
        if (!File.Exists(results.PathOf(task.Files[0])))
        {
            throw VideosException.Expired(null);
        }

        var pictures = context.RequestServices.GetRequiredService<VideoPictures>();
        TaskFile file = variant switch
        {
            "thumbnail" => await pictures.ThumbnailAsync(task, context.RequestAborted),
            "spritesheet" => await pictures.SpriteSheetAsync(task, context.RequestAborted),
            _ => task.Files[0],
        };
        await FileEndpoints.SendAsync(context, task, file, results.PathOf(file));
    }

    private static int Limit(string? text) => string.IsNullOrEmpty(text)
        ? UsualPage
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int limit)
            && limit is >= 1 and <= LargestPage
            ? limit
            : throw new VideosException($"Expected a whole number from 1 to {LargestPage}.", "limit", "invalid_value");
}
