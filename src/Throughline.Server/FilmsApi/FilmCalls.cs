using Throughline.Server.Guard;
using Throughline.Server.Links;
using Throughline.Server.OwnApi;
using Throughline.Server.Tasks;

namespace Throughline.Server.FilmsApi;

/// <summary>The calls about films that were sent: state, events, files, delete.</summary>
internal static class FilmCalls
{
    /// <summary>GET /api/films/{id}.</summary>
    public static Task GetAsync(HttpContext context) => OwnTaskJson.WriteAsync(context, Find(context));

    /// <summary>DELETE /api/films/{id}.</summary>
    public static Task DeleteAsync(HttpContext context) => TaskCalls.DeleteAsync(context, Find(context));

    /// <summary>GET /api/films/{id}/events.</summary>
    public static Task GetEventsAsync(HttpContext context) => TaskEvents.SendOneAsync(context, Find(context));

    /// <summary>GET /api/films/{id}/{name}, with ranges.</summary>
    public static Task GetFileAsync(HttpContext context)
    {
        TaskRecord task = Find(context);
        string name = (string)context.Request.RouteValues["name"]!;
        var results = context.RequestServices.GetRequiredService<ResultFolder>();
        if (task.Files.FirstOrDefault(file => file.Name == name) is not { } file || !File.Exists(results.PathOf(file)))
        {
            throw new BadRequestException(
                task.State == TaskState.Succeeded
                    ? "The film has no such file, or it was cleared away."
                    : "The film is not made yet.",
                StatusCodes.Status404NotFound);
        }

        return FileEndpoints.SendAsync(context, task, file, results.PathOf(file));
    }

    private static TaskRecord Find(HttpContext context) => TaskCalls.Find(context) is { Api: FilmsApi.Name } task
        ? task
        : throw new BadRequestException("There is no film of this id.", StatusCodes.Status404NotFound);
}
