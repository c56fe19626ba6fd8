using CsCheck;
using Throughline.Stage.Stills;

namespace Throughline.Stage.Tests.Stills;

public sealed class NeighboursTests
{
    [Fact]
    public void Extremes_are_those_of_the_square_window()
    {
        Gen.Select(Gen.Int[1, 90], Gen.Int[1, 20], Gen.Int[1, 3], Gen.Int[1, 3], Gen.Int).Sample((width, height, radius, threads, seed) =>
        {
            var plane = new float[width * height];
            var random = new Random(seed);
            for (var i = 0; i < plane.Length; i++)
            {
                plane[i] = random.NextSingle();
            }

            var least = Neighbours.Extreme<float, Neighbours.Least<float>>(plane, width, height, radius, threads);
            for (var i = 0; i < plane.Length; i++)
            {
                Assert.Equal(Window(plane, i % width, i / width, width, height, radius).Min(), least[i]);
            }
        }, iter: 60);
    }

    [Fact]
    public void Softening_keeps_flat_planes_and_sums()
    {
        var plane = new byte[40 * 30];
        plane[(15 * 40) + 20] = 160;
        var soft = Neighbours.Soften(plane, 40, 30, 2);
        Assert.Equal(40, soft[(15 * 40) + 20]);
        Assert.Equal(160, soft.Sum(b => b));
        Assert.All(Neighbours.Soften(Enumerable.Repeat((byte)77, 1200).ToArray(), 40, 30, 2), b => Assert.Equal(77, b));
    }

    private static IEnumerable<float> Window(float[] plane, int x, int y, int width, int height, int radius)
    {
        for (var v = Math.Max(0, y - radius); v <= Math.Min(height - 1, y + radius); v++)
        {
            for (var u = Math.Max(0, x - radius); u <= Math.Min(width - 1, x + radius); u++)
            {
                yield return plane[(v * width) + u];
            }
        }
    }
}
