namespace Throughline.Media.Files;

/// <summary>Says in plain words why a file could not be written.</summary>
internal static class FileTrouble
{
    private const int DiskFullOnUnix = 28; // ENOSPC
    private const int DiskFullOnWindows = unchecked((int)0x80070070);

    /// <summary>Whether <paramref name="exception"/> means that the disk is full.</summary>
    public static bool IsDiskFull(Exception exception) =>
        exception is IOException { HResult: DiskFullOnUnix or DiskFullOnWindows }
        || SaysDiskFull(exception.Message);

    /// <summary>Whether a program's words mean that the disk is full.</summary>
    public static bool SaysDiskFull(string words) =>
        words.Contains("No space left on device", StringComparison.OrdinalIgnoreCase);

    /// <summary>The reason in a few words, without the name of the temporary file.</summary>
    public static string Reason(Exception exception, string path) => exception switch
    {
        UnauthorizedAccessException when Directory.Exists(path) => "a folder has that name",
        IOException when Directory.Exists(path) => "a folder has that name",
        UnauthorizedAccessException => "access is denied",
        DirectoryNotFoundException => "its folder does not exist",
        PathTooLongException => "the name is too long",
        _ => exception.Message.Contains("Read-only", StringComparison.OrdinalIgnoreCase)
            ? "the file system is read-only"
            : exception.GetType().Name + ": " + exception.Message,
    };
}
