using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;

namespace Throughline.Server.Guard;

/// <summary>Reads requests' bodies within bounds.</summary>
internal static class BodyReader
{
    private static readonly JsonDocumentOptions _options = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>Reads a JSON object.</summary>
    /// <param name="request">Whose content type must be JSON.</param>
    /// <param name="mostBytes">Largest body.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The document, which the caller disposes, and the SHA-256 of the body.</returns>
    /// <exception cref="BadRequestException">It is none, or too large.</exception>
    public static async Task<(JsonDocument Document, byte[] Hash)> ReadObjectAsync(
        HttpRequest request, int mostBytes, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
        {
            throw new BadRequestException(
                "The body must be JSON: send 'Content-Type: application/json'.",
                StatusCodes.Status415UnsupportedMediaType);
        }

        ReadOnlySequence<byte> body = await ReadAllAsync(request, mostBytes, cancellationToken);
        try
        {
            // The document keeps the bytes it was read from, and the pipe wants its own back.
            byte[] bytes = body.ToArray();
            JsonDocument document = JsonDocument.Parse(bytes, _options);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                document.Dispose();
                throw new BadRequestException("The body must be a JSON object.");
            }

            return (document, System.Security.Cryptography.SHA256.HashData(bytes));
        }
        catch (JsonException)
        {
            throw new BadRequestException("The body is not valid JSON.");
        }
        finally
        {
            request.BodyReader.AdvanceTo(body.End);
        }
    }

    private static async Task<ReadOnlySequence<byte>> ReadAllAsync(
        HttpRequest request, int mostBytes, CancellationToken cancellationToken)
    {
        if (request.ContentLength > mostBytes)
        {
            throw TooLarge();
        }

        while (true)
        {
            ReadResult read = await request.BodyReader.ReadAsync(cancellationToken);
            if (read.Buffer.Length > mostBytes)
            {
                throw TooLarge();
            }

            if (read.IsCompleted)
            {
                return read.Buffer;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static BadRequestException TooLarge() =>
        new("The request's body is too large.", StatusCodes.Status413PayloadTooLarge);
}
