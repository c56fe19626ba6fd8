using BenchmarkDotNet.Attributes;
using System.Runtime.Intrinsics;
using Throughline.Bench.Scenes;
using Throughline.Media.Pictures;
using Throughline.Stage.Assets;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;

namespace Throughline.Bench.Kernels;

/// <summary>One 1280x720 frame of a staged scene on one core, and the noise that its patterns are made of.</summary>
[ShortRunJob]
[MemoryDiagnoser]
public class FrameBenchmarks : IDisposable
{
    private readonly SceneFrame _frame = new();
    private readonly Picture _picture = new(1280, 720);
    private SceneRenderer _renderer = null!;

    [Params("storybook", "ink", "watercolour", "greybox")]
    public string Look { get; set; } = "storybook";

    [GlobalSetup]
    public void Prepare()
    {
        var look = new LookLibrary(AssetFolder.BuiltIn).Find(Look)!;
        _renderer = new SceneRenderer(_picture.Size, look, RenderQuality.Usual);
        ReferenceScene.Meadow(new Setting { Set = "reference" }, look, 40, 60).Fill(_frame, 1, 0.5f, 0.48f);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _renderer.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public void Frame() => _renderer.Render(_frame, _picture);

    /// <summary>A frame's worth of places, sixteen at a time.</summary>
    [Benchmark]
    public float NoiseInSpace()
    {
        var sum = Vector512<float>.Zero;
        var at = Vector512.Create(0f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) * 0.1f;
        for (var i = 0; i < 1280 * 720 / 16; i++)
        {
            sum += Noise.Space(at, at * 0.7f, at * 1.3f);
            at += Vector512.Create(0.37f);
        }

        return Vector512.Sum(sum);
    }

    /// <summary>The scalar twin.</summary>
    [Benchmark]
    public float NoiseInSpaceScalar()
    {
        var (sum, at) = (0f, 0f);
        for (var i = 0; i < 1280 * 720; i++)
        {
            sum += Noise.Space(at, at * 0.7f, at * 1.3f);
            at += 0.023f;
        }

        return sum;
    }
}
