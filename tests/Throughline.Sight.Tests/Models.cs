using Throughline.Media.Pictures;

namespace Throughline.Sight.Tests;

/// <summary>
/// What the tests look with and at: the fetched models and a portrait, both fetched by the test script.
/// </summary>
internal static class Models
{
    private const string Skimage = "usr/lib/python3/dist-packages/skimage/data/";

    public const string Missing =
        "Needs the fetched models (tools/models) and Debian's python3-skimage; the test script fetches both.";

    /// <summary>The folder of the fetched models, or null.</summary>
    public static ModelFolder? Folder { get; } =
        ModelFolder.Find() is { } folder && KnownModel.All.All(folder.Has) ? folder : null;

    /// <summary>An astronaut in front of a flag and a model of a shuttle; public domain.</summary>
    public static Picture? Astronaut { get; } = Locate("astronaut.png");

    private static Picture? Locate(string name)
    {
        var roots = Environment.GetEnvironmentVariable("THROUGHLINE_TEST_ROOTS") ?? "";
        var path = roots.Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Append("/").Select(root => Path.Combine(root, Skimage, name)).FirstOrDefault(File.Exists);
        return path is null ? null : PictureFile.Read(path);
    }
}
