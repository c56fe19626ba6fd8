using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Throughline.Server.Assets;
using Throughline.Server.Guard;

namespace Throughline.Server.VideosApi;

/// <summary>
/// The fields of a request, whether it came as multipart/form-data or as JSON. A field within a field is named as forms
/// name it: <c>input_reference[image_url]</c>; what stands in a list is counted: <c>characters[0][id]</c>.
/// </summary>
internal sealed class VideoForm
{
    /// <summary>The field that is a list.</summary>
    public const string Characters = "characters";

    private const int MostParts = 32;
    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, VideoFormFile> _files = new(StringComparer.Ordinal);

    private VideoForm()
    {
    }

    /// <summary>Hash of what was asked for: equal for a request sent again, whatever the form's boundary.</summary>
    public byte[] Hash { get; private set; } = [];

    /// <summary>Names of all fields and files.</summary>
    public IEnumerable<string> Names => _fields.Keys.Concat(_files.Keys);

    /// <summary>Reads the request's body.</summary>
    /// <exception cref="BadRequestException">It is neither form nor JSON, or broken, or has too many
    /// fields.</exception>
    public static async Task<VideoForm> ReadAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        var form = new VideoForm();
        if (request.HasJsonContentType())
        {
            (JsonDocument document, form.Hash) = await BodyReader.ReadObjectAsync(
                request, ServerApp.MostBodyBytes, context.RequestAborted);
            using (document)
            {
                form.Flatten(document.RootElement, null);
            }
        }
        else
        {
            await form.ReadPartsAsync(
                request, context.RequestServices.GetRequiredService<AssetStore>(), context.RequestAborted);
        }

        return form;
    }

    /// <summary>A field's text; null when it is absent or empty.</summary>
    public string? Text(string name) => _fields.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;

    /// <summary>A file sent along; null when there is none of this name.</summary>
    public VideoFormFile? File(string name) => _files.GetValueOrDefault(name);

    private void Flatten(JsonElement element, string? within)
    {
        foreach (JsonProperty field in element.EnumerateObject())
        {
            Flatten(
                field.Value, within is null ? field.Name : $"{within}[{field.Name}]",
                mayList: within is null && field.Name == Characters);
        }
    }

    private void Flatten(JsonElement value, string name, bool mayList)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                Flatten(value, name);
                break;
            case JsonValueKind.String:
                Add(
                    name, JsonStrings.Read(value)
                        ?? throw new VideosException("This text is broken.", Shown(name), "invalid_value"));
                break;
            case JsonValueKind.Null:
                break;
            case JsonValueKind.Array when mayList:
                foreach ((int index, JsonElement one) in value.EnumerateArray().Index())
                {
                    Flatten(one, $"{name}[{index}]", mayList: false);
                }

                break;
            case JsonValueKind.Array:
                throw new VideosException("This field is no list.", Shown(name), "invalid_type");
            default:
                Add(name, value.GetRawText());
                break;
        }
    }

    // Forms name everything in a list alike, characters[][id], once for each.
    private string Counted(string name)
    {
        const string List = Characters + "[]";
        return name.StartsWith(List, StringComparison.Ordinal)
            ? Enumerable.Range(0, MostParts + 1).Select(index => $"{Characters}[{index}]{name[List.Length..]}").First(
                one => !_fields.ContainsKey(one))
            : name;
    }

    private void Add(string name, string text)
    {
        name = Counted(name);
        if (_fields.Count + _files.Count == MostParts)
        {
            throw new BadRequestException("The request has too many fields.");
        }

        if (!_fields.TryAdd(name, text))
        {
            throw new VideosException($"The field '{Shown(name)}' was given twice.", Shown(name), "invalid_value");
        }
    }

    private async Task ReadPartsAsync(HttpRequest request, AssetStore assets, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= 70 } boundary)
        {
            throw new BadRequestException(
                "Send the request as multipart/form-data or as application/json.",
                StatusCodes.Status415UnsupportedMediaType);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            var reader = new MultipartReader(boundary.ToString(), request.Body)
            {
                HeadersCountLimit = 8,
                HeadersLengthLimit = 4096,
            };
            while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
            {
                if (section.GetContentDispositionHeader() is not { } header
                    || !header.IsFormDisposition() && !header.IsFileDisposition())
                {
                    continue;
                }

                string name = HeaderUtilities.RemoveQuotes(header.Name).ToString();
                string value = header.IsFileDisposition()
                    ? await ReadFileAsync(name, header, section, assets, cancellationToken)
                    : await ReadFieldAsync(name, section, cancellationToken);
                hash.AppendData(Encoding.UTF8.GetBytes($"{name.Length} {name} {value.Length} {value}\n"));
            }
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new BadRequestException(
                "The form is broken: it ends too early, or its parts are not marked as they should be.");
        }

        Hash = hash.GetHashAndReset();
    }

    private async Task<string> ReadFieldAsync(
        string name, MultipartSection section, CancellationToken cancellationToken)
    {
        using var text = new StreamReader(section.Body, Encoding.UTF8);
        string value = await text.ReadToEndAsync(cancellationToken);
        Add(name, value);
        return value;
    }

    private async Task<string> ReadFileAsync(
        string name, ContentDispositionHeaderValue header, MultipartSection section, AssetStore assets,
        CancellationToken cancellationToken)
    {
        using AssetDraft draft = assets.Begin(ServerApp.MostBodyBytes);
        var buffer = new byte[1 << 16];
        for (int read; (read = await section.Body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            await draft.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        string asset = draft.Keep();
        string fileName = Shown(HeaderUtilities.RemoveQuotes(header.FileName).ToString());
        if (_fields.Count + _files.Count == MostParts
            || !_files.TryAdd(name, new VideoFormFile(asset, fileName, draft.Bytes)))
        {
            throw new BadRequestException("The request has too many files.");
        }

        return asset;
    }

    // A name of the client's, no longer than an answer should be.
    private static string Shown(string name) => name.Length <= 64 ? name : name[..64];
}
