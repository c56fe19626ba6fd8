using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using Throughline.Sight.Conversion;

namespace Throughline.Sight.Tests;

/// <summary>TensorFlow's operators, run by ONNX Runtime after conversion, against their definitions.</summary>
public class ConversionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_convolution_pads_at_the_end_first_and_adds_its_bias(int stride)
    {
        float[] kernel = [1, 2, 3, 4, 5, 6, 7, 8, 9], input = Counting(16);

        var result = Run(
            Model(
                Node(
                    "y", "_FusedConv2D", ["x", "k", "b"],
                    """{"strides":{"list":{"i":["1","STEP","STEP","1"]}},"padding":{"s":"U0FNRQ=="},"fused_ops":{"list":{"s":["Qmlhc0FkZA==","UmVsdQ=="]}}}"""
                        .Replace("STEP", $"{stride}", StringComparison.Ordinal)),
                [("k", [3, 3, 1, 1], kernel), ("b", [1], [-100f])]),
            input);

        var side = 4 / stride;
        var before = stride == 1 ? 1 : 0; // SAME: of 2 or 1 rows of padding the smaller half comes first
        for (var i = 0; i < result.Length; i++)
        {
            var sum = -100f;
            for (var k = 0; k < 9; k++)
            {
                int u = (i % side * stride) + (k % 3) - before, v = (i / side * stride) + (k / 3) - before;
                sum += u is >= 0 and < 4 && v is >= 0 and < 4 ? kernel[k] * input[(v * 4) + u] : 0;
            }

            Assert.Equal(Math.Max(0, sum), result[i], 1e-3f);
        }
    }

    [Fact]
    public void A_depthwise_convolution_keeps_channels_apart()
    {
        var input = Counting(8); // 1 x 2 x 2 x 2
        var result = Run(
            Model(
                Node(
                    "y", "DepthwiseConv2dNative", ["x", "k"],
                    """{"strides":{"list":{"i":["1","1","1","1"]}},"padding":{"s":"VkFMSUQ="}}"""),
                [("k", [2, 2, 2, 1], [1, 10, 1, 10, 1, 10, 1, 10])],
                [1, 2, 2, 2]),
            input);

        Assert.Equal([0 + 2 + 4 + 6, 10 * (1 + 3 + 5 + 7)], result);
    }

    [Fact]
    public void A_slice_counts_from_the_end_and_opens_its_sides_as_its_masks_say()
    {
        var input = Counting(16);
        var result = Run(
            Model(
                Node(
                    "y", "StridedSlice", ["x", "from", "to", "by"],
                    """{"begin_mask":{"i":"5"},"end_mask":{"i":"7"},"shrink_axis_mask":{"i":"0"}}"""),
                [("from", [3], [9, -3, 9]), ("to", [3], [0, 0, 0]), ("by", [3], [1, 2, 1])]),
            input);

        Assert.Equal([.. input[4..8], .. input[12..16]], result);
    }

    [Fact]
    public void Pictures_are_padded_pooled_and_enlarged_in_their_own_order_of_sides()
    {
        var pool = Node(
            "p", "MaxPool", ["x"],
            """{"ksize":{"list":{"i":["1","2","2","1"]}},"strides":{"list":{"i":["1","2","2","1"]}},"padding":{"s":"VkFMSUQ="}}""");
        var pad = Node("q", "Pad", ["p", "borders"], "{}");
        var large = Node("y", "ResizeBilinear", ["q", "size"], """{"half_pixel_centers":{"b":true}}""");

        var result = Run(
            Model($"{pool},{pad},{large}", [("borders", [4, 2], [0, 0, 0, 0, 0, 2, 0, 0]), ("size", [2], [2, 8])]),
            Counting(16));

        // 5 7 | 13 15 pooled, two columns of nought after, twice as wide.
        Assert.Equal([5, 5.5f, 6.5f, 5.25f, 1.75f, 0, 0, 0], result[..8]);
        Assert.Equal([13, 13.5f, 14.5f, 11.25f, 3.75f, 0, 0, 0], result[8..]);
    }

    [Fact]
    public void Shapes_are_computed_as_the_graph_computes_them()
    {
        var shape = Node("s", "Shape", ["x"], "{}");
        var first = Node("n", "StridedSlice", ["s", "zero", "one", "one"], """{"shrink_axis_mask":{"i":"1"}}""");
        var packed = Node("t", "Pack", ["n", "rest"], """{"axis":{"i":"0"}}""");
        var reshaped = Node("r", "Reshape", ["x", "t"], "{}");
        var turned = Node("y", "BatchMatMulV2", ["r", "r"], """{"adj_y":{"b":true}}""");

        var result = Run(
            Model(
                string.Join(',', turned, shape, reshaped, packed, first),
                [("zero", [1], [0]), ("one", [1], [1]), ("rest", [], [16])]), Counting(16));

        Assert.Equal([Enumerable.Range(0, 16).Sum(i => i * i)], result);
    }

    [Fact]
    public void What_is_not_known_is_refused_by_name()
    {
        var failure = Assert.Throws<InvalidDataException>(
            () => Run(Model(Node("y", "Erf", ["x"], "{}"), []), Counting(16)));
        Assert.Contains("Erf", failure.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => Run(Model(Node("y", "Relu", ["z"], "{}"), []), Counting(16)));
        Assert.Throws<InvalidDataException>(
            () => Run(Model($"{Node("y", "Relu", ["z"], "{}")},{Node("z", "Relu", ["y"], "{}")}", []), Counting(16)));
        Assert.Throws<InvalidDataException>(() => TfGraph.Read("[]"u8.ToArray(), []));
        Assert.Throws<InvalidDataException>(() => TfGraph.Read("{"u8.ToArray(), []));
    }

    [Fact]
    public void Weights_that_end_too_early_are_refused()
    {
        var (json, weights) = Model(Node("y", "Add", ["x", "k"], "{}"), [("k", [4], [1, 2, 3, 4])]);

        Assert.Throws<InvalidDataException>(() => TfGraph.Read(json, weights.AsSpan(0, weights.Length - 1)));
    }

    [Fact]
    public void A_conversion_is_kept_and_a_changed_file_is_noticed()
    {
        Assert.SkipWhen(Models.Folder is null, Models.Missing);
        var folder = Directory.CreateTempSubdirectory("throughline-sight-").FullName;
        try
        {
            foreach (var ending in new[] { ".json", ".bin" })
            {
                File.Copy(
                    Path.Combine(Models.Folder!.Path, "selfie" + ending), Path.Combine(folder, "selfie" + ending));
            }

            var models = ModelFolder.Find(folder, "/")!;
            var first = models.Read(KnownModel.People);
            Assert.Single(Directory.GetFiles(folder, "*.onnx"));
            Assert.Equal(first, models.Read(KnownModel.People));

            File.Delete(Directory.GetFiles(folder, "*.onnx")[0]);
            File.AppendAllText(Path.Combine(folder, "selfie.bin"), "x");
            Assert.Throws<InvalidDataException>(() => models.Read(KnownModel.People));
            using var sight = new PictureSight(models, null);
            var failure = Assert.Throws<SightException>(
                () => sight.People(new Media.Pictures.Picture(64, 64), TestContext.Current.CancellationToken));
            Assert.Equal(SightError.Damaged, failure.Code);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static float[] Counting(int count) => [.. Enumerable.Range(0, count).Select(i => (float)i)];

    private static string Node(string name, string operation, string[] inputs, string attributes) =>
        $$"""{"name":"{{name}}","op":"{{operation}}","input":[{{string.Join(',', inputs.Select(input => $"\"{input}\""))}}],"attr":{{attributes}}}""";

    // Constants of up to nine values between -9 and 9 without a fraction that name places or sizes are whole numbers.
    private static (byte[] Json, byte[] Weights) Model(
        string nodes, (string Name, int[] Shape, float[] Values)[] constants, int[]? shape = null)
    {
        var manifest = new JsonArray();
        var weights = new MemoryStream();
        var word = new byte[4];
        foreach (var (name, sizes, values) in constants)
        {
            var whole = name is not ("k" or "b");
            manifest.Add(
                new JsonObject
                {
                    ["name"] = name,
                    ["shape"] = new JsonArray([.. sizes.Select(side => JsonValue.Create(side))]),
                    ["dtype"] = whole ? "int32" : "float32",
                });
            foreach (var value in values)
            {
                if (whole)
                {
                    BinaryPrimitives.WriteInt32LittleEndian(word, (int)value);
                }
                else
                {
                    BinaryPrimitives.WriteSingleLittleEndian(word, value);
                }

                weights.Write(word);
            }
        }

        var sides = string.Join(',', (shape ?? [-1, 4, 4, 1]).Select(side => $$"""{"size":"{{side}}"}"""));
        var names = string.Join(',', constants.Select(constant => $$"""{"name":"{{constant.Name}}","op":"Const"}"""));
        var input = """{"name":"x","op":"Placeholder","attr":{"shape":{"shape":{"dim":[SIDES]}}}}""".Replace(
            "SIDES", sides, StringComparison.Ordinal);
        var all = string.Join(',', new[] { nodes, names, input }.Where(part => part.Length > 0));
        var json = """{"modelTopology":{"node":[NODES]},"weightsManifest":[{"weights":WEIGHTS}]}"""
            .Replace("NODES", all, StringComparison.Ordinal).Replace(
                "WEIGHTS", manifest.ToJsonString(), StringComparison.Ordinal);
        return (Encoding.UTF8.GetBytes(json), weights.ToArray());
    }

    private static float[] Run((byte[] Json, byte[] Weights) model, float[] input)
    {
        using var network = new Network(TfToOnnx.Convert(TfGraph.Read(model.Json, model.Weights)), 1);
        return network.Run(input, TestContext.Current.CancellationToken)["y"];
    }
}
