using System.Runtime.Intrinsics;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Tests.Rendering;

public sealed class WideTests
{
    [Fact]
    public void Powers_and_logarithms_are_as_near_as_they_say()
    {
        for (var i = -2500; i <= 2500; i++)
        {
            var x = i * 0.0373f;
            var power = Wide.Exp2(Vector512.Create(x)).ToScalar();
            Assert.InRange(power / Math.Pow(2, x), 1 - 3e-6, 1 + 3e-6);
            var log = Wide.Log2(Vector512.Create(power)).ToScalar();
            Assert.InRange(log - Math.Log2(power), -4e-4, 4e-4);
        }
    }

    [Fact]
    public void Sines_are_near_and_their_scalar_twin_gives_the_same_bits()
    {
        for (var i = -2000; i <= 2000; i++)
        {
            var x = i * 0.00731f;
            var sine = Wide.SinTurns(Vector512.Create(x)).ToScalar();
            Assert.Equal(Wide.SinTurns(x), sine);
            Assert.InRange(sine - Math.Sin(2 * Math.PI * x), -1.2e-3, 1.2e-3);
        }
    }
}
