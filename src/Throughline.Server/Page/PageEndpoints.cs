namespace Throughline.Server.Page;

/// <summary>The page at <c>/</c>: its three files and its icon, written by hand and kept in the program.</summary>
internal static class PageEndpoints
{
    // Nothing inline, nothing from elsewhere, no form that leaves the page.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
        + "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>The addresses, which need no key: the page asks for one.</summary>
    public static IReadOnlyList<string> Paths { get; } = ["/", "/page.css", "/page.js", "/icon.svg"];

    /// <summary>Maps them.</summary>
    public static void MapPage(this IEndpointRouteBuilder routes)
    {
        string[] names = ["page.html", "page.css", "page.js", "icon.svg"];
        string[] types = [
            "text/html; charset=utf-8", "text/css; charset=utf-8", "text/javascript; charset=utf-8", "image/svg+xml"
        ];
        for (int i = 0; i < names.Length; i++)
        {
            string name = names[i];
            var file = new PageFile(types[i], Policy, () => PageFile.Resource(name));
            routes.MapMethods(Paths[i], ["GET", "HEAD"], (RequestDelegate)file.SendAsync);
        }
    }
}
