using System.Text.Json;
using Throughline.Media.Video;
using Throughline.Server.Storage;

namespace Throughline.Server.Watch;

/// <summary><c>/health</c>: the process answers. <c>/ready</c>: it can take work now, or what is missing.</summary>
internal static class HealthEndpoints
{
    private static readonly byte[] _ok = """{"status":"ok"}"""u8.ToArray();

    /// <summary>Maps them.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health", (RequestDelegate)HealthAsync);
        routes.MapGet("/ready", (RequestDelegate)ReadyAsync);
    }

    private static Task HealthAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = _ok.Length;
        return context.Response.Body.WriteAsync(_ok, 0, _ok.Length, context.RequestAborted);
    }

    private static async Task ReadyAsync(HttpContext context)
    {
        var missing = new List<string>();
        if (context.RequestServices.GetRequiredService<DiskSpace>().IsLow)
        {
            missing.Add("disk");
        }

        try
        {
            Ffmpeg.Find();
        }
        catch (MediaException)
        {
            missing.Add("ffmpeg");
        }

        if (context.RequestServices
            .GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested)
        {
            missing.Add("stopping");
        }

        context.Response.StatusCode =
            missing.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.Body);
        json.WriteStartObject();
        json.WriteString("status", missing.Count == 0 ? "ready" : "not ready");
        json.WriteStartArray("missing");
        missing.ForEach(json.WriteStringValue);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
