using Throughline.Media.Pictures;
using Throughline.Stage.Stills;

namespace Throughline.Stage.Tests.Stills;

public class FillLikenessTests
{
    [Fact]
    public void A_periodic_texture_goes_on_with_its_period()
    {
        var truth = FillScene.Paint(240, 160, (x, y) =>
            (128 + (90 * Math.Sin(x * 2 * Math.PI / 13) * Math.Sin(y * 2 * Math.PI / 11)), 128
                + (60 * Math.Cos(x * 2 * Math.PI / 13)), 90));
        var mask = FillScene.Mask(240, 160, (x, y) => x is > 90 and < 150 && y is > 50 and < 110);
        var filled = FillScene.Complete(truth, mask);
        var best = 0.0;
        for (var dy = -2; dy <= 2; dy++)
        {
            for (var dx = -2; dx <= 2; dx++)
            {
                best = Math.Max(best, Correlation(truth, filled, 95 + dx, 55 + dy, 95, 55, 50));
            }
        }

        Assert.InRange(best, 0.9, 1.0);
    }

    [Fact]
    public void Stripes_run_through_a_hole_without_a_break()
    {
        var truth = FillScene.Paint(
            240, 160, (x, y) => Math.Sin((x + (2 * y)) * 0.25) > 0 ? (220, 200, 60) : (30, 40, 120));
        var mask = FillScene.Mask(240, 160, (x, y) => Math.Pow(x - 120, 2) + Math.Pow(y - 80, 2) < 32 * 32);
        var filled = FillScene.Complete(truth, mask);
        var right = 0;
        var all = 0;
        for (var i = 0; i < mask.Length; i++)
        {
            if (mask[i] == 0)
            {
                all++;
                right += filled.Pixels[i * 4] > 125 == truth.Pixels[i * 4] > 125 ? 1 : 0;
            }
        }

        Assert.InRange((double)right / all, 0.94, 1.0);
    }

    [Fact]
    public void A_horizon_goes_on_beyond_the_edge_at_its_height()
    {
        var truth = FillScene.Paint(320, 160, (x, y) =>
        {
            var grain = 12 * Math.Sin((x * 1.7) + (y * 2.3) + (3 * Math.Sin(x * 0.31)));
            return y < 90 ? (110 + (y * 0.6), 150 + (y * 0.6), 230) : (60 + grain, 95 + grain, 40 + grain);
        });
        var mask = FillScene.Mask(320, 160, (x, _) => x >= 220);
        var filled = FillScene.Complete(truth, mask, new FillOptions { RowPrior = 0.5f });
        for (var x = 220; x < 320; x++)
        {
            var height = Enumerable.Range(0, 160).First(y => filled.Row(y)[(x * 4) + 2] < 140);
            Assert.InRange(height, 88, 92);
        }
    }

    [Theory]
    [InlineData(0.0, 0.6)]
    [InlineData(0.25, 0.35)]
    public void A_sky_keeps_its_gradient_behind_a_removed_thing(double across, double down)
    {
        var truth = FillScene.Paint(
            320, 200, (x, y) => (60 + (across * x) + (down * y), 100 + (down * y), 220 - (across * x)));
        var mask = FillScene.Mask(
            320, 200, (x, y) => Math.Pow((x - 160) / 50.0, 2) + Math.Pow((y - 100) / 40.0, 2) < 1);
        Assert.InRange(FillScene.LargestError(truth, FillScene.Complete(truth, mask), mask), 0, 8);
    }

    [Fact]
    public void A_sky_keeps_its_gradient_beyond_the_edge()
    {
        var truth = FillScene.Paint(320, 200, (_, y) => (60 + (0.6 * y), 100 + (0.6 * y), 220));
        var mask = FillScene.Mask(320, 200, (x, _) => x < 40 || x >= 240);
        var filled = FillScene.Complete(truth, mask, new FillOptions { RowPrior = 0.5f });
        Assert.InRange(FillScene.LargestError(truth, filled, mask), 0, 6);
    }

    [Fact]
    public void A_texture_is_filled_far_better_than_by_smearing_its_border()
    {
        var truth = FillScene.Rough(240, 160, 4);
        var mask = FillScene.Mask(240, 160, (x, y) => x is > 90 and < 150 && y is > 50 and < 110);
        var filled = FillScene.Complete(truth, mask);
        var smeared = FillScene.Complete(truth, [.. mask.Select(m => m == 255 ? (byte)128 : m)]);
        var wanted = Roughness(truth, mask);
        Assert.InRange(Roughness(filled, mask) / wanted, 0.7, 1.2);
        Assert.InRange(Roughness(smeared, mask) / wanted, 0, 0.3);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_nearer_than_the_hole_is_never_copied_into_it(bool surfaceIsGiven)
    {
        // A red thing stands before green ground; its right half has been taken away, and the hole touches it.
        var truth = FillScene.Paint(
            240, 160, (x, y) => IsThing(x, y) ? (220, 30, 30) : (40, 160 + (20 * Math.Sin(x * 0.9)), 50));
        var mask = FillScene.Mask(240, 160, (x, y) => x is >= 120 and < 160 && y is > 40 and < 120);
        var nearness = new float[240 * 160];
        for (var i = 0; i < nearness.Length; i++)
        {
            nearness[i] = mask[i] == 0 ? (surfaceIsGiven ? 0.2f : float.NaN) : IsThing(i % 240, i / 240) ? 0.9f : 0.2f;
        }

        var filled = FillScene.Complete(truth, mask, new FillOptions { Nearness = nearness });
        for (var i = 0; i < mask.Length; i++)
        {
            Assert.True(mask[i] != 0 || filled.Pixels[i * 4] < 80, $"red at {i % 240}, {i / 240}");
        }

        static bool IsThing(int x, int y) => x is >= 70 and < 120 && y is > 40 and < 120;
    }

    [Fact]
    public void What_may_not_be_copied_is_not_copied()
    {
        var truth = FillScene.Paint(200, 120, (x, y) => x < 100 ? (200, 40, 40) : (40, 60 + (30 * Math.Sin(y)), 200));
        var mask = FillScene.Mask(200, 120, (x, y) => x is >= 100 and < 130 && y is > 30 and < 90);
        for (var i = 0; i < mask.Length; i++)
        {
            mask[i] = i % 200 < 100 ? (byte)128 : mask[i];
        }

        var filled = FillScene.Complete(truth, mask);
        Assert.All(
            Enumerable.Range(0, mask.Length).Where(i => mask[i] == 0),
            i => Assert.True(filled.Pixels[(i * 4) + 2] > filled.Pixels[i * 4]));
    }

    private static double Correlation(Picture a, Picture b, int ax, int ay, int bx, int by, int side)
    {
        double sa = 0, sb = 0, saa = 0, sbb = 0, sab = 0;
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                double p = a.Row(ay + y)[(ax + x) * 4], q = b.Row(by + y)[(bx + x) * 4];
                (sa, sb, saa, sbb, sab) = (sa + p, sb + q, saa + (p * p), sbb + (q * q), sab + (p * q));
            }
        }

        double n = side * side;
        return (sab - (sa * sb / n)) / Math.Sqrt((saa - (sa * sa / n)) * (sbb - (sb * sb / n)));
    }

    private static double Roughness(Picture picture, byte[] mask)
    {
        double sum = 0;
        var count = 0;
        for (var i = 0; i < mask.Length - 1; i++)
        {
            if (mask[i] == 0 && mask[i + 1] == 0)
            {
                sum += Math.Abs(picture.Pixels[(i * 4) + 1] - picture.Pixels[(i * 4) + 5]);
                count++;
            }
        }

        return sum / count;
    }
}
