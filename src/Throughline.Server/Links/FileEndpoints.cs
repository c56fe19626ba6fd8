using Microsoft.Net.Http.Headers;
using Throughline.Server.Guard;
using Throughline.Server.OwnApi;
using Throughline.Server.Tasks;
using Throughline.Server.VideosApi;

namespace Throughline.Server.Links;

/// <summary>Results by signed links: <c>/files/TASK/NAME</c>, with range requests.</summary>
internal static class FileEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapFiles(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/files/{id}/{name}", ["GET", "HEAD"], (RequestDelegate)GetAsync);

    /// <summary>The path of a task's result.</summary>
    public static string PathOf(Guid id, string name) => $"/files/{id}/{name}";

    /// <summary>Sends a result.</summary>
    public static Task SendAsync(HttpContext context, TaskRecord task, TaskFile file, string path)
    {
        context.Response.Headers.CacheControl = "private, max-age=3600";
        context.Response.Headers["Throughline-Engine"] = task.Engine;
        return TypedResults.PhysicalFile(
            path,
            file.MediaType,
            lastModified: task.EndedAt,
            entityTag: new EntityTagHeaderValue($"\"{task.Id:n}-{file.Bytes:x}\""),
            enableRangeProcessing: true).ExecuteAsync(context);
    }

    private static async Task GetAsync(HttpContext context)
    {
        var links = context.RequestServices.GetRequiredService<SignedLinks>();
        var tasks = context.RequestServices.GetRequiredService<TaskStore>();
        var results = context.RequestServices.GetRequiredService<ResultFolder>();
        if (!links.Holds(context.Request))
        {
            throw new BadRequestException(
                "This link has expired or is not whole. Ask for the task again for a new one.",
                StatusCodes.Status403Forbidden);
        }

        string name = (string)context.Request.RouteValues["name"]!;
        if (!Guid.TryParse((string)context.Request.RouteValues["id"]!, out Guid id)
            || tasks.Find(id) is not { DeletedAt: null } task
            || await FindAsync(context, task, name) is not { } file
            || results.PathOf(file) is not { } path || !File.Exists(path))
        {
            throw new BadRequestException("This result was deleted.", StatusCodes.Status404NotFound);
        }

        await SendAsync(context, task, file, path);
    }

    private static async Task<TaskFile?> FindAsync(HttpContext context, TaskRecord task, string name)
    {
        bool isPoster = name == OwnTaskJson.Poster
            && task is { State: TaskState.Succeeded, Order.Kind: not OrderKind.Picture };
        return !isPoster ? task.Files.FirstOrDefault(file => file.Name == name)
            : File.Exists(context.RequestServices.GetRequiredService<ResultFolder>().PathOf(task.Files[0]))
                ? await context.RequestServices.GetRequiredService<VideoPictures>().PosterAsync(
                    task, context.RequestAborted)
                : null;
    }
}
