using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Throughline.Server.Assets;
using Throughline.Server.Guard;
using Throughline.Server.Keys;
using Throughline.Server.Links;
using Throughline.Server.Tasks;

namespace Throughline.Server.RunwayApi;

/// <summary>Ephemeral uploads: announced to <c>/v1/uploads</c>, then sent to a signed link without a key.</summary>
internal static class RunwayUploads
{
    private const int LeastBytes = 512;
    private const long MostBytes = 200L << 20;
    private const int MostParts = 16;
    private static readonly TimeSpan _linkLife = TimeSpan.FromHours(1);

    /// <summary>Announces an upload.</summary>
    public static async Task AnnounceAsync(HttpContext context)
    {
        (JsonDocument document, _) = await BodyReader.ReadObjectAsync(
            context.Request, 64 << 10, context.RequestAborted);
        using (document)
        {
            var body = new RunwayBody(document.RootElement);
            string? name = body.Text("filename", required: true, most: 255);
            if (body.Text("type", required: true) is { } type && type != "ephemeral")
            {
                body.Issue("Invalid enum value. Expected 'ephemeral'", "type");
            }

            body.ThrowIfWrong();
            UploadRecord upload = await context.RequestServices.GetRequiredService<UploadStore>().AddAsync(
                Caller.Of(context).KeyId, name!, context.RequestAborted);
            await WriteAsync(context, upload);
        }
    }

    /// <summary>Receives the file.</summary>
    public static async Task ReceiveAsync(HttpContext context)
    {
        var uploads = context.RequestServices.GetRequiredService<UploadStore>();
        if (!context.RequestServices.GetRequiredService<SignedLinks>().Holds(context.Request)
            || !Guid.TryParseExact((string)context.Request.RouteValues["id"]!, "D", out Guid id)
            || uploads.Find(id) is not { Asset: null } upload)
        {
            throw new BadRequestException(
                "This upload link has expired or was used. Begin a new upload.", StatusCodes.Status403Forbidden);
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MostBytes + (1 << 20);
        }

        uploads.ThrowIfFull(upload.KeyId);
        using AssetDraft draft = context.RequestServices.GetRequiredService<AssetStore>().Begin(MostBytes);
        await ReadFileAsync(context.Request, draft, context.RequestAborted);
        if (draft.Bytes < LeastBytes)
        {
            throw new BadRequestException($"An upload has at least {LeastBytes} bytes; this one has {draft.Bytes}.");
        }

        await uploads.CompleteAsync(upload, draft.Keep(), draft.Bytes, context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static async Task ReadFileAsync(HttpRequest request, AssetDraft draft, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= 70 } boundary)
        {
            throw new BadRequestException(
                "Send the file as multipart/form-data.", StatusCodes.Status415UnsupportedMediaType);
        }

        try
        {
            var reader = new MultipartReader(boundary.ToString(), request.Body)
            {
                HeadersCountLimit = 8,
                HeadersLengthLimit = 4096,
            };
            for (int parts = 0; await reader.ReadNextSectionAsync(cancellationToken) is { } section; parts++)
            {
                if (parts == MostParts)
                {
                    break;
                }

                if (section.GetContentDispositionHeader() is { } header
                    && header.Name.Equals("file", StringComparison.Ordinal))
                {
                    var buffer = new byte[1 << 16];
                    for (int read; (read = await section.Body.ReadAsync(buffer, cancellationToken)) > 0;)
                    {
                        await draft.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                    }

                    return;
                }
            }
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new BadRequestException(
                "The form is broken: it ends too early, or its parts are not marked as they should be.");
        }

        throw new BadRequestException("The form has no part named 'file'.");
    }

    private static async Task WriteAsync(HttpContext context, UploadRecord upload)
    {
        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString(
            "uploadUrl", context.RequestServices.GetRequiredService<SignedLinks>().Make(
                context.Request, $"/uploads/{upload.Id}", _linkLife));
        json.WriteStartObject("fields");
        json.WriteString("key", upload.Id);
        json.WriteEndObject();
        json.WriteString("runwayUri", InputUri.Scheme + upload.Id);
        json.WriteEndObject();
    }
}
