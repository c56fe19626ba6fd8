using System.Text.Json;
using Throughline.Server.Guard;
using Throughline.Server.Keys;
using Throughline.Server.Tasks;

namespace Throughline.Server.RunwayApi;

/// <summary>The endpoints that make a task.</summary>
internal static class RunwayCreates
{
    // Three attempts of a minute each, waits between them, and as much again for callers that raised the timeout.
    private static readonly TimeSpan _window = TimeSpan.FromMinutes(8);

    /// <summary>Makes a task.</summary>
    public static async Task CreateAsync(HttpContext context, string endpoint)
    {
        (JsonDocument document, byte[] hash) = await BodyReader.ReadObjectAsync(
            context.Request, ServerApp.MostBodyBytes, context.RequestAborted);
        using (document)
        {
            var caller = Caller.Of(context);
            var reader = context.RequestServices.GetRequiredService<RunwayOrder>();
            (string model, TaskOrder order) = endpoint == RunwayOrder.Footage
                ? reader.ReadFootage(document.RootElement, caller)
                : reader.Read(endpoint, document.RootElement, caller);
            TaskRecord task = await context.RequestServices.GetRequiredService<Intake>().AcceptAsync(
                caller, RunwayApi.Name, model, order, RequestMark.Of(context.Request, hash, _window));
            await RunwayTaskJson.WriteCreatedAsync(context, task);
        }
    }

    /// <summary>Says that performances are not transferred yet.</summary>
    public static Task RefusePerformanceAsync(HttpContext context) => RefuseAsync(
        context,
        "character_performance is not available on this server: none of its engines transfers a performance yet. Nothing was charged.");

    private static async Task RefuseAsync(HttpContext context, string message)
    {
        (JsonDocument document, _) = await BodyReader.ReadObjectAsync(
            context.Request, ServerApp.MostBodyBytes, context.RequestAborted);
        using (document)
        {
            var body = new RunwayBody(document.RootElement);
            body.Text("model", required: true);
            body.ThrowIfWrong();
        }

        throw new BadRequestException(message);
    }
}
