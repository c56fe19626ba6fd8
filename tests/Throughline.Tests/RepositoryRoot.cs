namespace Throughline.Tests;

/// <summary>Where this repository lies, for tests that hold committed files to the program.</summary>
internal static class RepositoryRoot
{
    public static string Folder { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Throughline.slnx")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
