using System.Text.Json;
using Throughline.Server.Guard;
using Throughline.Server.Keys;
using Throughline.Server.Tasks;

namespace Throughline.Server.OwnApi;

/// <summary><c>/api/tasks</c>: the caller's tasks, whichever API they came by.</summary>
internal static class TaskCalls
{
    /// <summary>The caller's task that the address names.</summary>
    /// <exception cref="BadRequestException">There is none.</exception>
    public static TaskRecord Find(HttpContext context) =>
        Guid.TryParseExact((string)context.Request.RouteValues["id"]!, "D", out Guid id)
            && context.RequestServices.GetRequiredService<TaskStore>().Find(id) is { DeletedAt: null } task
            && task.KeyId == Caller.Of(context).KeyId
                ? task
                : throw new BadRequestException("There is no task of this id.", StatusCodes.Status404NotFound);

    /// <summary>GET /api/tasks, newest first.</summary>
    public static Task ListAsync(HttpContext context)
    {
        TaskQuery query = TaskQuery.Read(context.Request.Query);
        IServiceProvider services = context.RequestServices;
        IEnumerable<TaskRecord> all = services.GetRequiredService<TaskStore>().Of(Caller.Of(context).KeyId);
        List<TaskRecord> found = [.. query.Of(all, services.GetRequiredService<TaskPool>()).Take(query.Limit + 1)];
        return JsonAnswer.WriteAsync(context, (context, found, query.Limit), static (json, state) =>
        {
            json.WriteStartObject();
            WriteList(json, state.found.Take(state.Limit), state.context);
            json.WriteString(
                "nextCursor", state.found.Count > state.Limit ? state.found[state.Limit - 1].Id.ToString("N") : null);
            json.WriteEndObject();
        });
    }

    /// <summary>GET /api/tasks/{id}.</summary>
    public static Task GetAsync(HttpContext context) => OwnTaskJson.WriteAsync(context, Find(context));

    /// <summary>DELETE /api/tasks/{id}.</summary>
    public static Task DeleteAsync(HttpContext context) => DeleteAsync(context, Find(context));

    /// <summary>Cancels a task that goes on, or deletes one that has ended.</summary>
    public static async Task DeleteAsync(HttpContext context, TaskRecord task)
    {
        if (await context.RequestServices.GetRequiredService<TaskPool>().CancelAsync(task) is null)
        {
            var clock = context.RequestServices.GetRequiredService<TimeProvider>();
            await context.RequestServices.GetRequiredService<TaskStore>().UpdateAsync(
                task.Id, now => now.DeletedAt is null ? now with { DeletedAt = clock.GetUtcNow() } : null);
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>Writes <c>tasks</c>.</summary>
    public static void WriteList(Utf8JsonWriter json, IEnumerable<TaskRecord> tasks, HttpContext context)
    {
        json.WriteStartArray("tasks");
        foreach (TaskRecord task in tasks)
        {
            OwnTaskJson.Write(json, task, context);
        }

        json.WriteEndArray();
    }
}
