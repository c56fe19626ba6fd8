using System.IO.Compression;
using Scalar.AspNetCore;
using Throughline.Server.Page;

namespace Throughline.Server.Reference;

/// <summary>
/// The API's description (<c>/openapi.json</c>, OpenAPI 3.1) and Scalar's page about it (<c>/scalar</c>), all from this
/// program.
/// </summary>
internal static class ReferenceEndpoints
{
    // Scalar writes its styles into the page; scripts come from files of this server alone, and so does everything it
    // loads.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    private const string Script = "text/javascript; charset=utf-8";

    /// <summary>The addresses, which need no key: they tell what everybody may know.</summary>
    public static IReadOnlyList<string> Paths { get; } = [
        "/openapi.json", "/scalar", "/scalar/scalar.js", "/scalar/reference.js"
    ];

    /// <summary>Maps them. Nothing is read before it is asked for.</summary>
    public static void MapReference(this IEndpointRouteBuilder routes)
    {
        PageFile[] files =
        [
            new("application/json", Policy, () => PageFile.Resource("openapi.json")),
            new("text/html; charset=utf-8", Policy, () => PageFile.Resource("reference.html")),
            new(Script, Policy, ScalarScript),
            new(Script, Policy, () => PageFile.Resource("reference.js")),
        ];
        foreach ((string path, PageFile file) in Paths.Zip(files))
        {
            routes.MapMethods(path, ["GET", "HEAD"], (RequestDelegate)file.SendAsync);
        }
    }

    // The package brings the script along, compressed.
    private static byte[] ScalarScript()
    {
        using Stream resource = typeof(ScalarOptions).Assembly
            .GetManifestResourceStream("ScalarStaticAssets.scalar.js")!;
        using var unpacked = new GZipStream(resource, CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        unpacked.CopyTo(bytes);
        return bytes.ToArray();
    }
}
