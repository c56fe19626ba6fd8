using System.Globalization;
using Throughline.Media.Pictures;
using Throughline.Server.Storage;
using Throughline.Server.Tasks;

namespace Throughline.Server.Assets;

/// <summary>
/// Clients' files, each under the SHA-256 of its contents in <c>assets/</c> of the data folder: no name that a client
/// chose ever becomes a path. Any thread.
/// </summary>
internal sealed class AssetStore
{
    private static readonly PictureLimits _limits =
        new() { MaxSide = 8192, MaxPixels = 40_000_000, MaxBytes = 200L << 20 };

    private readonly DiskSpace _disk;
    private readonly string _folder;
    private readonly string _drafts;
    private int _drafted;

    /// <summary>Makes the folders, and clears away what a killed server was writing.</summary>
    public AssetStore(ServerOptions options, DiskSpace disk)
    {
        _disk = disk;
        _folder = Path.Combine(options.Data, "assets");
        _drafts = Path.Combine(_folder, "drafts");
        if (Directory.Exists(_drafts))
        {
            Directory.Delete(_drafts, recursive: true);
        }

        Directory.CreateDirectory(_drafts);
    }

    /// <summary>Begins a file.</summary>
    /// <param name="mostBytes">Largest size it may have.</param>
    /// <exception cref="RefusedException">The disk is almost full.</exception>
    public AssetDraft Begin(long mostBytes)
    {
        _disk.ThrowIfLow();
        return new AssetDraft(
            this, _disk,
            Path.Combine(_drafts, Interlocked.Increment(ref _drafted).ToString(CultureInfo.InvariantCulture)),
            mostBytes);
    }

    /// <summary>Keeps bytes that are here already; gives their name.</summary>
    /// <exception cref="RefusedException">The disk is almost full.</exception>
    public string Keep(ReadOnlySpan<byte> bytes)
    {
        string name = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        if (!File.Exists(PathFor(name)))
        {
            _disk.ThrowIfLow();
            string draft = Path.Combine(
                _drafts, Interlocked.Increment(ref _drafted).ToString(CultureInfo.InvariantCulture));
            using (var file = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, PathFor(name), overwrite: true);
        }

        Touch(name);
        return name;
    }

    /// <summary>Keeps a copy of a file of this server's; gives its name.</summary>
    /// <exception cref="IOException">It is gone, or cannot be copied.</exception>
    public async Task<string> KeepFileAsync(string path, CancellationToken cancellationToken)
    {
        await using FileStream file = File.OpenRead(path);
        using AssetDraft draft = Begin(file.Length);
        var buffer = new byte[1 << 16];
        for (int read; (read = await file.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            await draft.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return draft.Keep();
    }

    /// <summary>Keeps a file that somebody uses from going away for a while.</summary>
    public void Hold(string name) => Touch(name);

    /// <summary>Absolute path of a kept file; whether it is there is another matter.</summary>
    /// <exception cref="ArgumentException">This is no asset's name.</exception>
    public string PathOf(string name) => name.Length == 64 && name.All(char.IsAsciiHexDigitLower)
        ? PathFor(name)
        : throw new ArgumentException("This is no asset's name.", nameof(name));

    /// <summary>
    /// Makes sure that a kept file is a picture of a bearable size, by its header alone, and keeps it from going away
    /// for a while.
    /// </summary>
    /// <returns>Its size as seen.</returns>
    /// <exception cref="PictureException">It is not.</exception>
    public PixelSize CheckPicture(string name)
    {
        Touch(name);
        return CheckSize(PathOf(name));
    }

    /// <summary>Makes sure that any file is a picture of a bearable size, by its header alone.</summary>
    /// <exception cref="PictureException">It is not.</exception>
    public static PixelSize CheckSize(string path) => PictureFile.ReadInfo(path, _limits).Size;

    /// <summary>The kept files that nobody has touched for an hour.</summary>
    public IEnumerable<string> Idle(DateTimeOffset now) => new DirectoryInfo(_folder)
        .EnumerateFiles()
        .Where(file => file.LastWriteTimeUtc < now.UtcDateTime.AddHours(-1))
        .Select(file => file.Name);

    /// <summary>Removes a kept file.</summary>
    public void Remove(string name) => File.Delete(PathOf(name));

    internal string PathFor(string name) => Path.Combine(_folder, name);

    private void Touch(string name)
    {
        try
        {
            File.SetLastWriteTimeUtc(PathFor(name), TimeProvider.System.GetUtcNow().UtcDateTime);
        }
        catch (FileNotFoundException)
        {
            // Whoever reads it will say so.
        }
    }
}
