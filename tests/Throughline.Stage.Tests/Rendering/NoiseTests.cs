using System.Runtime.Intrinsics;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Tests.Rendering;

public sealed class NoiseTests
{
    [Fact]
    public void Vector_and_scalar_noise_give_the_same_bits()
    {
        var random = new Random(5);
        Span<float> x = stackalloc float[16], y = stackalloc float[16], z = stackalloc float[16];
        for (var turn = 0; turn < 200; turn++)
        {
            for (var i = 0; i < 16; i++)
            {
                (x[i], y[i], z[i]) = (Value(), Value(), Value());
            }

            var plane = Noise.Plane(Vector512.Create((ReadOnlySpan<float>)x), Vector512.Create((ReadOnlySpan<float>)y));
            var space = Noise.Space(
                Vector512.Create((ReadOnlySpan<float>)x), Vector512.Create((ReadOnlySpan<float>)y),
                Vector512.Create((ReadOnlySpan<float>)z));
            for (var i = 0; i < 16; i++)
            {
                Assert.Equal(Noise.Plane(x[i], y[i]), plane.GetElement(i));
                Assert.Equal(Noise.Space(x[i], y[i], z[i]), space.GetElement(i));
            }
        }

        float Value() => (float)((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(4)));
    }

    [Fact]
    public void Noise_is_continuous_fills_0_to_1_and_has_its_middle_at_a_half()
    {
        double sum = 0, least = 1, most = 0;
        for (var i = 0; i < 40000; i++)
        {
            var (x, y) = (i % 200 * 0.137f, i / 200 * 0.171f);
            var value = Noise.Plane(x, y);
            Assert.InRange(MathF.Abs(Noise.Plane(x + 0.001f, y) - value), 0, 0.004f);
            sum += value;
            least = Math.Min(least, value);
            most = Math.Max(most, value);
        }

        Assert.InRange(sum / 40000, 0.45, 0.55);
        Assert.InRange(least, 0, 0.08);
        Assert.InRange(most, 0.92, 1);
    }
}
