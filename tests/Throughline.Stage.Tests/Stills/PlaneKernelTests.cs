using System.Runtime.Intrinsics.X86;
using CsCheck;
using Throughline.Stage.Stills;

namespace Throughline.Stage.Tests.Stills;

public sealed class PlaneKernelTests
{
    private const int Width = 93;
    private const int Height = 47;

    [Fact]
    public void Vector_gathered_and_scalar_samples_are_the_same_bytes()
    {
        using var texture = Noise(out _);
        Gen.Select(Gen.Float[-20, 200], Gen.Float[-20, 110], Gen.Float[-5, 5], Gen.Float[-5, 5]).Sample(
            (u, v, du, dv) => Agree<SixteenLanes>(texture.Luma, u, v, du, dv)
                && Agree<ChromaLanes>(texture.Chroma, u, v, du, dv)
                && Agree<EightTwiceLanes>(texture.ChromaAlpha, u, v, du, dv),
            iter: 20_000);
    }

    [Fact]
    public void A_sample_on_a_texel_is_the_pixels_own()
    {
        using var texture = Noise(out var pixels);
        for (var y = 0; y < Height - 1; y++)
        {
            for (var x = 0; x + PlaneKernel.Lanes < Width; x++)
            {
                var sample = PlaneKernel.Sample<SixteenLanes>(texture.Alpha, 2 * x, 2 * y, 2, 0);
                for (var i = 0; i < PlaneKernel.Lanes; i++)
                {
                    Assert.Equal(pixels[(((y * Width) + x + i) * 4) + 3], sample[i]);
                }
            }
        }
    }

    // The half-sample filter of one channel is that of four.
    [Fact]
    public void A_plane_is_doubled_as_a_picture_is()
    {
        using var video = Noise(out var pixels);
        using var texture = Texture.From(pixels, Width, Height, 0, 1);
        for (var y = 0; y < 2 * Height; y++)
        {
            for (var x = 0; x < 2 * Width; x++)
            {
                Assert.Equal(AlphaOf(texture.Level(0), x, y), Of(video.Alpha, x, y));
            }
        }
    }

    private static bool Agree<TLanes>(in PlaneLevel plane, float u, float v, float du, float dv)
        where TLanes : struct, IPlaneLanes
    {
        var scalar = PlaneKernel.SampleScalar<TLanes>(plane, u, v, du, dv);
        return PlaneKernel.Sample<TLanes>(plane, u, v, du, dv) == scalar
            && (!Avx2.IsSupported || PlaneKernel.SampleByGathers<TLanes>(plane, u, v, du, dv) == scalar);
    }

    private static unsafe byte Of(PlaneLevel plane, int x, int y) => plane.Texels[(y * plane.Stride) + x];

    private static unsafe byte AlphaOf(TextureLevel level, int x, int y) =>
        (byte)(level.Texels[(y * level.Stride) + x] >> 24);

    private static VideoTexture Noise(out byte[] pixels)
    {
        pixels = new byte[Width * Height * 4];
        new Random(1).NextBytes(pixels);
        return VideoTexture.From(pixels, Width, Height, isOpaque: false, 2);
    }
}
