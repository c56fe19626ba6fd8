using System.Security.Cryptography;
using Throughline.Server.Storage;
using Throughline.Server.Tasks;

namespace Throughline.Server.Assets;

/// <summary>
/// A file on its way into the asset store: it appears under its hash when it is complete, or goes away.
/// </summary>
internal sealed class AssetDraft : IDisposable
{
    private readonly AssetStore _store;
    private readonly DiskSpace _disk;
    private readonly string _path;
    private readonly long _mostBytes;
    private readonly FileStream _file;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool _open = true;

    internal AssetDraft(AssetStore store, DiskSpace disk, string path, long mostBytes)
    {
        (_store, _disk, _path, _mostBytes) = (store, disk, path, mostBytes);
        _file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1, useAsync: false);
    }

    /// <summary>Bytes so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Adds a piece.</summary>
    /// <exception cref="AssetTooLargeException">It would exceed the most it may hold.</exception>
    /// <exception cref="RefusedException">The disk is almost full by now.</exception>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> piece, CancellationToken cancellationToken)
    {
        Bytes += piece.Length;
        if (Bytes > _mostBytes)
        {
            throw new AssetTooLargeException(_mostBytes);
        }

        _disk.ThrowIfLow();
        _hash.AppendData(piece.Span);
        await _file.WriteAsync(piece, cancellationToken);
    }

    /// <summary>What was written so far, to be read; the caller disposes. It goes away with this draft.</summary>
    public FileStream Reopen() => new(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);

    /// <summary>Completes the file and gives its name: the SHA-256 of its contents in lower-case hexadecimal.</summary>
    public string Keep()
    {
        string name = Convert.ToHexStringLower(_hash.GetHashAndReset());
        _file.Flush(flushToDisk: true);
        Close();
        File.Move(_path, _store.PathFor(name), overwrite: true);
        return name;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_open)
        {
            Close();
            File.Delete(_path);
        }
    }

    private void Close()
    {
        _open = false;
        _file.Dispose();
        _hash.Dispose();
    }
}
