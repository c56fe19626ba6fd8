using System.Globalization;
using System.Net;
using Throughline.Server.Assets;
using Throughline.Server.Keys;
using Throughline.Server.Tasks;

namespace Throughline.Server.Guard;

/// <summary>
/// What every request passes first: it gets an id and the guarding headers, its caller is found or refused, and
/// whatever goes wrong further on becomes an answer in the API's own form.
/// </summary>
internal sealed partial class Gate
{
    private const string Bearer = "Bearer ";

    private readonly RequestDelegate _next;
    private readonly KeyStore _keys;
    private readonly ErrorForms _errors;
    private readonly ILogger<Gate> _log;
    private readonly bool _keyRequired;
    private long _count;

    /// <summary>Works out once whether keys are required.</summary>
    public Gate(RequestDelegate next, KeyStore keys, ErrorForms errors, ServerOptions options, ILogger<Gate> log)
    {
        (_next, _keys, _errors, _log) = (next, keys, errors, log);
        _keyRequired = options.RequireKey || !options.Urls.All(IsLoopback);
        _count = Environment.TickCount64 << 20;
    }

    /// <summary>Whether an address to listen on can be reached from this machine alone.</summary>
    public static bool IsLoopback(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && (uri.Host == "localhost"
            || IPAddress.TryParse(uri.Host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));

    /// <summary>Lets one request through, or answers it.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        string id = Interlocked.Increment(ref _count).ToString("x", CultureInfo.InvariantCulture);
        IHeaderDictionary headers = context.Response.Headers;
        headers["X-Request-Id"] = id;
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";
        headers.CacheControl = "no-store";
        try
        {
            if (Refusal(context) is { } refusal)
            {
                if (refusal.Status == StatusCodes.Status401Unauthorized)
                {
                    headers.WWWAuthenticate = "Bearer";
                }

                await _errors.WriteAsync(context, refusal.Status, refusal.Message);
                return;
            }

            await _next(context);
            if (context.Response is { HasStarted: false, StatusCode: 404 or 405, ContentLength: null }
                && context.GetEndpoint() is null or { DisplayName: "405 HTTP Method Not Supported" })
            {
                await _errors.WriteAsync(context, context.Response.StatusCode, context.Response.StatusCode == 404
                    ? "There is nothing at this address." : "This address does not take this method.");
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for an answer.
        }
        catch (Exception failure)
        {
            await AnswerAsync(context, failure, id);
        }
    }

    private static (int Status, string Message) Meaning(Exception failure) => failure switch
    {
        BadRequestException bad => (bad.Status, bad.Message),
        BadHttpRequestException bad => (bad.StatusCode, bad.StatusCode == 413
            ? "The request's body is too large."
            : "The request cannot be read."),
        AssetTooLargeException => (StatusCodes.Status413PayloadTooLarge, failure.Message),
        ReusedKeyException => (StatusCodes.Status400BadRequest, failure.Message),
        RefusedException { Reason: RefusedReason.DiskLow } =>
            (StatusCodes.Status503ServiceUnavailable, failure.Message),
        RefusedException => (StatusCodes.Status429TooManyRequests, failure.Message),
        IOException =>
            (StatusCodes.Status503ServiceUnavailable, "The server cannot write to its disk. Try again later."),
        _ => (StatusCodes.Status500InternalServerError,
            "The server met an unexpected error; its log names it by this answer's X-Request-Id."),
    };

    private async Task AnswerAsync(HttpContext context, Exception failure, string id)
    {
        (int status, string message) = Meaning(failure);
        if (status >= 500)
        {
            Broken(failure, id, context.Request.Method, context.Request.Path.Value ?? "");
        }

        // The vendors' libraries send 429 and 5xx again by themselves, a second or two apart: no help against these.
        if (failure is RefusedException)
        {
            context.Response.Headers["x-should-retry"] = "false";
        }

        await _errors.WriteAsync(context, status, message);
    }

    private (int Status, string Message)? Refusal(HttpContext context)
    {
        HttpRequest request = context.Request;
        if (OpenPaths.Is(request.Path))
        {
            _keys.Local.Set(context);
            return null;
        }

        string? authorization = request.Headers.Authorization;
        string? secret = authorization?.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) == true
            ? authorization[Bearer.Length..].Trim()
            : null;
        if (secret is not null && _keys.Find(secret) is { } caller)
        {
            caller.Set(context);
            return null;
        }

        if (_keyRequired)
        {
            return (StatusCodes.Status401Unauthorized, secret is null
                ? "This server needs a key: send it as 'Authorization: Bearer key_...'."
                : "This key is not known here, or was revoked.");
        }

        if (IsForeign(request) is { } reason)
        {
            return (StatusCodes.Status403Forbidden, reason);
        }

        _keys.Local.Set(context);
        return null;
    }

    // Without keys this machine's programs are trusted, and they alone: not who comes through a proxy, and not a web
    // page that a browser on this machine has open.
    private static string? IsForeign(HttpRequest request)
    {
        IHeaderDictionary headers = request.Headers;
        if (headers.ContainsKey("X-Forwarded-For") || headers.ContainsKey("Forwarded") || headers.ContainsKey("Via"))
        {
            return "This request came through a proxy, so it needs a key.";
        }

        if (!IsLoopback("http://" + request.Host.Host))
        {
            return "Without a key this server answers to localhost only.";
        }

        string? site = headers["Sec-Fetch-Site"];
        string? origin = headers.Origin;
        bool isOwn = (site is null or "same-origin" or "none")
            && (origin is null || origin == $"{request.Scheme}://{request.Host.Value}");
        return isOwn ? null : "Web pages of other sites may not use this server.";
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {Id} failed: {Method} {Path}")]
    private partial void Broken(Exception failure, string id, string method, string path);
}
