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

    /// <summary>
    /// Rows of the texture that a pixel's step to the right adds: 0.17 is a roll of 5 degrees at rest.
    /// </summary>
    [Params(0f, 0.05f, 0.17f)]
    public float Turn { get; set; }

    /// <summary>Whether in tiles of 64 x 16 pixels, as the renderer draws, or by whole lines.</summary>
    [Params(true, false)]
    public bool IsTiled { get; set; }

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
        for (var tile = 0; tile < Tiles; tile++)
        {
            var (left, top) = Corner(tile);
            for (var y = top; y < top + TileHeight; y++)
            {
                for (var x = left; x < left + TileWidth; x += WarpKernel.Lanes)
                {
                    WarpKernel.Sample(level, (x * Texels) - (y * Turn), (y * Texels) + (x * Turn), Texels, Turn).Store(
                        _frame + (((y * Width) + x) * 4));
                }
            }
        }
    }

    [Benchmark]
    public void Scalar()
    {
        var level = _texture.Level(0);
        for (var tile = 0; tile < Tiles; tile++)
        {
            var (left, top) = Corner(tile);
            for (var y = top; y < top + TileHeight; y++)
            {
                for (var x = left; x < left + TileWidth; x += WarpKernel.Lanes)
                {
                    WarpKernel.SampleScalar(level, (x * Texels) - (y * Turn), (y * Texels) + (x * Turn), Texels, Turn)
                        .Store(_frame + (((y * Width) + x) * 4));
                }
            }
        }
    }

    private int TileHeight => IsTiled ? 16 : 1;

    private int TileWidth => IsTiled ? 64 : Width;

    private int Tiles => Width / TileWidth * (Height / TileHeight);

    private (int Left, int Top) Corner(int tile) =>
        (tile % (Width / TileWidth) * TileWidth, tile / (Width / TileWidth) * TileHeight);
}
