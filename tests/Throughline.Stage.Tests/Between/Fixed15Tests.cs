using System.Runtime.Intrinsics;
using CsCheck;
using Throughline.Stage.Stills;

namespace Throughline.Stage.Tests.Between;

public sealed class Fixed15Tests
{
    [Fact]
    public void Both_ways_give_the_rounded_product() => Gen.Select(Gen.Short[-32767, 32767], Gen.Short).Sample(
        (a, b) =>
        {
            var exact = (short)Math.Floor((a * b / 32768.0) + 0.5);
            Assert.Equal(exact, Fixed15.Times(Vector256.Create(a), Vector256.Create(b))[5]);
            Assert.Equal(exact, Fixed15.TimesWide(Vector256.Create(a), Vector256.Create(b))[12]);
        });
}
