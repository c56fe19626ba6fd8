using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Throughline.Media.Pictures;
using Throughline.Server.Guard;

namespace Throughline.Server.FilmsApi;

/// <summary>
/// A film folder on its way in: files are written one after the other within bounds, then it is kept or goes away.
/// </summary>
internal sealed class FilmDraft : IDisposable
{
    /// <summary>How many files a film may have.</summary>
    public const int MostFiles = 2000;

    /// <summary>How many bytes they may have together.</summary>
    public const long MostBytes = 512L << 20;

    private readonly FilmFolders _folders;
    private readonly SortedDictionary<string, string> _hashes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _inside = new(StringComparer.Ordinal);
    private long _bytes;

    internal FilmDraft(FilmFolders folders, string path)
    {
        (_folders, Path) = (folders, path);
        Directory.CreateDirectory(path);
    }

    /// <summary>Absolute path of the folder.</summary>
    public string Path { get; }

    /// <summary>Writes a file.</summary>
    /// <param name="parts">Its name, as <see cref="FilmName.Read"/> gave it.</param>
    /// <param name="contents">What it holds; read to its end.</param>
    /// <param name="mostBytes">How much that may be.</param>
    /// <param name="checksum">Its CRC-32; null when nobody said.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="BadRequestException">There are too many files or bytes, the name is taken, or the contents are
    /// damaged.</exception>
    public async Task AddAsync(
        string[] parts, Stream contents, long mostBytes, uint? checksum, CancellationToken cancellationToken)
    {
        string name = string.Join('/', parts);
        if (_hashes.Count == MostFiles)
        {
            throw new BadRequestException(
                $"A film has at most {MostFiles} files.", StatusCodes.Status413PayloadTooLarge);
        }

        string[] folders = [.. Enumerable.Range(1, parts.Length - 1).Select(count => string.Join('/', parts[..count]))];
        if (_inside.Contains(name) || folders.Any(_hashes.ContainsKey) || !_hashes.TryAdd(name, ""))
        {
            throw new BadRequestException($"Two of the files are named '{FilmName.Shown(name)}'.");
        }

        _inside.UnionWith(folders);
        string path = System.IO.Path.Combine([Path, .. parts]);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        (_hashes[name], uint sum) = await WriteAsync(
            path, contents, Math.Min(mostBytes, MostBytes - _bytes), cancellationToken);
        if (checksum is { } right && sum != right)
        {
            throw new BadRequestException(
                $"'{FilmName.Shown(name)}' is damaged: its checksum is not what the archive says.");
        }
    }

    /// <summary>
    /// Brings the folder to the disk and keeps it under the hash of its contents, which is the name given back. One
    /// that is there already is used again.
    /// </summary>
    public string Keep()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((string name, string contents) in _hashes)
        {
            using FileStream file = File.OpenWrite(System.IO.Path.Combine(Path, name));
            file.Flush(flushToDisk: true);
            hash.AppendData(Encoding.UTF8.GetBytes($"{name.Length} {name} {contents}\n"));
        }

        string key = Convert.ToHexStringLower(hash.GetHashAndReset());
        _folders.Keep(Path, key);
        return key;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }

    private async Task<(string Hash, uint Checksum)> WriteAsync(
        string path, Stream contents, long mostBytes, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1);
            long length = 0;
            uint sum = uint.MaxValue;
            for (int read; (read = await contents.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                length += read;
                if (length > mostBytes)
                {
                    throw new BadRequestException(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"The film is too large: its files may have {MostBytes >> 20} MB together, and each what its archive says."),
                        StatusCodes.Status413PayloadTooLarge);
                }

                hash.AppendData(buffer, 0, read);
                sum = PngChunks.Crc(sum, buffer.AsSpan(0, read));
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            _bytes += length;
            return (Convert.ToHexStringLower(hash.GetHashAndReset()), ~sum);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
