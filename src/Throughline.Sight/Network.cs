using Microsoft.ML.OnnxRuntime;

namespace Throughline.Sight;

/// <summary>A loaded model with one input, a picture, and named outputs. Any thread may run it.</summary>
internal sealed class Network : IDisposable
{
    private readonly InferenceSession _session;

    /// <summary>Loads a model.</summary>
    /// <param name="onnx">The bytes of an .onnx file.</param>
    /// <param name="threads">Threads that one run may use; the answers are the same whatever the number.</param>
    /// <exception cref="OnnxRuntimeException">It cannot be loaded.</exception>
    public Network(byte[] onnx, int threads)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            EnableCpuMemArena = false, // few runs: memory goes back after each
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        _session = new InferenceSession(onnx, options);
    }

    /// <summary>Names and kinds of the inputs.</summary>
    public IReadOnlyDictionary<string, NodeMetadata> Inputs => _session.InputMetadata;

    /// <summary>Names and kinds of the outputs.</summary>
    public IReadOnlyDictionary<string, NodeMetadata> Outputs => _session.OutputMetadata;

    /// <summary>What the file says of itself.</summary>
    public IReadOnlyDictionary<string, string> Notes => _session.ModelMetadata.CustomMetadataMap;

    /// <summary>Runs a model whose input has a fixed shape.</summary>
    /// <returns>The outputs by name.</returns>
    public Dictionary<string, float[]> Run(float[] input, CancellationToken cancellationToken) =>
        Run(
            input, Array.ConvertAll(_session.InputMetadata.First().Value.Dimensions, side => (long)side),
            _session.OutputNames, cancellationToken)
            .ToDictionary(output => output.Key, output => output.Value.Values, StringComparer.Ordinal);

    /// <summary>Runs a model.</summary>
    /// <param name="input">The input's values.</param>
    /// <param name="shape">The input's sides.</param>
    /// <param name="wanted">Names of the outputs to give.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <returns>The outputs by name, each with its sides.</returns>
    /// <exception cref="OnnxRuntimeException">It cannot be run so.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Dictionary<string, (float[] Values, long[] Shape)> Run(
        float[] input, long[] shape, IReadOnlyCollection<string> wanted, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var run = new RunOptions();
        using var stop = cancellationToken.Register(() => run.Terminate = true);
        var (name, kind) = _session.InputMetadata.First();
        using var value = kind.ElementDataType == Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float16
            ? OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(input, number => (Float16)number), shape)
            : OrtValue.CreateTensorValueFromMemory(input, shape);
        try
        {
            using var outputs = _session.Run(run, [name], [value], wanted);
            return wanted.Zip(outputs).ToDictionary(
                output => output.First, output => Read(output.Second), StringComparer.Ordinal);
        }
        catch (OnnxRuntimeException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private static (float[] Values, long[] Shape) Read(OrtValue value)
    {
        var info = value.GetTensorTypeAndShape();
        var values = info.ElementDataType == Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float16
            ? Array.ConvertAll(value.GetTensorDataAsSpan<Float16>().ToArray(), number => (float)number)
            : value.GetTensorDataAsSpan<float>().ToArray();
        return (values, info.Shape);
    }
}
