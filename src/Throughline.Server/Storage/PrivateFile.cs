namespace Throughline.Server.Storage;

/// <summary>Files that hold secrets: nobody but their owner reads them, from the first byte on.</summary>
internal static class PrivateFile
{
    /// <summary>Makes a file that is not there yet.</summary>
    /// <exception cref="IOException">It is there, or cannot be made.</exception>
    public static void Create(string path, ReadOnlySpan<byte> contents)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        file.Write(contents);
        file.Flush(flushToDisk: true);
    }
}
