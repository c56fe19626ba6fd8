using System.Text.Json;
using Throughline.Server.Guard;

namespace Throughline.Server.RunwayApi;

/// <summary>Errors as Runway writes them: <c>{"error": ..., "issues": [{"path": [...], "message": ...}]}</c>.</summary>
internal sealed class RunwayErrors : IErrorForm
{
    /// <inheritdoc/>
    public bool Covers(PathString path) =>
        path.StartsWithSegments("/v1", StringComparison.Ordinal)
            || path.StartsWithSegments("/uploads", StringComparison.Ordinal);

    /// <inheritdoc/>
    public Task WriteAsync(HttpContext context, int status, string message) => WriteAsync(context, status, message, []);

    /// <summary>Writes an error with everything that is wrong in the body.</summary>
    public static async Task WriteAsync(
        HttpContext context, int status, string message, IReadOnlyList<RunwayIssue> issues)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.Body);
        json.WriteStartObject();
        json.WriteString("error", message);
        if (issues.Count > 0)
        {
            json.WriteStartArray("issues");
            foreach (RunwayIssue issue in issues)
            {
                json.WriteStartObject();
                json.WriteString("code", "custom");
                json.WriteStartArray("path");
                foreach (object part in issue.Path)
                {
                    if (part is int index)
                    {
                        json.WriteNumberValue(index);
                    }
                    else
                    {
                        json.WriteStringValue((string)part);
                    }
                }

                json.WriteEndArray();
                json.WriteString("message", issue.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
