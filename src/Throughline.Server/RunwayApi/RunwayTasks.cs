using Throughline.Server.Guard;
using Throughline.Server.Keys;
using Throughline.Server.Links;
using Throughline.Server.Tasks;

namespace Throughline.Server.RunwayApi;

/// <summary><c>/v1/tasks/ID</c>.</summary>
internal static class RunwayTasks
{
    /// <summary>Shows a task.</summary>
    public static Task GetAsync(HttpContext context)
    {
        IServiceProvider services = context.RequestServices;
        return RunwayTaskJson.WriteAsync(
            context, Find(context), services.GetRequiredService<TaskPool>(),
            services.GetRequiredService<SignedLinks>());
    }

    /// <summary>Cancels a task that goes on, or deletes one that has ended.</summary>
    public static async Task DeleteAsync(HttpContext context)
    {
        TaskRecord task = Find(context);
        if (await context.RequestServices.GetRequiredService<TaskPool>().CancelAsync(task) is null)
        {
            var clock = context.RequestServices.GetRequiredService<TimeProvider>();
            await context.RequestServices.GetRequiredService<TaskStore>().UpdateAsync(
                task.Id, now => now.DeletedAt is null ? now with { DeletedAt = clock.GetUtcNow() } : null);
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static TaskRecord Find(HttpContext context)
    {
        string id = (string)context.Request.RouteValues["id"]!;
        return Guid.TryParseExact(id, "D", out Guid parsed)
            && context.RequestServices.GetRequiredService<TaskStore>()
                .FindFor(Caller.Of(context).KeyId, RunwayApi.Name, parsed) is { } task
                ? task
                : throw new BadRequestException("Task not found.", StatusCodes.Status404NotFound);
    }
}
