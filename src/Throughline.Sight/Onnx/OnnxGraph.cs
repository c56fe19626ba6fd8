using System.Runtime.InteropServices;

namespace Throughline.Sight.Onnx;

/// <summary>
/// An ONNX model in the making (IR 8, operators of version 18): inputs, constants, nodes and outputs in any order of
/// names, nodes in order of use.
/// </summary>
internal sealed class OnnxGraph
{
    private const int Float = 1;
    private const int Int64 = 7;
    private readonly List<Action<ProtoWriter>> _parts = [];
    private readonly Dictionary<string, string> _notes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private int _unnamed;

    /// <summary>An input of floats; sides of -1 are open.</summary>
    public void Input(string name, params long[] shape) =>
        _parts.Add(graph => graph.Message(11, value => Value(value, name, shape)));

    /// <summary>An output of floats.</summary>
    public void Output(string name) => _parts.Add(graph => graph.Message(12, value => Value(value, name, null)));

    /// <summary>A constant of floats.</summary>
    public string Constant(string name, float[] values, params long[] shape) =>
        Constant(name, Float, MemoryMarshal.AsBytes<float>(values).ToArray(), shape);

    /// <summary>A constant of whole numbers.</summary>
    public string Constant(string name, long[] values, params long[] shape) =>
        Constant(name, Int64, MemoryMarshal.AsBytes<long>(values).ToArray(), shape);

    /// <summary>A list of whole numbers under a name of its own, as many operators take their settings.</summary>
    public string List(params long[] values) => Constant(Fresh(), values, values.Length);

    /// <summary>A name that nothing else has.</summary>
    public string Fresh() => $"own/{_unnamed++}";

    /// <summary>Whether some node has that name among its inputs.</summary>
    public bool Uses(string name) => _used.Contains(name);

    /// <summary>A note beside the graph, as key and value.</summary>
    public void Note(string key, string value) => _notes[key] = value;

    /// <summary>A node with one output; attributes are numbers, lists of numbers or text.</summary>
    /// <param name="operation">The operator.</param>
    /// <param name="output">What to call the output; null for a name of its own.</param>
    /// <param name="inputs">What goes in; an empty name leaves an optional input out.</param>
    /// <param name="attributes">Names and values: long, float, long[], string.</param>
    /// <returns>The output's name.</returns>
    public string Node(
        string operation, string? output, string[] inputs, params (string Name, object Value)[] attributes)
    {
        output ??= Fresh();
        _used.UnionWith(inputs);
        _parts.Add(graph => graph.Message(1, node =>
        {
            foreach (var input in inputs)
            {
                node.Text(1, input);
            }

            node.Text(2, output);
            node.Text(3, output);
            node.Text(4, operation);
            foreach (var (name, value) in attributes)
            {
                node.Message(5, attribute => Attribute(attribute, name, value));
            }
        }));
        return output;
    }

    /// <summary>The model as the bytes of an .onnx file.</summary>
    public byte[] ToModel()
    {
        var model = new ProtoWriter();
        model.Number(1, 8L);
        model.Text(2, "throughline");
        model.Message(7, graph =>
        {
            graph.Text(2, "graph");
            _parts.ForEach(part => part(graph));
        });
        model.Message(8, operators =>
        {
            operators.Text(1, "");
            operators.Number(2, 18L);
        });
        foreach (var (key, value) in _notes)
        {
            model.Message(14, note =>
            {
                note.Text(1, key);
                note.Text(2, value);
            });
        }

        return model.ToArray();
    }

    private string Constant(string name, int type, byte[] bytes, long[] shape)
    {
        _parts.Add(graph => graph.Message(5, tensor =>
        {
            foreach (var side in shape)
            {
                tensor.Number(1, side);
            }

            tensor.Number(2, (long)type);
            tensor.Text(8, name);
            tensor.Bytes(9, bytes);
        }));
        return name;
    }

    private static void Value(ProtoWriter value, string name, long[]? shape)
    {
        value.Text(1, name);
        value.Message(2, type => type.Message(1, tensor =>
        {
            tensor.Number(1, (long)Float);
            if (shape is null)
            {
                return;
            }

            tensor.Message(2, sides =>
            {
                for (var i = 0; i < shape.Length; i++)
                {
                    var (side, at) = (shape[i], i);
                    sides.Message(1, dimension =>
                    {
                        if (side >= 0)
                        {
                            dimension.Number(1, side);
                        }
                        else
                        {
                            dimension.Text(2, $"side{at}");
                        }
                    });
                }
            });
        }));
    }

    private static void Attribute(ProtoWriter attribute, string name, object value)
    {
        attribute.Text(1, name);
        switch (value)
        {
            case float number:
                attribute.Number(2, number);
                attribute.Number(20, 1L);
                break;
            case long number:
                attribute.Number(3, number);
                attribute.Number(20, 2L);
                break;
            case string text:
                attribute.Text(4, text);
                attribute.Number(20, 3L);
                break;
            case long[] numbers:
                foreach (var number in numbers)
                {
                    attribute.Number(8, number);
                }

                attribute.Number(20, 7L);
                break;
            default:
                throw new ArgumentException($"An attribute cannot be a {value.GetType().Name}.", nameof(value));
        }
    }
}
