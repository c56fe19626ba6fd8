using Throughline.Stage.Stills;

namespace Throughline.Stage.Tests.Stills;

public sealed unsafe class TextureTests
{
    // The half-pel filter's pass band: a sinusoid of up to a third of the sampling rate is interpolated to within 3 %.
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.15)]
    [InlineData(0.25)]
    [InlineData(0.33)]
    public void Doubling_interpolates_sinusoids(double cyclesPerPixel)
    {
        const int Width = 128, Height = 8;
        var pixels = new byte[Width * Height * 4];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)Math.Round(Wave(i / 4 % Width, cyclesPerPixel));
        }

        using var texture = Texture.From(pixels, Width, Height, 0, 1);
        var level = texture.Level(0);
        for (var u = 16; u < (2 * Width) - 16; u++)
        {
            var value = level.Texels[(8 * level.Stride) + u] & 255;
            Assert.InRange(value, Wave(u / 2.0, cyclesPerPixel) - 3.5, Wave(u / 2.0, cyclesPerPixel) + 3.5);
        }
    }

    [Fact]
    public void A_level_keeps_the_phase_of_the_level_above()
    {
        const int Side = 64;
        var pixels = new byte[Side * Side * 4];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(i / 4 % Side * 3);
        }

        // A ramp stays the same ramp: value 3 x at texel (x / 2^(n-1)) of level n.
        using var texture = Texture.From(pixels, Side, Side, 3, 1);
        for (var n = 0; n < texture.Levels; n++)
        {
            var level = texture.Level(n);
            for (var u = 8; u < level.Width - 8; u++)
            {
                var expected = 3 * u * Math.Pow(2, n - 1);
                Assert.InRange(level.Texels[(2 * level.Stride) + u] & 255, expected - 1, expected + 1);
            }
        }
    }

    [Fact]
    public void Threads_do_not_change_a_texture()
    {
        var pixels = new byte[200 * 100 * 4];
        new Random(5).NextBytes(pixels);
        using var one = Texture.From(pixels, 200, 100, 2, 1);
        using var three = Texture.From(pixels, 200, 100, 2, 3);
        for (var n = 0; n < one.Levels; n++)
        {
            var (a, b) = (one.Level(n), three.Level(n));
            for (var y = 0; y < a.Height; y++)
            {
                Assert.True(
                    new ReadOnlySpan<uint>(a.Texels + (y * a.Stride), a.Width).SequenceEqual(
                        new(b.Texels + (y * b.Stride), b.Width)));
            }
        }
    }

    private static double Wave(double x, double cyclesPerPixel) =>
        128 + (100 * Math.Sin((2 * Math.PI * cyclesPerPixel * x) + 0.3));
}
