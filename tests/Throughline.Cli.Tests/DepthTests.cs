using System.Text.Json;
using Throughline.Media.Pictures;
using Throughline.Sight.Onnx;

namespace Throughline.Cli.Tests;

/// <summary>What <c>depth</c> shows and what <c>animate</c> makes of it.</summary>
public sealed class DepthTests : IDisposable
{
    private readonly FilmFolder _folder = new();

    [Fact]
    public async Task What_depth_writes_gives_the_clip_that_animate_makes_without_it()
    {
        PictureFile.WritePng(Scene(640, 360), Path.Combine(_folder.Path, "in.png"));
        string[] camera = ["--camera", "truck_right 0.3 linear", "--seconds", "1", "--fps", "2"];

        using CliRun depth = await CliRun.RunAsync(
            _folder.Path, "depth", "in.png", "--out", "d.png", "--matte", "m.png", "--json");
        using CliRun alone = await CliRun.RunAsync(_folder.Path, ["animate", "in.png", .. camera, "--frames", "alone"]);
        using CliRun given = await CliRun.RunAsync(
            _folder.Path,
            ["animate", "in.png", .. camera, "--depth", "d.png", "--matte", "m.png", "--frames", "given"]);

        Assert.Equal((0, 0, 0), (depth.ExitCode, alone.ExitCode, given.ExitCode));
        Assert.Equal("1280x720", JsonElement.Parse(depth.Output).GetProperty("size").GetString());
        string[] frames = [
            .. Directory.GetFiles(Path.Combine(_folder.Path, "alone")).Select(file => Path.GetFileName(file)).Order()
        ];
        Assert.Equal(2, frames.Length);
        foreach (string frame in frames)
        {
            Picture a = PictureFile.Read(Path.Combine(_folder.Path, "alone", frame)),
                b = PictureFile.Read(Path.Combine(_folder.Path, "given", frame));
            Assert.True(a.Pixels.AsSpan().SequenceEqual(b.Pixels), $"{frame} differs");
        }
    }

    [Fact]
    public async Task A_depth_model_replaces_the_estimate()
    {
        // The bluer the nearer, which no estimate would think of.
        var graph = new OnnxGraph();
        graph.Input("image", 1, 3, 36, 64);
        graph.Node(
            "Conv", "depth", ["image", graph.Constant("weights", [-1f, 0f, 1f], 1, 3, 1, 1)],
            ("kernel_shape", new long[] { 1, 1 }));
        graph.Output("depth");
        await File.WriteAllBytesAsync(
            Path.Combine(_folder.Path, "blue.onnx"), graph.ToModel(), TestContext.Current.CancellationToken);
        PictureFile.WritePng(Scene(640, 360), Path.Combine(_folder.Path, "in.png"));

        using CliRun run = await CliRun.RunAsync(
            _folder.Path, "depth", "in.png", "--out", "d.png", "--depth-model", "blue.onnx");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "models"));
        File.Move(Path.Combine(_folder.Path, "blue.onnx"), Path.Combine(_folder.Path, "models", "depth.onnx"));
        using CliRun found = await CliRun.RunAsync(_folder.Path, "depth", "in.png", "--out", "found.png");

        Assert.Equal((0, 0), (run.ExitCode, found.ExitCode));
        DepthPicture depth = PictureFile.ReadDepth(Path.Combine(_folder.Path, "d.png"));
        Assert.True(depth.Nearness[(60 * depth.Width) + 640] > 0.8f, "the blue sky is near");
        Assert.True(depth.Nearness[(400 * depth.Width) + 640] < 0.2f, "the red figure is far");
        Assert.Equal(depth.Nearness, PictureFile.ReadDepth(Path.Combine(_folder.Path, "found.png")).Nearness);
    }

    [Fact]
    public async Task A_broken_depth_model_is_told_by_name_and_nothing_is_written()
    {
        PictureFile.WritePng(Scene(64, 36), Path.Combine(_folder.Path, "in.png"));
        await File.WriteAllTextAsync(
            Path.Combine(_folder.Path, "bad.onnx"), "no model", TestContext.Current.CancellationToken);

        using CliRun depth = await CliRun.RunAsync(_folder.Path, "depth", "in.png", "--depth-model", "bad.onnx");
        using CliRun animate = await CliRun.RunAsync(
            _folder.Path, "animate", "in.png", "--frames", "f", "--camera", "push_in", "--depth-model", "bad.onnx");

        Assert.Equal((2, 2), (depth.ExitCode, animate.ExitCode));
        Assert.Contains("bad.onnx", depth.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("unexpected", depth.Error + animate.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder.Path, "depth.png")));
    }

    [Fact]
    public async Task A_matte_that_is_no_picture_is_refused()
    {
        PictureFile.WritePng(Scene(64, 36), Path.Combine(_folder.Path, "in.png"));
        await File.WriteAllTextAsync(
            Path.Combine(_folder.Path, "m.png"), "no picture", TestContext.Current.CancellationToken);

        using CliRun broken = await CliRun.RunAsync(
            _folder.Path, "animate", "in.png", "--frames", "f", "--matte", "m.png");
        using CliRun missing = await CliRun.RunAsync(
            _folder.Path, "animate", "in.png", "--frames", "f", "--matte", "none.png");

        Assert.Equal((2, 2), (broken.ExitCode, missing.ExitCode));
        Assert.Contains("m.png", broken.Error, StringComparison.Ordinal);
        Assert.Contains("none.png", missing.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    // A blue sky, a green ground with rows, and a red figure on it.
    private static Picture Scene(int width, int height)
    {
        var picture = new Picture(width, height);
        for (int i = 0; i < width * height; i++)
        {
            float x = i % width / (float)width, y = i / width / (float)height;
            bool figure = Math.Abs(x - 0.5f) < 0.08f && y is > 0.35f and < 0.85f;
            (int r, int g,
                int b) = figure ? (200, 40, 30) : y < 0.45f ? (90, 140, 230) : (60, 120 + (i / width / 6 % 2 * 20), 50);
            (picture.Pixels[4 * i], picture.Pixels[(4 * i) + 1], picture.Pixels[(4 * i) + 2],
                picture.Pixels[(4 * i) + 3]) = ((byte)r, (byte)g, (byte)b, 255);
        }

        return picture;
    }
}
