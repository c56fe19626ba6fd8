using BenchmarkDotNet.Attributes;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Throughline.Stage.Stills;

namespace Throughline.Bench.Kernels;

/// <summary>One 1280x720 frame through the warp kernel, one thread: the picture at rest, enlarged, turned.</summary>
[ShortRunJob]
public unsafe class WarpBenchmarks
{
    private const int Width = 1280;
    private const int Height = 720;

    private Texture _texture = null!;
    private byte* _frame;

    /// <summary>Texels from one frame pixel to the next: 2 at rest, 1 at twice the size.</summary>
    [Params(2f, 1.4f, 1f)]
    public float Texels { get; set; }

    [Params(0f, 0.05f)]
    public float Turn { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var pixels = new byte[Width * Height * 4];
        new Random(1).NextBytes(pixels);
        _texture = Texture.From(pixels, Width, Height, 0, 2);
        _frame = (byte*)NativeMemory.AlignedAlloc(Width * Height * 4, 64);
    }

    [GlobalCleanup]
    public void Clean()
    {
        _texture.Dispose();
        NativeMemory.AlignedFree(_frame);
    }

    [Benchmark(Baseline = true)]
    public void Vector()
    {
        var level = _texture.Level(0);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x += WarpKernel.Lanes)
            {
                WarpKernel.Sample(level, (x * Texels) - (y * Turn), (y * Texels) + (x * Turn), Texels, Turn).Store(_frame + (((y * Width) + x) * 4));
            }
        }
    }

    [Benchmark]
    public void Scalar()
    {
        var level = _texture.Level(0);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x += WarpKernel.Lanes)
            {
                WarpKernel.SampleScalar(level, (x * Texels) - (y * Turn), (y * Texels) + (x * Turn), Texels, Turn).Store(_frame + (((y * Width) + x) * 4));
            }
        }
    }
}
