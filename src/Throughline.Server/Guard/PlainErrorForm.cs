using System.Text.Json;

namespace Throughline.Server.Guard;

/// <summary>Errors of paths that belong to no other API: RFC 9457 problem details.</summary>
internal sealed class PlainErrorForm : IErrorForm
{
    /// <inheritdoc/>
    public bool Covers(PathString path) => true;

    /// <inheritdoc/>
    public async Task WriteAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/problem+json";
        await using var json = new Utf8JsonWriter(context.Response.Body);
        json.WriteStartObject();
        json.WriteNumber("status", status);
        json.WriteString("detail", message);
        json.WriteEndObject();
    }
}
