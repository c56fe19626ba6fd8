using System.Globalization;
using System.Text.Json;

namespace Throughline.Production;

/// <summary>
/// The takes of one film, in <c>.throughline/</c> beside it: <c>takes/KEY/</c> for finished takes, <c>drafts/</c> for
/// takes in the making. One process at a time holds a store (an advisory lock on <c>.throughline/lock</c>, which the
/// system lets go when the process dies), so whatever lies in <c>drafts/</c> when it is opened is a dead process's.
/// </summary>
public sealed class TakeStore : IDisposable
{
    /// <summary>Name of the store's folder in the film's folder.</summary>
    public const string FolderName = ".throughline";

    private static readonly TimeSpan _retry = TimeSpan.FromMilliseconds(200);

    private readonly string _takes;
    private readonly string _drafts;
    private readonly FileStream _lock;
    private int _drafted;

    private TakeStore(string folder, FileStream heldLock)
    {
        Folder = folder;
        _lock = heldLock;
        _takes = Path.Combine(folder, "takes");
        _drafts = Path.Combine(folder, "drafts");
    }

    /// <summary>Absolute path of <c>.throughline</c>.</summary>
    public string Folder { get; }

    /// <summary>
    /// Opens the store of the film in <paramref name="filmFolder"/> and clears away what dead processes left.
    /// </summary>
    /// <param name="filmFolder">The film's folder.</param>
    /// <param name="waiting">Called once if another process holds the store; opening goes on when that one is
    /// done.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static async Task<TakeStore> OpenAsync(
        string filmFolder, Action? waiting = null, CancellationToken cancellationToken = default)
    {
        string folder = Path.Combine(Path.GetFullPath(filmFolder), FolderName);
        Directory.CreateDirectory(folder);
        string lockFile = Path.Combine(folder, "lock");
        FileStream? held;
        while ((held = TryLock(lockFile)) is null)
        {
            waiting?.Invoke();
            waiting = null;
            await Task.Delay(_retry, cancellationToken);
        }

        var store = new TakeStore(folder, held);
        Directory.CreateDirectory(store._takes);
        Directory.CreateDirectory(store._drafts);
        foreach (string leftover in Directory.EnumerateFileSystemEntries(store._drafts))
        {
            Remove(leftover);
        }

        return store;
    }

    /// <summary>
    /// The finished take of a key, or null. A take that someone has damaged is removed and counts as absent.
    /// </summary>
    public Take? Find(TakeKey key)
    {
        string folder = Path.Combine(_takes, key.Hex);
        if (!Directory.Exists(folder))
        {
            return null;
        }

        if (Read(folder, key) is { } take)
        {
            return take;
        }

        // Renamed first: a removal that is interrupted must not leave half a take under its own name.
        string aside = DraftFolder(key);
        Directory.Move(folder, aside);
        Remove(aside);
        return null;
    }

    /// <summary>
    /// The keys of all takes that lie here and that nobody has touched since <paramref name="before"/>.
    /// </summary>
    public IEnumerable<TakeKey> Untouched(DateTimeOffset before) => new DirectoryInfo(_takes)
        .EnumerateDirectories()
        .Where(folder => folder.LastWriteTimeUtc < before.UtcDateTime)
        .Select(folder => new TakeKey(folder.Name));

    /// <summary>Removes a take, all at once. A production that has found it and not used it yet will miss it.</summary>
    public void Remove(TakeKey key)
    {
        string aside = DraftFolder(key);
        Directory.Move(Path.Combine(_takes, key.Hex), aside);
        Remove(aside);
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    /// <summary>Begins a take.</summary>
    internal TakeDraft Begin(TakeKey key) => new(key, DraftFolder(key), Path.Combine(_takes, key.Hex));

    internal static void Remove(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
            else
            {
                File.Delete(path);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // An encoder that outlived its process may just have created a file here; the next opening clears it away.
        }
    }

    private static FileStream? TryLock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException failure) when (IsHeld(failure))
        {
            return null;
        }
    }

    // EWOULDBLOCK, which is how a lock held by another process shows on Linux; everything else is a real failure.
    private static bool IsHeld(IOException failure) => failure.HResult is 11;

    private static Take? Read(string folder, TakeKey key)
    {
        try
        {
            using FileStream file = File.OpenRead(Path.Combine(folder, Take.InfoName));
            if (JsonSerializer.Deserialize(file, TakeInfoJson.Default.TakeInfo) is not { } info || info.Key != key.Hex)
            {
                return null;
            }

            var take = new Take { Key = key, Folder = folder, Info = info };
            bool whole = new FileInfo(take.Clip) is { Exists: true } clip && clip.Length == info.ClipBytes
                && File.Exists(take.FirstFrame) && File.Exists(take.LastFrame) && File.Exists(take.State);
            return whole ? take : null;
        }
        catch (Exception failure) when (failure is JsonException or FileNotFoundException)
        {
            return null;
        }
    }

    private string DraftFolder(TakeKey key) => Path.Combine(_drafts, string.Create(
        CultureInfo.InvariantCulture, $"{key.Hex}.{Environment.ProcessId}-{Interlocked.Increment(ref _drafted)}"));
}
