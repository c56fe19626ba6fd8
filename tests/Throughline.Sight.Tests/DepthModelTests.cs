using Throughline.Media.Pictures;
using Throughline.Sight.Depth;
using Throughline.Sight.Onnx;

namespace Throughline.Sight.Tests;

public sealed class DepthModelTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("throughline-sight-").FullName;

    [Fact]
    public void A_model_of_fixed_size_sees_the_whole_picture_near_is_large()
    {
        using var model = Open(Red(rows: 24, columns: 32));

        var depth = model.Of(LeftToRight(), TestContext.Current.CancellationToken);

        Assert.Equal((32, 24), (depth.Width, depth.Height));
        Assert.Equal(0, depth.Nearness[0]);
        Assert.Equal(1, depth.Nearness[31]);
        Assert.All(Enumerable.Range(1, 31), x => Assert.True(depth.Nearness[x] >= depth.Nearness[x - 1]));
    }

    [Theory]
    [InlineData(1280, 720)]
    [InlineData(600, 900)]
    public void A_model_of_open_size_gets_the_pictures_shape_in_steps_of_14(int width, int height)
    {
        using var model = Open(Red(-1, -1));

        var depth = model.Of(LeftToRight(width, height), TestContext.Current.CancellationToken);

        Assert.Equal((0, 0), (depth.Width % 14, depth.Height % 14));
        Assert.Equal(width / (double)height, depth.Width / (double)depth.Height, 0.06);
        Assert.InRange(depth.Width * depth.Height, 230_000, 310_000);
    }

    [Fact]
    public void The_picture_is_normalised_as_the_model_says_and_as_its_family_does_otherwise()
    {
        // Where the input is above 0 the depth is 1: that tells what value a grey was given as.
        foreach (var (mean, grey) in new[] { ("0.25, 0.5, 0.5", 0.25f), (null, 0.485f) })
        {
            var graph = new OnnxGraph();
            graph.Input("image", 1, 3, 16, 256);
            graph.Node(
                "Cast", "depth", [graph.Node("Greater", null, [RedOf(graph), graph.Constant("nought", [0f])])],
                ("to", 1L));
            graph.Output("depth");
            if (mean is not null)
            {
                graph.Note("mean", mean);
            }

            using var model = Open(graph.ToModel());
            var depth = model.Of(LeftToRight(256, 16), TestContext.Current.CancellationToken);
            Assert.Equal(grey * 255, Array.IndexOf(depth.Nearness, 1), 1.5);
        }
    }

    [Fact]
    public void Colours_may_come_last()
    {
        var graph = new OnnxGraph();
        graph.Input("image", 1, 16, 32, 3);
        graph.Node("Slice", "depth", ["image", graph.List(0), graph.List(1), graph.List(3)]);
        graph.Output("depth");
        using var model = Open(graph.ToModel());

        var depth = model.Of(LeftToRight(), TestContext.Current.CancellationToken);

        Assert.Equal((32, 16), (depth.Width, depth.Height));
        Assert.True(depth.Nearness[31] > depth.Nearness[16] && depth.Nearness[16] > depth.Nearness[0]);
    }

    [Fact]
    public void Threads_do_not_change_what_is_seen_nor_does_looking_again()
    {
        using var model = Open(Red(-1, -1));
        var picture = LeftToRight();

        Assert.Equal(
            model.Of(picture, TestContext.Current.CancellationToken).Nearness,
            model.Of(picture, TestContext.Current.CancellationToken).Nearness);
    }

    [Fact]
    public void The_hash_is_that_of_the_contents()
    {
        using DepthModel one = Open(Red(16, 16)), same = Open(Red(16, 16)), other = Open(Red(16, 32));

        Assert.Equal(one.Hash, same.Hash);
        Assert.NotEqual(one.Hash, other.Hash);
        Assert.Equal($"1 {one.Hash}", new PictureSight(null, one).DepthVersion);
        Assert.Equal(new PictureSight(null, null).Version, new PictureSight(null, one).Version);
    }

    [Fact]
    public void A_missing_file_a_folder_and_what_is_no_model_are_refused_by_name()
    {
        Assert.Equal(SightError.Missing, Refused(() => DepthModel.Open(Path.Combine(_folder, "none.onnx"))));
        Assert.Equal(SightError.Unreadable, Refused(() => DepthModel.Open(_folder)));
        Assert.Equal(SightError.NotAModel, Refused(() => Open([])));
        Assert.Equal(SightError.NotAModel, Refused(() => Open("this is text, not a model"u8.ToArray())));
        Assert.Equal(SightError.NotAModel, Refused(() => Open(Red(16, 16)[..^5])));
    }

    [Fact]
    public void Weights_in_another_file_are_refused_before_anything_is_loaded()
    {
        var model = new ProtoWriter();
        model.Number(1, 8L);
        model.Message(7, graph => graph.Message(5, tensor =>
        {
            tensor.Text(8, "weights");
            tensor.Message(13, place =>
            {
                place.Text(1, "location");
                place.Text(2, "../../../../etc/passwd");
            });
            tensor.Number(14, 1L);
        }));

        var failure = Assert.Throws<SightException>(() => Open(model.ToArray()));
        Assert.Contains("another file", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_of_another_kind_is_told_apart()
    {
        var two = new OnnxGraph();
        two.Input("a", 1, 3, 16, 16);
        two.Input("b", 1, 3, 16, 16);
        two.Node("Add", "depth", ["a", "b"]);
        two.Output("depth");

        var four = new OnnxGraph();
        four.Input("image", 1, 4, 16, 16);
        four.Node("Identity", "depth", ["image"]);
        four.Output("depth");

        var list = new OnnxGraph();
        list.Input("image", 1, 3, 16, 16);
        list.Node("Reshape", "depth", ["image", list.List(1, 48, 16)]);
        list.Output("depth");

        Assert.Equal(SightError.Unsupported, RefusedBy(two.ToModel()));
        Assert.Equal(SightError.Unsupported, RefusedBy(four.ToModel()));
        Assert.Equal(SightError.Failed, RefusedBy(list.ToModel()));
        Assert.Equal(SightError.TooLarge, RefusedBy(Red(16, 4096)));
    }

    [Fact]
    public void A_model_that_gives_no_numbers_or_one_number_everywhere_has_failed()
    {
        foreach (var (operation, factor) in new[] { ("Mul", 0f), ("Div", 0f) })
        {
            var graph = new OnnxGraph();
            graph.Input("image", 1, 3, 16, 16);
            graph.Node(operation, "depth", [RedOf(graph), graph.Constant("factor", [factor])]);
            graph.Output("depth");
            Assert.Equal(SightError.Failed, RefusedBy(graph.ToModel()));
        }
    }

    [Fact]
    public void A_model_that_asks_for_more_memory_than_there_is_fails_by_itself()
    {
        var graph = new OnnxGraph();
        graph.Input("image", 1, 3, 16, 16);
        var many = graph.Node("Expand", null, [RedOf(graph), graph.List(1_000_000, 1_000_000, 16, 16)]);
        graph.Node("ReduceMax", "depth", [many, graph.List(0, 1)], ("keepdims", 0L));
        graph.Output("depth");

        Assert.Equal(SightError.Failed, RefusedBy(graph.ToModel()));
    }

    [Fact]
    public void A_damaged_model_is_refused_or_runs_but_never_ends_the_program()
    {
        var good = Red(16, 16);
        var random = new Random(5);
        for (var round = 0; round < 300; round++)
        {
            var bytes = (byte[])good.Clone();
            for (var hit = 0; hit <= round % 4; hit++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            try
            {
                using var model = Open(bytes[..random.Next(bytes.Length / 2, bytes.Length + 1)]);
                var depth = model.Of(LeftToRight(), TestContext.Current.CancellationToken);
                Assert.All(depth.Nearness, near => Assert.InRange(near, 0, 1));
            }
            catch (SightException failure)
            {
                Assert.Contains(_folder, failure.Message, StringComparison.Ordinal);
            }
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>A model whose depth is the picture's red, as it was given in.</summary>
    private static byte[] Red(long rows, long columns)
    {
        var graph = new OnnxGraph();
        graph.Input("image", 1, 3, rows, columns);
        graph.Node("Identity", "depth", [RedOf(graph)]);
        graph.Output("depth");
        return graph.ToModel();
    }

    private static string RedOf(OnnxGraph graph) => graph.Node(
        "Conv", null, ["image", graph.Constant("weights", [1f, 0f, 0f], 1, 3, 1, 1)],
        ("kernel_shape", new long[] { 1, 1 }));

    // Grey from black at the left to white at the right.
    private static Picture LeftToRight(int width = 320, int height = 240)
    {
        var picture = new Picture(width, height);
        for (var i = 0; i < width * height; i++)
        {
            var grey = (byte)(i % width * 255 / (width - 1));
            (picture.Pixels[4 * i], picture.Pixels[(4 * i) + 1], picture.Pixels[(4 * i) + 2],
                picture.Pixels[(4 * i) + 3]) = (grey, grey, grey, 255);
        }

        return picture;
    }

    private DepthModel Open(byte[] onnx)
    {
        var path = Path.Combine(_folder, $"{Guid.NewGuid():N}.onnx");
        File.WriteAllBytes(path, onnx);
        return DepthModel.Open(path);
    }

    private static SightError Refused(Func<object> open) => Assert.Throws<SightException>(open).Code;

    private SightError RefusedBy(byte[] onnx)
    {
        using var model = Open(onnx);
        return Assert.Throws<SightException>(() => model.Of(LeftToRight(), TestContext.Current.CancellationToken)).Code;
    }
}
