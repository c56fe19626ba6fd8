using CsCheck;
using Throughline.Stage.Stills;

namespace Throughline.Stage.Tests.Stills;

public class PatchDistanceTests
{
    private const int Stride = 32;

    [Fact]
    public void Vector_and_scalar_agree_on_every_patch() =>
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[1, 3]).Sample((seed, radius) =>
        {
            var random = new Random(seed);
            var pixels = new byte[Stride * Stride * 4];
            random.NextBytes(pixels);
            var mask = new uint[Stride * Stride];
            for (var i = 0; i < mask.Length; i++)
            {
                mask[i] = random.Next(4) > 0 ? uint.MaxValue : 0;
            }

            var p = (random.Next(8, 24) * Stride) + random.Next(8, 24);
            var q = (random.Next(8, 24) * Stride) + random.Next(8, 24);
            return PatchDistance.Between(pixels, mask, Stride, radius, p, q, int.MaxValue)
                == PatchDistance.Scalar(pixels, mask, Stride, radius, p, q);
        });

    [Fact]
    public void Stopping_early_never_goes_below_the_limit()
    {
        var random = new Random(5);
        var pixels = new byte[Stride * Stride * 4];
        random.NextBytes(pixels);
        var mask = new uint[Stride * Stride];
        Array.Fill(mask, uint.MaxValue);
        var (p, q) = ((12 * Stride) + 12, (18 * Stride) + 17);
        var exact = PatchDistance.Scalar(pixels, mask, Stride, 3, p, q);
        Assert.InRange(PatchDistance.Between(pixels, mask, Stride, 3, p, q, exact / 4), exact / 4, exact);
        Assert.Equal(exact, PatchDistance.Between(pixels, mask, Stride, 3, p, q, exact + 1));
    }
}
