using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace Throughline.Production;

/// <summary>A take in the making: a folder of its own that becomes the take by one rename, or goes away.</summary>
internal sealed class TakeDraft : IDisposable
{
    private readonly string _target;
    private bool _kept;

    internal TakeDraft(TakeKey key, string folder, string target)
    {
        Key = key;
        Folder = folder;
        _target = target;
        Directory.CreateDirectory(folder);
    }

    /// <summary>The take's key.</summary>
    public TakeKey Key { get; }

    /// <summary>Where its files are written.</summary>
    public string Folder { get; }

    /// <summary>Path of a file of the draft.</summary>
    public string this[string name] => Path.Combine(Folder, name);

    /// <summary>
    /// Writes take.json, brings every file to the disk and turns the draft into the take. All other files must be
    /// complete and closed. When the same take was finished elsewhere meanwhile, that one stays and is given.
    /// </summary>
    public Take Keep(TakeInfo info)
    {
        File.WriteAllBytes(
            this[Take.InfoName], JsonSerializer.SerializeToUtf8Bytes(info, TakeInfoJson.Default.TakeInfo));
        foreach (string file in Directory.EnumerateFiles(Folder))
        {
            using SafeFileHandle handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(handle);
        }

        try
        {
            Directory.Move(Folder, _target);
            _kept = true;
        }
        catch (IOException) when (Directory.Exists(_target))
        {
            // Equal keys are equal clips.
        }

        return new Take { Key = Key, Folder = _target, Info = info };
    }

    /// <summary>Removes the folder unless it was kept.</summary>
    public void Dispose()
    {
        if (!_kept)
        {
            TakeStore.Remove(Folder);
        }
    }
}
