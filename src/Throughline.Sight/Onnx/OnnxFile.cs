namespace Throughline.Sight.Onnx;

/// <summary>Looks through a stranger's model before the runtime does.</summary>
internal static class OnnxFile
{
    private const int Deepest = 8;

    /// <summary>What is wrong with a file, in words that follow its name; null when it may be loaded.</summary>
    public static string? Trouble(ReadOnlySpan<byte> file)
    {
        try
        {
            var hasGraph = false;
            string? trouble = null;
            for (var model = new ProtoReader(file); model.Next();)
            {
                if (model.Field == 7)
                {
                    hasGraph = true;
                    trouble ??= OfGraph(model.Bytes, 0);
                }
            }

            return hasGraph ? trouble : "this is not an ONNX model";
        }
        catch (InvalidDataException)
        {
            return "this is not an ONNX model, or it is cut off";
        }
    }

    private static string? OfGraph(ReadOnlySpan<byte> bytes, int depth)
    {
        if (depth > Deepest)
        {
            return "its graphs are nested too deeply";
        }

        string? trouble = null;
        for (var graph = new ProtoReader(bytes); trouble is null && graph.Next();)
        {
            trouble = graph.Field switch
            {
                1 => OfNode(graph.Bytes, depth),
                5 => OfTensor(graph.Bytes),
                _ => null,
            };
        }

        return trouble;
    }

    private static string? OfNode(ReadOnlySpan<byte> bytes, int depth)
    {
        for (var node = new ProtoReader(bytes); node.Next();)
        {
            if (node.Field != 5)
            {
                continue;
            }

            for (var attribute = new ProtoReader(node.Bytes); attribute.Next();)
            {
                var trouble = attribute.Field switch
                {
                    5 or 10 => OfTensor(attribute.Bytes),
                    6 or 11 => OfGraph(attribute.Bytes, depth + 1),
                    _ => null,
                };
                if (trouble is not null)
                {
                    return trouble;
                }
            }
        }

        return null;
    }

    // Weights in other files could name any file of this machine.
    private static string? OfTensor(ReadOnlySpan<byte> bytes)
    {
        for (var tensor = new ProtoReader(bytes); tensor.Next();)
        {
            if (tensor.Field == 13 || (tensor.Field == 14 && tensor.Number != 0))
            {
                return "its weights lie in another file; give a model of one file";
            }
        }

        return null;
    }
}
