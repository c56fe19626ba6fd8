using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Throughline.Server.Assets;
using Throughline.Server.Guard;

namespace Throughline.Server.FilmsApi;

/// <summary>
/// Brings a film folder in: as a zip archive that is the body, as one file of a form, or file by file in a form.
/// </summary>
internal sealed class FilmUpload(FilmFolders folders, AssetStore assets) : IDisposable
{
    /// <summary>Largest body.</summary>
    public const long MostBytes = 256L << 20;

    private const int MostAtOnce = 2;
    private static readonly string[] _archives = [
        "application/zip", "application/x-zip-compressed", "application/octet-stream"
    ];

    private readonly SemaphoreSlim _unpacking = new(MostAtOnce);

    /// <summary>Reads the request's film.</summary>
    /// <returns>Its folder's key in <see cref="FilmFolders"/>.</returns>
    /// <exception cref="BadRequestException">It is no film folder, or too large.</exception>
    /// <exception cref="AssetTooLargeException">It is too large.</exception>
    public async Task<string> ReadAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        if (!folders.HasRoomFor(request.ContentLength ?? 0))
        {
            throw new BadRequestException(
                "The server's disk is almost full, so it takes no films.", StatusCodes.Status507InsufficientStorage);
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MostBytes + (1 << 20);
        }

        using FilmDraft draft = folders.Begin();
        if (MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
            && _archives.Contains(type.MediaType.ToString(), StringComparer.OrdinalIgnoreCase))
        {
            await UnpackAsync(request.Body, draft, context.RequestAborted);
        }
        else if (type?.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true
            && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= 70 } boundary)
        {
            await ReadFormAsync(
                new MultipartReader(boundary.ToString(), request.Body)
                {
                    HeadersCountLimit = 8,
                    HeadersLengthLimit = 4096,
                }, draft, context.RequestAborted);
        }
        else
        {
            throw new BadRequestException(
                "Send the film's folder as 'application/zip', or its files as 'multipart/form-data'.",
                StatusCodes.Status415UnsupportedMediaType);
        }

        return draft.Keep();
    }

    /// <inheritdoc/>
    public void Dispose() => _unpacking.Dispose();

    private async Task ReadFormAsync(MultipartReader reader, FilmDraft draft, CancellationToken cancellationToken)
    {
        bool unpacked = false, any = false;
        try
        {
            for (int parts = 0; await reader.ReadNextSectionAsync(cancellationToken) is { } section; parts++)
            {
                if (parts > FilmDraft.MostFiles)
                {
                    throw new BadRequestException(
                        $"A film has at most {FilmDraft.MostFiles} files.", StatusCodes.Status413PayloadTooLarge);
                }

                if (section.GetContentDispositionHeader() is not { } header || !header.IsFileDisposition())
                {
                    continue;
                }

                string name = HeaderUtilities.RemoveQuotes(
                    header.FileNameStar.HasValue ? header.FileNameStar : header.FileName).ToString();
                bool isArchive = name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);
                if (unpacked || (isArchive && any))
                {
                    throw new BadRequestException("Send either one archive or the film's files.");
                }

                if (isArchive)
                {
                    await UnpackAsync(section.Body, draft, cancellationToken);
                    unpacked = true;
                }
                else if (FilmName.Read(name) is { } path)
                {
                    await draft.AddAsync(path, section.Body, FilmDraft.MostBytes, null, cancellationToken);
                    any = true;
                }
            }
        }
        catch (Exception failure) when (failure is InvalidDataException or (IOException and not BadHttpRequestException)
            && !IsOfDisk(failure))
        {
            throw new BadRequestException(
                "The form is broken: it ends too early, or its parts are not marked as they should be.");
        }

        if (!unpacked && !any)
        {
            throw new BadRequestException(
                "The form has no file: send the folder's archive, or film.yaml and the files it names.");
        }
    }

    private async Task UnpackAsync(Stream body, FilmDraft draft, CancellationToken cancellationToken)
    {
        using AssetDraft kept = assets.Begin(MostBytes);
        var buffer = new byte[1 << 16];
        for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            await kept.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        await _unpacking.WaitAsync(cancellationToken);
        try
        {
            using FileStream archive = kept.Reopen();
            await FilmZip.UnpackAsync(archive, draft, folders, cancellationToken);
        }
        finally
        {
            _unpacking.Release();
        }
    }

    // The form's own breaks carry no error of the system.
    private static bool IsOfDisk(Exception failure) => failure is IOException && (failure.HResult & 0xFFFF0000) == 0;
}
