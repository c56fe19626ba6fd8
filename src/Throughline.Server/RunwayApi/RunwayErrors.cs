using System.Text.Json;
using Throughline.Server.Guard;

namespace Throughline.Server.RunwayApi;

/// <summary>Errors as Runway writes them: <c>{"error": ..., "issues": [...]}</c>.</summary>
internal sealed class RunwayErrors : IErrorForm
{
    /// <inheritdoc/>
    public bool Covers(PathString path) => path.StartsWithSegments("/v1", StringComparison.Ordinal);

    /// <inheritdoc/>
    public async Task WriteAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.Body);
        json.WriteStartObject();
        json.WriteString("error", message);
        json.WriteEndObject();
    }
}
