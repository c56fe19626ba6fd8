using System.Security.Cryptography;
using Throughline.Media.Files;
using Throughline.Sight.Conversion;

namespace Throughline.Sight;

/// <summary>
/// The folder with the fetched models. Each is converted once; the conversion is kept beside it and appears complete or
/// not at all. Any thread, any number of processes.
/// </summary>
public sealed class ModelFolder
{
    /// <summary>The environment variable that names the folder.</summary>
    public const string Variable = "THROUGHLINE_MODELS";

    private ModelFolder(string path) => Path = path;

    /// <summary>Absolute path of the folder.</summary>
    public string Path { get; }

    /// <summary>
    /// The folder that the environment variable <see cref="Variable"/> names, else <c>tools/models</c> beside the
    /// product; null when there is neither. Reads nothing.
    /// </summary>
    public static ModelFolder? Find() => Find(Environment.GetEnvironmentVariable(Variable), AppContext.BaseDirectory);

    /// <summary>Whether a model's files are there. Their contents are checked when they are read.</summary>
    public bool Has(KnownModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return File.Exists(FileOf(model, ".json")) && File.Exists(FileOf(model, ".bin"));
    }

    /// <summary><see cref="Find()"/> with everything it looks at given.</summary>
    internal static ModelFolder? Find(string? variable, string product)
    {
        if (!string.IsNullOrWhiteSpace(variable))
        {
            return Directory.Exists(variable) ? new ModelFolder(System.IO.Path.GetFullPath(variable)) : null;
        }

        for (var folder = new DirectoryInfo(product); folder is not null; folder = folder.Parent)
        {
            var models = System.IO.Path.Combine(folder.FullName, "tools", "models");
            if (Directory.Exists(models))
            {
                return new ModelFolder(models);
            }
        }

        return null;
    }

    /// <summary>The model as ONNX; null when its files are not there.</summary>
    /// <exception cref="InvalidDataException">The files are not what they should be.</exception>
    internal byte[]? Read(KnownModel model)
    {
        if (!Has(model))
        {
            return null;
        }

        var kept = System.IO.Path.Combine(
            Path, $"{model.Name}-{model.GraphHash[..8]}{model.WeightsHash[..8]}-{TfToOnnx.Version}.onnx");
        if (File.Exists(kept))
        {
            return File.ReadAllBytes(kept);
        }

        var converted = TfToOnnx.Convert(
            TfGraph.Read(
                ReadChecked(FileOf(model, ".json"), model.GraphHash),
                ReadChecked(FileOf(model, ".bin"), model.WeightsHash)));
        Keep(kept, converted);
        return converted;
    }

    private static byte[] ReadChecked(string path, string hash)
    {
        var bytes = File.ReadAllBytes(path);
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == hash ? bytes : throw new InvalidDataException(
            $"{path}: the file is not the one that belongs there; delete the folder and run `./throughline doctor`.");
    }

    private static void Keep(string path, byte[] bytes)
    {
        try
        {
            using var part = new PartFile(path);
            File.WriteAllBytes(part.Path, bytes);
            part.Commit();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A folder that may not be written costs a tenth of a second at each start, nothing else.
        }
    }

    private string FileOf(KnownModel model, string ending) => System.IO.Path.Combine(Path, model.Name + ending);
}
