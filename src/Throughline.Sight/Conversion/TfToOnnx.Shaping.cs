namespace Throughline.Sight.Conversion;

/// <content>The operators that only move values.</content>
internal sealed partial class TfToOnnx
{
    private void AddShaping(TfNode node)
    {
        var inputs = node.Inputs;
        switch (node.Operation)
        {
            case "Shape" or "Reshape":
                _target.Node(node.Operation, node.Name, inputs);
                break;
            case "Cast":
                var type = node.Attributes.GetProperty("DstT").GetProperty("type").GetString();
                _target.Node("Cast", node.Name, inputs, ("to", type switch
                {
                    "DT_FLOAT" => 1L,
                    "DT_INT32" or "DT_INT64" => 7L,
                    _ => throw Unknown(node, $"the type {type}"),
                }));
                break;
            case "Pad":
                var borders = Axes(inputs[1]); // before and after, side by side; ONNX wants all before, then all after
                _target.Node("Pad", node.Name, [inputs[0], _target.List(
                    [.. borders.Where((_, i) => i % 2 == 0), .. borders.Where((_, i) => i % 2 == 1)])]);
                break;
            case "Pack":
                var axis = node.Number("axis");
                _target.Node(
                    "Concat",
                    node.Name,
                    [.. inputs.Select(input => _target.Node("Unsqueeze", null, [input, _target.List(axis)]))],
                    ("axis", axis));
                break;
            case "ConcatV2":
                _target.Node("Concat", node.Name, inputs[..^1], ("axis", Axes(inputs[^1])[0]));
                break;
            case "Transpose":
                _target.Node("Transpose", node.Name, [inputs[0]], ("perm", Axes(inputs[1])));
                break;
            case "GatherV2":
                _target.Node("Gather", node.Name, inputs[..2], ("axis", Axes(inputs[2])[0]));
                break;
            case "GatherNd":
                _target.Node("GatherND", node.Name, inputs);
                break;
            case "StridedSlice":
                Slice(node);
                break;
            default:
                throw Unknown(node, "whatever settings");
        }
    }

    private void Slice(TfNode node)
    {
        if (node.Number("ellipsis_mask") != 0 || node.Number("new_axis_mask") != 0)
        {
            throw Unknown(node, "a mask of new or left-out sides");
        }

        long[] from = [.. Axes(node.Inputs[1])], to = [.. Axes(node.Inputs[2])], steps = Axes(node.Inputs[3]);
        long openFrom = node.Number("begin_mask"), openTo = node.Number("end_mask"),
            single = node.Number("shrink_axis_mask");
        for (var i = 0; i < from.Length; i++)
        {
            from[i] = (openFrom >> i & 1) == 0 ? from[i] : steps[i] > 0 ? 0 : int.MaxValue;
            to[i] = (openTo >> i & 1) == 0 ? to[i] : steps[i] > 0 ? int.MaxValue : int.MinValue;
            if ((single >> i & 1) != 0)
            {
                to[i] = from[i] == -1 ? int.MaxValue : from[i] + 1;
            }
        }

        long[] axes = [.. Enumerable.Range(0, from.Length).Select(i => (long)i)];
        var slice = _target.Node(
            "Slice",
            single == 0 ? node.Name : null,
            [node.Inputs[0], _target.List(from), _target.List(to), _target.List(axes), _target.List(steps)]);
        if (single != 0)
        {
            _target.Node(
                "Squeeze", node.Name, [slice, _target.List([.. axes.Where(i => (single >> (int)i & 1) != 0)])]);
        }
    }
}
