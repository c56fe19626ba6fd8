using Throughline.Films;
using Throughline.Problems;
using Throughline.Yaml;

namespace Throughline.Stage.Assets;

/// <summary>One file of an <see cref="AssetFolder"/>.</summary>
public sealed class AssetFile
{
    private readonly Func<byte[]> _read;

    internal AssetFile(string path, string shown, Func<byte[]> read)
    {
        Path = path;
        Shown = shown;
        _read = read;
    }

    /// <summary>Where it is in the folder, with '/' between: <c>props/lantern.yaml</c>.</summary>
    public string Path { get; }

    /// <summary>
    /// How messages name it: the path on disk for a user's file, <c>assets/…</c> for one that is built in.
    /// </summary>
    public string Shown { get; }

    /// <summary>The file's name without folder and extension, which is the asset's name: <c>lantern</c>.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Its content.</summary>
    /// <exception cref="AssetException">It cannot be read any more.</exception>
    public byte[] Bytes()
    {
        try
        {
            return _read();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw AssetException.Of(Shown, $"the file cannot be read ({failure.Message.TrimEnd('.')})", null);
        }
    }

    /// <summary>Its content as YAML; null when it is not, which is reported.</summary>
    /// <param name="what">What the file is, for messages: <c>a prop</c>.</param>
    /// <param name="problems">Where problems go.</param>
    internal AssetFields? Fields(string what, ProblemList problems) =>
        FilmText.Read(Bytes(), AssetFolder.LargestText, problems) is { } text
            && YamlText.Read(text, what, problems) is { } root ? AssetFields.Of(root, what, problems) : null;
}
