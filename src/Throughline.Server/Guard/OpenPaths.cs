using Throughline.Server.Page;
using Throughline.Server.Reference;

namespace Throughline.Server.Guard;

/// <summary>The paths that need no key: they tell nothing, or their links are signed.</summary>
internal static class OpenPaths
{
    /// <summary>Whether a path is one of them.</summary>
    public static bool Is(PathString path) =>
        path == "/health" || path == "/ready" || path.StartsWithSegments("/files", StringComparison.Ordinal)
            || path.StartsWithSegments("/uploads", StringComparison.Ordinal)
        || PageEndpoints.Paths.Contains(path.Value, StringComparer.Ordinal)
            || ReferenceEndpoints.Paths.Contains(path.Value, StringComparer.Ordinal);
}
