namespace Throughline.Server.Tasks;

/// <summary>Where results lie that are not takes: <c>results/ID/</c> in the data folder, each folder complete or absent.</summary>
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

    /// <summary>Turns a draft's folder into a task's, one file of it under the name of the result.</summary>
    public TaskFile Deliver(string draft, string made, string folder, string name, string mediaType)
    {
        File.Move(Path.Combine(draft, made), Path.Combine(draft, name), overwrite: true);
        using (FileStream file = File.OpenWrite(Path.Combine(draft, name)))
        {
            file.Flush(flushToDisk: true);
        }

        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.Move(draft, folder);
        return Describe(name, Path.Combine(folder, name), mediaType);
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
