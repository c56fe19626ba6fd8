using System.Runtime.Intrinsics;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Tests.Rendering;

public sealed class DeveloperTests
{
    [Fact]
    public void What_is_stored_is_close_to_srgb_and_never_falls()
    {
        var last = 0f;
        for (var i = 0; i <= 4000; i++)
        {
            var light = i / 4000f;
            var stored = Developer.Encode(Vector512.Create(light)).ToScalar();
            var standard = light <= 0.0031308 ? 12.92 * light : (1.055 * Math.Pow(light, 1 / 2.4)) - 0.055;
            Assert.InRange(stored - standard, -0.01, 0.01);
            Assert.InRange(stored, last, 1.001f);
            last = stored;
        }
    }

    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(0.18f, 0.0986f)]
    [InlineData(1f, 0.5503f)]
    [InlineData(1e9f, 1f)]
    public void The_curve_of_a_colour_does_not_depend_on_the_others(float light, float shown)
    {
        foreach (var other in (float[])[0, 1, 1e30f])
        {
            Vector512<float> r = Vector512.Create(other), g = Vector512.Create(light), b = Vector512.Create(other);
            Developer.Tone(ref r, ref g, ref b);
            Assert.InRange(g.ToScalar() - shown, -1e-3f, 1e-3f);
        }
    }
}
