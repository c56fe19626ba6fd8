namespace Throughline.Server.Tasks;

/// <summary>
/// Where results lie that are not takes: <c>results/ID/</c> in the data folder, each folder complete or absent.
/// </summary>
internal sealed class ResultFolder(ServerOptions options)
{
    private readonly string _root = Path.Combine(options.Data, "results");

    /// <summary>Absolute path of a task's folder, which need not be there; the folder it lies in is.</summary>
    public string Of(Guid id)
    {
        Directory.CreateDirectory(_root);
        return Path.Combine(_root, id.ToString());
    }

    /// <summary>Describes a file of the data folder.</summary>
    public TaskFile Describe(string name, string path, string mediaType) =>
        new(name, Path.GetRelativePath(options.Data, path), mediaType, new FileInfo(path).Length);

    /// <summary>Absolute path of a result.</summary>
    public string PathOf(TaskFile file) => Path.Combine(options.Data, file.Path);

    /// <summary>An empty folder to make a task's results in.</summary>
    public string BeginDraft(Guid id)
    {
        string draft = Of(id) + ".draft";
        if (Directory.Exists(draft))
        {
            Directory.Delete(draft, recursive: true);
        }

        Directory.CreateDirectory(draft);
        return draft;
    }

    /// <summary>
    /// Turns the draft into the task's folder, everything in it brought to the disk; gives the folder.
    /// </summary>
    public string Deliver(Guid id)
    {
        string draft = Of(id) + ".draft";
        foreach (string path in Directory.EnumerateFiles(draft))
        {
            using FileStream file = File.OpenWrite(path);
            file.Flush(flushToDisk: true);
        }

        string folder = Of(id);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.Move(draft, folder);
        return folder;
    }

    /// <summary>Removes a task's folder, if there is one.</summary>
    public void Remove(Guid id)
    {
        foreach (string folder in new[] { Of(id), Of(id) + ".draft" }.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
