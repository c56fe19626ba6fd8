using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Throughline.Server.Page;

/// <summary>A file of the page, kept in the program and read when it is first asked for.</summary>
internal sealed class PageFile
{
    private readonly string _mediaType;
    private readonly string _policy;
    private readonly Lazy<(byte[] Bytes, EntityTagHeaderValue Tag)> _contents;

    /// <summary>Names the file.</summary>
    /// <param name="mediaType">Its media type.</param>
    /// <param name="policy">Its <c>Content-Security-Policy</c>.</param>
    /// <param name="read">Reads it, once.</param>
    public PageFile(string mediaType, string policy, Func<byte[]> read)
    {
        (_mediaType, _policy) = (mediaType, policy);
        _contents = new(() =>
        {
            byte[] bytes = read();
            return (bytes,
                new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\""));
        });
    }

    /// <summary>Bytes of a resource of this program.</summary>
    public static byte[] Resource(string name)
    {
        using Stream resource = typeof(PageFile).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Sends the file; browsers ask each time whether it is still the same.</summary>
    public Task SendAsync(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = _policy;
        headers.CacheControl = "no-cache";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        (byte[] bytes, EntityTagHeaderValue tag) = _contents.Value;
        return TypedResults.Bytes(bytes, _mediaType, entityTag: tag).ExecuteAsync(context);
    }
}
