using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;
using Throughline.Media.Pictures;
using Throughline.Sight.Onnx;

namespace Throughline.Sight.Depth;

/// <summary>
/// A depth model of the user's, of the MiDaS or Depth-Anything families: one picture in, relative inverse depth out,
/// near is large. Opening reads the file; the model itself is loaded by the first picture. Any thread.
/// </summary>
public sealed class DepthModel : IDisposable
{
    private const long MostBytes = 1L << 30;

    private readonly Lazy<(Network Network, DepthForm Form)> _loaded;
    private readonly string _path;

    private DepthModel(string path, byte[] onnx)
    {
        _path = path;
        Hash = Convert.ToHexStringLower(SHA256.HashData(onnx));
        _loaded = new(() => Load(onnx));
    }

    /// <summary>SHA-256 of the file, lower-case hexadecimal.</summary>
    public string Hash { get; }

    /// <summary>Reads and checks a file.</summary>
    /// <exception cref="SightException">There is no such file, or it is not a model that could be loaded.</exception>
    public static DepthModel Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                throw Directory.Exists(path)
                    ? new SightException(SightError.Unreadable, $"{path}: this is a folder; give an .onnx file.")
                    : new SightException(SightError.Missing, $"{path}: there is no such file; check the path.");
            }

            if (file.Length > MostBytes)
            {
                throw new SightException(
                    SightError.TooLarge,
                    $"{path}: the file has {file.Length >> 20} MB; depth models of at most {MostBytes >> 20} MB are read.");
            }

            var onnx = File.ReadAllBytes(path);
            return OnnxFile.Trouble(onnx) is { } trouble
                ? throw new SightException(SightError.NotAModel, $"{path}: {trouble}.") : new DepthModel(path, onnx);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SightException(
                SightError.Unreadable, $"{path}: the file cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>The depth of a picture, 0 to 1, at the model's own size.</summary>
    /// <exception cref="SightException">The model cannot be loaded, is of another kind, or gives no depth.</exception>
    public DepthPicture Of(Picture picture, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var (network, form) = _loaded.Value;
        var (input, shape) = form.Input(picture);
        try
        {
            var (output, sides) = network.Run(input, shape, [form.OutputName], cancellationToken)[form.OutputName];
            return form.Read(output, sides, shape) ?? throw new SightException(
                SightError.Failed,
                $"{_path}: the model gave no depth of this picture but a tensor of {string.Join('x', sides)} without usable values.");
        }
        catch (OnnxRuntimeException failure)
        {
            throw new SightException(
                SightError.Failed,
                $"{_path}: the model failed on a picture of {string.Join('x', shape)}: {FirstLine(failure)}", failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_loaded.IsValueCreated)
        {
            _loaded.Value.Network.Dispose();
        }
    }

    private (Network Network, DepthForm Form) Load(byte[] onnx)
    {
        try
        {
            var network = new Network(onnx, Math.Min(8, Environment.ProcessorCount));
            try
            {
                return (network, DepthForm.Of(network, _path));
            }
            catch
            {
                network.Dispose();
                throw;
            }
        }
        catch (OnnxRuntimeException failure)
        {
            throw new SightException(
                SightError.NotAModel, $"{_path}: the model cannot be loaded: {FirstLine(failure)}", failure);
        }
    }

    private static string FirstLine(Exception failure) => failure.Message.Split('\n')[0].TrimEnd();
}
