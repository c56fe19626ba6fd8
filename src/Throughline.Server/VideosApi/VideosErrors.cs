using Throughline.Server.Guard;

namespace Throughline.Server.VideosApi;

/// <summary>Errors as OpenAI writes them: <c>{"error": {"message", "type", "param", "code"}}</c>.</summary>
internal sealed class VideosErrors : IErrorForm
{
    /// <inheritdoc/>
    public bool Covers(PathString path) =>
        path.StartsWithSegments("/v1/videos", StringComparison.Ordinal)
            || path.StartsWithSegments("/v1/files", StringComparison.Ordinal)
            || path.StartsWithSegments("/v1/models", StringComparison.Ordinal);

    /// <inheritdoc/>
    public Task WriteAsync(HttpContext context, int status, string message) => WriteAsync(context, status, message, null, status switch
    {
        StatusCodes.Status401Unauthorized => "invalid_api_key",
        StatusCodes.Status404NotFound => "not_found",
        StatusCodes.Status429TooManyRequests => "rate_limit_exceeded",
        _ => null,
    });

    /// <summary>Answers with an error.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The answer's status.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="param">The field it is about.</param>
    /// <param name="code">OpenAI's word for it.</param>
    public static Task WriteAsync(HttpContext context, int status, string message, string? param, string? code)
    {
        context.Response.StatusCode = status;
        return JsonAnswer.WriteAsync(context, (status, message, param, code), static (json, error) =>
        {
            json.WriteStartObject();
            json.WriteStartObject("error");
            json.WriteString("message", error.message);
            json.WriteString(
                "type", error.status >= 500 ? "server_error"
                    : error.status == 429 ? "rate_limit_error"
                    : "invalid_request_error");
            json.WriteString("param", error.param);
            json.WriteString("code", error.code);
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }
}
