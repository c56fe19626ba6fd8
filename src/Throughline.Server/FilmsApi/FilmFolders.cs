using System.Globalization;
using Throughline.Films;
using Throughline.Server.Storage;

namespace Throughline.Server.FilmsApi;

/// <summary>
/// The film folders that clients sent: <c>films/HASH/</c> in the data folder, each complete or absent and never
/// changed. Equal films share one. Any thread.
/// </summary>
internal sealed class FilmFolders
{
    private static readonly TimeSpan _rest = TimeSpan.FromHours(1);

    private readonly string _root;
    private readonly string _drafts;
    private readonly DiskSpace _disk;
    private readonly ServerOptions _options;
    private readonly TimeProvider _clock;
    private int _drafted;

    /// <summary>Makes the folders, and clears away what a killed server was unpacking.</summary>
    public FilmFolders(ServerOptions options, DiskSpace disk, TimeProvider clock)
    {
        (_options, _disk, _clock) = (options, disk, clock);
        _root = Path.Combine(options.Data, "films");
        _drafts = Path.Combine(_root, "drafts");
        if (Directory.Exists(_drafts))
        {
            Directory.Delete(_drafts, recursive: true);
        }

        Directory.CreateDirectory(_drafts);
    }

    /// <summary>Whether the disk holds as many bytes more.</summary>
    public bool HasRoomFor(long bytes) => _disk.FreeBytes - bytes >= _options.LeastFreeBytes;

    /// <summary>Begins a folder.</summary>
    public FilmDraft Begin() =>
        new(this, Path.Combine(_drafts, Interlocked.Increment(ref _drafted).ToString(CultureInfo.InvariantCulture)));

    /// <summary>Absolute path of a kept film's folder.</summary>
    public string FolderOf(string key) => Path.Combine(_root, key);

    /// <summary>Absolute path of a kept film's film.yaml.</summary>
    public string FilmOf(string key) => Path.Combine(FolderOf(key), FilmReader.FileName);

    /// <summary>Removes the folders that nobody has asked for during an hour, but for those named.</summary>
    public void RemoveUnused(IReadOnlySet<string> used)
    {
        DateTime before = (_clock.GetUtcNow() - _rest).UtcDateTime;
        foreach (DirectoryInfo folder in new DirectoryInfo(_root).EnumerateDirectories()
            .Where(one => one.FullName != _drafts).ToList())
        {
            if (!used.Contains(folder.Name) && folder.LastWriteTimeUtc < before)
            {
                folder.Delete(recursive: true);
            }
        }
    }

    internal void Keep(string draft, string key)
    {
        string folder = Path.Combine(_root, key);
        if (!Directory.Exists(folder))
        {
            try
            {
                Directory.Move(draft, folder);
            }
            catch (IOException) when (Directory.Exists(folder))
            {
                // Another request brought the same film at this moment.
            }
        }

        Directory.SetLastWriteTimeUtc(folder, _clock.GetUtcNow().UtcDateTime);
    }
}
