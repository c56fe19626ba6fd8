namespace Throughline.Media.Mp4;

/// <summary>A file is not an MP4 or QuickTime clip that can be cut without re-encoding.</summary>
public sealed class Mp4Exception : Exception
{
    /// <summary>Says which file and what is wrong with it.</summary>
    public Mp4Exception(string path, string problem, Exception? innerException = null)
        : base($"{path}: {problem}", innerException) => Path = path;

    /// <summary>The file.</summary>
    public string Path { get; }
}
