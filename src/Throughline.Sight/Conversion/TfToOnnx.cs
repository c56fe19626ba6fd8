using System.Numerics;
using Throughline.Sight.Onnx;

namespace Throughline.Sight.Conversion;

/// <summary>
/// Turns a TensorFlow graph into an ONNX model that computes the same. Tensors keep TensorFlow's order of sides (batch,
/// row, column, channel): operators that want the channels first get them turned before and back after, and the runtime
/// removes the pairs that cancel. Whole numbers become 64 bits wide, as ONNX wants shapes to be.
/// </summary>
internal sealed partial class TfToOnnx
{
    /// <summary>Changes whenever the same files would give another model.</summary>
    public const int Version = 1;

    private readonly TfGraph _source;
    private readonly OnnxGraph _target = new();

    private TfToOnnx(TfGraph source) => _source = source;

    /// <summary>
    /// Converts a graph. Its placeholders become inputs and the nodes that nothing uses become outputs, all under their
    /// names.
    /// </summary>
    /// <returns>The bytes of an .onnx file.</returns>
    /// <exception cref="InvalidDataException">The graph has an operator, or a use of one, that is not known
    /// here.</exception>
    public static byte[] Convert(TfGraph source)
    {
        var conversion = new TfToOnnx(source);
        foreach (var node in source.Nodes)
        {
            conversion.Add(node);
        }

        // Weights that were turned on the way, and settings, are not needed under their own names.
        foreach (var (name, constant) in source.Constants.Where(constant => conversion._target.Uses(constant.Key)))
        {
            if (constant.Floats is { } floats)
            {
                conversion._target.Constant(name, floats, constant.Shape);
            }
            else
            {
                conversion._target.Constant(name, constant.Whole!, constant.Shape);
            }
        }

        var used = source.Nodes.SelectMany(node => node.Inputs).ToHashSet(StringComparer.Ordinal);
        foreach (var node in source.Nodes.Where(node => !used.Contains(node.Name)))
        {
            conversion._target.Output(node.Name);
        }

        return conversion._target.ToModel();
    }

    private void Add(TfNode node)
    {
        var inputs = node.Inputs;
        switch (node.Operation)
        {
            case "Placeholder":
                Placeholder(node);
                break;
            case "Add" or "AddV2" or "BiasAdd":
                _target.Node("Add", node.Name, inputs);
                break;
            case "AddN":
                _target.Node("Sum", node.Name, inputs);
                break;
            case "Mul" or "Sub" or "Relu" or "Sigmoid" or "Floor" or "Identity":
                _target.Node(node.Operation, node.Name, inputs);
                break;
            case "Minimum":
                _target.Node("Min", node.Name, inputs);
                break;
            case "Maximum":
                _target.Node("Max", node.Name, inputs);
                break;
            case "Prelu":
                _target.Node("PRelu", node.Name, inputs);
                break;
            case "Relu6":
                Relu6(inputs[0], node.Name);
                break;
            case "Square":
                _target.Node("Mul", node.Name, [inputs[0], inputs[0]]);
                break;
            case "Rsqrt":
                _target.Node("Reciprocal", node.Name, [_target.Node("Sqrt", null, inputs)]);
                break;
            case "Sum" or "Max" or "Min" or "Prod":
                Reduce(node);
                break;
            case "Conv2D" or "_FusedConv2D":
                Convolve(node, depthwise: false);
                break;
            case "DepthwiseConv2dNative" or "FusedDepthwiseConv2dNative":
                Convolve(node, depthwise: true);
                break;
            case "Conv2DBackpropInput":
                Deconvolve(node);
                break;
            case "MaxPool" or "AvgPool":
                Pool(node);
                break;
            case "ResizeBilinear":
                Resize(node);
                break;
            case "MatMul" or "BatchMatMulV2":
                Multiply(node);
                break;
            default:
                AddShaping(node);
                break;
        }
    }

    private void Placeholder(TfNode node)
    {
        var shape = node.Attributes.GetProperty("shape").GetProperty("shape").GetProperty("dim").EnumerateArray()
            .Select(
                side => long.Parse(
                    side.GetProperty("size").GetString()!, System.Globalization.CultureInfo.InvariantCulture))
                .ToArray();

        // An open batch is a batch of one: then every shape is known beforehand.
        _target.Input(node.Name, [.. shape.Select((side, i) => i == 0 && side < 0 ? 1 : side)]);
    }

    private void Convolve(TfNode node, bool depthwise)
    {
        var weights = Constant(node.Inputs[1]);
        var kernel = depthwise
            ? weights.Turned(
                2, 3, 0, 1) is { } w ? w with { Shape = [w.Shape[0] * w.Shape[1], 1, w.Shape[2], w.Shape[3]] } : null!
            : weights.Turned(3, 2, 0, 1);
        var result = _target.Node(
            "Conv",
            null,
            [ChannelsFirst(node.Inputs[0]), _target.Constant(_target.Fresh(), kernel.Floats!, kernel.Shape)],
            ("kernel_shape", kernel.Shape[2..]),
            ("strides", node.Numbers("strides")[1..3]),
            ("dilations", node.Numbers("dilations") is { Length: 4 } dilations ? dilations[1..3] : [1, 1]),
            ("auto_pad", Padding(node)),
            ("group", depthwise ? kernel.Shape[0] : 1L));
        Fused(node, result);
    }

    // What a fused convolution does after it: a bias, then what the list says.
    private void Fused(TfNode node, string result)
    {
        var steps = node.Texts("fused_ops");
        var last = steps.Length == 0 ? node.Name : null;
        result = ChannelsLast(result, last);
        var input = 2;
        for (var i = 0; i < steps.Length; i++)
        {
            var name = i == steps.Length - 1 ? node.Name : null;
            result = steps[i] switch
            {
                "BiasAdd" => _target.Node("Add", name, [result, node.Inputs[input++]]),
                "Prelu" => _target.Node("PRelu", name, [result, node.Inputs[input++]]),
                "Relu" => _target.Node("Relu", name, [result]),
                "Relu6" => Relu6(result, name),
                var step => throw Unknown(node, $"'{step}' after it"),
            };
        }
    }

    private void Deconvolve(TfNode node)
    {
        var shape = Constant(node.Inputs[0]).Whole ?? throw Unknown(node, "an output of open shape");
        var kernel = Constant(node.Inputs[1]).Turned(3, 2, 0, 1);
        var result = _target.Node(
            "ConvTranspose",
            null,
            [ChannelsFirst(node.Inputs[2]), _target.Constant(_target.Fresh(), kernel.Floats!, kernel.Shape)],
            ("kernel_shape", kernel.Shape[2..]),
            ("strides", node.Numbers("strides")[1..3]),
            ("output_shape", shape[1..3]),
            ("auto_pad", Padding(node)));
        ChannelsLast(result, node.Name);
    }

    private void Pool(TfNode node)
    {
        var result = _target.Node(
            node.Operation == "MaxPool" ? "MaxPool" : "AveragePool",
            null,
            [ChannelsFirst(node.Inputs[0])],
            ("kernel_shape", node.Numbers("ksize")[1..3]),
            ("strides", node.Numbers("strides")[1..3]),
            ("auto_pad", Padding(node)));
        ChannelsLast(result, node.Name);
    }

    private void Resize(TfNode node)
    {
        var place = node.Flag("half_pixel_centers") ? "half_pixel"
            : node.Flag("align_corners") ? "align_corners"
            : "asymmetric";
        var result = _target.Node(
            "Resize",
            null,
            [ChannelsFirst(node.Inputs[0]), "", "", node.Inputs[1]],
            ("axes", new long[] { 2, 3 }),
            ("mode", "linear"),
            ("coordinate_transformation_mode", place));
        ChannelsLast(result, node.Name);
    }

    private void Reduce(TfNode node) => _target.Node(
        "Reduce" + node.Operation,
        node.Name,
        [node.Inputs[0], _target.List(Axes(node.Inputs[1]))],
        ("keepdims", node.Flag("keep_dims") ? 1L : 0L));

    private string Relu6(string input, string? name) => _target.Node(
        "Clip", name, [input, _target.Constant(_target.Fresh(), [0f]), _target.Constant(_target.Fresh(), [6f])]);

    private string ChannelsFirst(string input) =>
        _target.Node("Transpose", null, [input], ("perm", new long[] { 0, 3, 1, 2 }));

    private string ChannelsLast(string input, string? name) =>
        _target.Node("Transpose", name, [input], ("perm", new long[] { 0, 2, 3, 1 }));

    private void Multiply(TfNode node)
    {
        var inputs = node.Inputs.ToArray();
        if (node.Flag("adj_x") || node.Flag("transpose_a"))
        {
            inputs[0] = TurnedOver(inputs[0]);
        }

        if (node.Flag("adj_y") || node.Flag("transpose_b"))
        {
            inputs[1] = TurnedOver(inputs[1]);
        }

        _target.Node("MatMul", node.Name, inputs);
    }

    // Rows become columns in the last two sides.
    private string TurnedOver(string input)
    {
        var order = Enumerable.Range(0, Sides(input)).Select(side => (long)side).ToArray();
        (order[^1], order[^2]) = (order[^2], order[^1]);
        return _target.Node("Transpose", null, [input], ("perm", order));
    }

    private int Sides(string name)
    {
        if (_source.Constants.TryGetValue(name, out var constant))
        {
            return constant.Shape.Length;
        }

        var node = _source.Nodes.First(node => node.Name == name);
        return node.Operation switch
        {
            "Reshape" when _source.Nodes
                .FirstOrDefault(other => other.Name == node.Inputs[1]) is { Operation: "Pack" } shape =>
                shape.Inputs.Length,
            "Reshape" or "Transpose" => Axes(node.Inputs[1]).Length,
            "StridedSlice" => Sides(node.Inputs[0]) - BitOperations.PopCount((ulong)node.Number("shrink_axis_mask")),
            "ConcatV2" or "Mul" or "Add" or "AddV2" or "Sub" or "MatMul" or "BatchMatMulV2" => node.Inputs.Max(Sides),
            "Sum" or "Max" or "Min" when node.Flag("keep_dims") => Sides(node.Inputs[0]),
            "Square" or "Rsqrt" or "Floor" or "Cast" => Sides(node.Inputs[0]),
            "GatherV2" => Sides(node.Inputs[0]) + Sides(node.Inputs[1]) - 1,
            _ => throw Unknown(node, "a matrix of unknown sides after it"),
        };
    }

    private static string Padding(TfNode node) => node.Text("padding") switch
    {
        "SAME" => "SAME_UPPER",
        "VALID" => "VALID",
        var padding => throw Unknown(node, $"the padding '{padding}'"),
    };

    private TfTensor Constant(string name) => _source.Constants.TryGetValue(name, out var constant)
        ? constant : throw new InvalidDataException($"'{name}' must be a constant.");

    private long[] Axes(string name) =>
        Constant(name).Whole ?? throw new InvalidDataException($"'{name}' must be whole numbers.");

    private static InvalidDataException Unknown(TfNode node, string what) =>
        new($"The operator {node.Operation} of '{node.Name}' with {what} is not known here.");
}
