namespace Throughline.Media.Tests;

/// <summary>A folder of one test's own, removed with it.</summary>
public sealed class Scratch : IDisposable
{
    public Scratch() => Folder = Directory.CreateTempSubdirectory("throughline-media-").FullName;

    public string Folder { get; }

    public string Path(string name) => System.IO.Path.Combine(Folder, name);

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(Path(name), bytes);
        return Path(name);
    }

    public IEnumerable<string> Names =>
        Directory.EnumerateFiles(Folder).Select(path => System.IO.Path.GetFileName(path));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
