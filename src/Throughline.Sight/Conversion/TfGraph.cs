using System.Buffers.Binary;
using System.Text.Json;

namespace Throughline.Sight.Conversion;

/// <summary>
/// A TensorFlow.js graph model: a JSON file with the nodes and the layout of the weights, and one file of weights as
/// floats, half floats or whole numbers of 32 bits.
/// </summary>
internal sealed class TfGraph
{
    private TfGraph(IReadOnlyList<TfNode> nodes, IReadOnlyDictionary<string, TfTensor> constants)
    {
        Nodes = nodes;
        Constants = constants;
    }

    /// <summary>The nodes, each after those it uses, without the constants.</summary>
    public IReadOnlyList<TfNode> Nodes { get; }

    /// <summary>The constants by name.</summary>
    public IReadOnlyDictionary<string, TfTensor> Constants { get; }

    /// <summary>Reads a model.</summary>
    /// <param name="json">The JSON file.</param>
    /// <param name="weights">The file of weights.</param>
    /// <exception cref="InvalidDataException">The files are not such a model or do not belong together.</exception>
    public static TfGraph Read(ReadOnlyMemory<byte> json, ReadOnlySpan<byte> weights)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var constants = new Dictionary<string, TfTensor>(StringComparer.Ordinal);
            foreach (var tensor in root.GetProperty("weightsManifest").EnumerateArray()
                .SelectMany(group => group.GetProperty("weights").EnumerateArray()))
            {
                constants[tensor.GetProperty("name").GetString()!] = Tensor(tensor, ref weights);
            }

            var nodes = root.GetProperty("modelTopology").GetProperty("node").EnumerateArray()
                .Where(node => node.GetProperty("op").GetString() != "Const").Select(Node);
            return new TfGraph(InOrder([.. nodes], constants), constants);
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"This is not a TensorFlow.js graph model: {failure.Message}", failure);
        }
    }

    private static TfNode Node(JsonElement node) => new(
        node.GetProperty("name").GetString()!,
        node.GetProperty("op").GetString()!,
        node.TryGetProperty("input", out var inputs)
            ? [
                .. inputs.EnumerateArray().Select(input => input.GetString()!).Where(name => name[0] != '^').Select(
                    name => name.Split(':')[0])
            ]
            : [])
    {
        Attributes = node.TryGetProperty("attr", out var attributes) ? attributes.Clone() : default,
    };

    private static TfTensor Tensor(JsonElement tensor, ref ReadOnlySpan<byte> weights)
    {
        var shape = tensor.GetProperty("shape").EnumerateArray().Select(side => side.GetInt64()).ToArray();
        var count = checked((int)shape.Aggregate(1L, (product, side) => checked(product * side)));
        var stored = tensor.TryGetProperty("quantization", out var quantization)
            ? quantization.GetProperty("dtype").GetString() : tensor.GetProperty("dtype").GetString();
        switch (stored)
        {
            case "float32":
                var floats = new float[count];
                var words = Take(ref weights, 4 * count);
                for (var i = 0; i < count; i++)
                {
                    floats[i] = BinaryPrimitives.ReadSingleLittleEndian(words[(4 * i)..]);
                }

                return new TfTensor(shape, floats, null);
            case "float16":
                var wide = new float[count];
                var halves = Take(ref weights, 2 * count);
                for (var i = 0; i < count; i++)
                {
                    wide[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(halves[(2 * i)..]);
                }

                return new TfTensor(shape, wide, null);
            case "int32":
                var whole = new long[count];
                var numbers = Take(ref weights, 4 * count);
                for (var i = 0; i < count; i++)
                {
                    whole[i] = BinaryPrimitives.ReadInt32LittleEndian(numbers[(4 * i)..]);
                }

                return new TfTensor(shape, null, whole);
            default:
                throw new InvalidDataException($"Weights of type '{stored}' are not read.");
        }
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> weights, int bytes)
    {
        if (bytes > weights.Length)
        {
            throw new InvalidDataException("The file of weights ends too early.");
        }

        var taken = weights[..bytes];
        weights = weights[bytes..];
        return taken;
    }

    // The file may name a node before those it uses.
    private static List<TfNode> InOrder(TfNode[] nodes, Dictionary<string, TfTensor> constants)
    {
        var byName = nodes.ToDictionary(node => node.Name, StringComparer.Ordinal);
        var ordered = new List<TfNode>();
        var done = new HashSet<string>(constants.Keys, StringComparer.Ordinal);
        var begun = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<TfNode>();
        foreach (var start in nodes)
        {
            open.Push(start);
            while (open.TryPeek(out var node))
            {
                if (done.Contains(node.Name))
                {
                    open.Pop();
                    continue;
                }

                var waiting = node.Inputs.Where(input => !done.Contains(input)).ToArray();
                if (waiting.Length == 0)
                {
                    ordered.Add(node);
                    done.Add(node.Name);
                    continue;
                }

                if (!begun.Add(node.Name))
                {
                    throw new InvalidDataException($"The node '{node.Name}' uses itself.");
                }

                foreach (var input in waiting)
                {
                    open.Push(byName.TryGetValue(input, out var used)
                        ? used : throw new InvalidDataException(
                            $"The node '{node.Name}' uses '{input}', which is not there."));
                }
            }
        }

        return ordered;
    }
}
