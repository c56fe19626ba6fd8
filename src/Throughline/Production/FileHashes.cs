using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Throughline.Production;

/// <summary>SHA-256 of files' contents, each read once. Any thread.</summary>
internal sealed class FileHashes
{
    private readonly ConcurrentDictionary<string, string> _known = new(StringComparer.Ordinal);

    /// <summary>The hash in lower-case hexadecimal; null for no file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public async Task<string?> OfAsync(string? path, CancellationToken cancellationToken)
    {
        if (path is null)
        {
            return null;
        }

        if (!_known.TryGetValue(path, out string? hash))
        {
            hash = await ReadAsync(path, cancellationToken);
            _known[path] = hash;
        }

        return hash;
    }

    /// <summary>Whether the file still has the contents it was hashed with.</summary>
    public async Task<bool> IsUnchangedAsync(string path, CancellationToken cancellationToken) =>
        await ReadAsync(path, cancellationToken) == await OfAsync(path, cancellationToken);

    private static async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, useAsync: true);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }
}
