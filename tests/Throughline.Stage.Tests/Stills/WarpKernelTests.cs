using System.Runtime.Intrinsics;
using CsCheck;
using Throughline.Stage.Stills;

namespace Throughline.Stage.Tests.Stills;

public sealed class WarpKernelTests
{
    private const int Width = 61;
    private const int Height = 47;

    [Fact]
    public void Vector_and_scalar_samples_are_the_same_bytes()
    {
        using var texture = Noise();
        var level = texture.Level(0);
        Gen.Select(Gen.Float[-20, 140], Gen.Float[-20, 110], Gen.Float[-3, 3], Gen.Float[-3, 3]).Sample(
            (u, v, du, dv) => WarpKernel.Sample(level, u, v, du, dv) == WarpKernel.SampleScalar(level, u, v, du, dv),
            iter: 20_000);
    }

    [Fact]
    public void A_sample_on_a_texel_is_the_texel()
    {
        var pixels = NoisePixels();
        using var texture = Texture.From(pixels, Width, Height, 0, 1);
        for (var y = 0; y < Height - 1; y++)
        {
            for (var x = 0; x + 8 < Width; x++)
            {
                var sample = WarpKernel.Sample(texture.Level(0), 2 * x, 2 * y, 2, 0);
                Assert.Equal(Vector256.Create(pixels, ((y * Width) + x) * 4), sample);
            }
        }
    }

    // Between texels the sample lies on the straight line to within the eight-bit rounding of weights and value.
    [Fact]
    public void A_sample_between_texels_is_their_weighted_mean()
    {
        var pixels = NoisePixels();
        using var texture = Texture.From(pixels, Width, Height, 0, 1);
        var level = texture.Level(0);
        var random = new Random(3);
        for (var i = 0; i < 2000; i++)
        {
            float u = random.NextSingle() * (level.Width - 10), v = random.NextSingle() * (level.Height - 3);
            var sample = WarpKernel.Sample(level, u, v, 0, 0);
            for (var c = 0; c < 4; c++)
            {
                var expected = Mean(level, u, v, c);
                Assert.InRange(sample[c], expected - 2.1, expected + 2.1);
            }
        }
    }

    private static unsafe double Mean(TextureLevel level, float u, float v, int channel)
    {
        int x = (int)u, y = (int)v;
        double fu = u - x, fv = v - y;
        return (1 - fv) * (((1 - fu) * Of(x, y)) + (fu * Of(x + 1, y)))
            + (fv * (((1 - fu) * Of(x, y + 1)) + (fu * Of(x + 1, y + 1))));

        double Of(int i, int j) => (level.Texels[(j * level.Stride) + i] >> (8 * channel)) & 255;
    }

    private static Texture Noise() => Texture.From(NoisePixels(), Width, Height, 0, 1);

    private static byte[] NoisePixels()
    {
        var pixels = new byte[Width * Height * 4];
        new Random(1).NextBytes(pixels);
        return pixels;
    }
}
