using System.Collections.Concurrent;
using System.Globalization;

namespace Throughline.Media.Files;

/// <summary>
/// A file that is complete or absent: written under a name of its own beside the target, then renamed onto it. The name
/// carries the process id, so that what a killed process left behind is removed by the next process that writes into
/// the same folder.
/// </summary>
public sealed class PartFile : IDisposable
{
    private const string Ending = ".part";
    private static readonly ConcurrentDictionary<string, bool> _sweptFolders = new();
    private static int _count;
    private readonly string _target;
    private bool _done;

    /// <summary>Chooses the name and removes what dead processes left; creates nothing.</summary>
    public PartFile(string target)
    {
        _target = System.IO.Path.GetFullPath(target);
        Path = string.Create(
            CultureInfo.InvariantCulture,
            $"{_target}.{Environment.ProcessId}-{Interlocked.Increment(ref _count)}{Ending}");
        RemoveLeftovers(System.IO.Path.GetDirectoryName(_target)!);
    }

    /// <summary>Where to write.</summary>
    public string Path { get; }

    /// <summary>Puts the written file in the target's place, in one step.</summary>
    public void Commit()
    {
        File.Move(Path, _target, overwrite: true);
        _done = true;
    }

    /// <summary>Removes the file unless it was committed.</summary>
    public void Dispose()
    {
        if (!_done)
        {
            Remove(Path);
            _done = true;
        }
    }

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What cannot be removed now is removed by the next write to the same target.
        }
    }

    private static void RemoveLeftovers(string folder)
    {
        if (!Directory.Exists(folder) || !_sweptFolders.TryAdd(folder, true))
        {
            return;
        }

        try
        {
            foreach (var path in Directory.EnumerateFiles(folder, "*" + Ending))
            {
                if (OwnerOf(System.IO.Path.GetFileName(path.AsSpan())[..^Ending.Length]) is { } owner
                    && !IsAlive(owner))
                {
                    Remove(path);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Opening the file for writing will say what is wrong with the folder.
        }
    }

    private static int? OwnerOf(ReadOnlySpan<char> name)
    {
        var mark = name[(name.LastIndexOf('.') + 1)..];
        var dash = mark.IndexOf('-');
        return dash > 0 && int.TryParse(mark[..dash], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && int.TryParse(mark[(dash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out _) ? id : null;
    }

    private static bool IsAlive(int id)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
