namespace Throughline.Cli;

/// <summary>A folder that results go to.</summary>
internal static class OutputFolder
{
    /// <summary>
    /// Makes the folder if need be and makes sure that files can be created there, before any work is done for it.
    /// </summary>
    /// <exception cref="CommandException">They cannot.</exception>
    public static void Prepare(string folder)
    {
        string probe = Path.Combine(folder, $".throughline-{Environment.ProcessId}");
        try
        {
            Directory.CreateDirectory(folder);
            using (File.Create(probe, 1, FileOptions.DeleteOnClose))
            {
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            string reason = File.Exists(folder) ? "a file has that name" : failure.Message.TrimEnd('.');
            throw new CommandException(
                ExitCode.BadInput, $"{folder}: the folder cannot be written ({reason}); choose another with --out.",
                failure);
        }
    }
}
