using System.Security.Cryptography;
using Throughline.Stage.Stills;

namespace Throughline.Stage.Tests.Stills;

public class FillTests
{
    [Fact]
    public void Given_pixels_keep_every_byte_and_no_hole_is_left()
    {
        var truth = FillScene.Rough(160, 120, 3);
        var mask = FillScene.Mask(160, 120, (x, y) => (x > 60 && x < 85 && y > 30 && y < 90) || x < 3 || y == 119);
        for (var i = 0; i < mask.Length; i += 7)
        {
            mask[i] = mask[i] == 255 ? (byte)128 : mask[i];
            truth.Pixels[(i * 4) + 3] = 77;
        }

        var pierced = FillScene.Pierced(truth, mask);
        var filled = FillScene.Complete(truth, mask, new FillOptions { PatchSize = 3 });

        for (var i = 0; i < mask.Length; i++)
        {
            var given = pierced.Pixels.AsSpan(i * 4, 4);
            var got = filled.Pixels.AsSpan(i * 4, 4);
            Assert.True(mask[i] == 0 || given.SequenceEqual(got));
            Assert.True(mask[i] != 0 || (got[3] == 255 && !(got[0] > 240 && got[1] < 20)), $"pixel {i}");
        }
    }

    [Fact]
    public void What_a_hole_held_before_does_not_matter()
    {
        var truth = FillScene.Rough(120, 80, 5);
        var mask = FillScene.Mask(120, 80, (x, y) => x > 90 || (x > 20 && x < 40 && y > 20 && y < 50));
        var token = TestContext.Current.CancellationToken;
        var one = Stage.Stills.Fill.Complete(truth, mask, new FillOptions(), token);
        var other = Stage.Stills.Fill.Complete(FillScene.Pierced(truth, mask), mask, new FillOptions(), token);
        Assert.Equal(one.Pixels, other.Pixels);
    }

    [Theory]
    [InlineData(0f, false)]
    [InlineData(0.5f, true)]
    public void Bytes_do_not_depend_on_the_number_of_threads(float rowPrior, bool withNearness)
    {
        var truth = FillScene.Rough(220, 150, 9);
        var mask = FillScene.Mask(220, 150, (x, y) => x >= 170 || Math.Abs(x - 70 - (10 * Math.Sin(y * 0.1))) < 9);
        var nearness = new float[220 * 150];
        for (var i = 0; i < nearness.Length; i++)
        {
            nearness[i] = i % 220 / 220f;
        }

        var options = new FillOptions { Seed = 42, RowPrior = rowPrior, Nearness = withNearness ? nearness : null };
        int[] counts = [1, 2, 3, 1];
        var hashes = counts
            .Select(threads => FillScene.Complete(truth, mask, options with { Threads = threads }))
            .Select(picture => Convert.ToHexString(SHA256.HashData(picture.Pixels)))
            .ToArray();
        Assert.All(hashes, hash => Assert.Equal(hashes[0], hash));
    }

    [Fact]
    public void Another_seed_gives_another_completion()
    {
        var truth = FillScene.Rough(200, 140, 9);
        var mask = FillScene.Mask(200, 140, (x, _) => x >= 140);
        var one = FillScene.Complete(truth, mask, new FillOptions { Seed = 1 });
        var two = FillScene.Complete(truth, mask, new FillOptions { Seed = 2 });
        Assert.NotEqual(one.Pixels, two.Pixels);
    }

    [Fact]
    public void Cancelled_before_the_start_it_does_nothing()
    {
        var truth = FillScene.Rough(120, 80, 1);
        var mask = FillScene.Mask(120, 80, (x, _) => x > 80);
        Assert.ThrowsAny<OperationCanceledException>(
            () => Stage.Stills.Fill.Complete(truth, mask, new FillOptions(), new CancellationToken(true)));
    }

    [Fact]
    public async Task Cancelled_on_the_way_it_stops()
    {
        var truth = FillScene.Rough(1400, 900, 1);
        var mask = FillScene.Mask(1400, 900, (x, _) => x > 600);
        using var stop = new CancellationTokenSource();
        var work = Task.Run(
            () => Stage.Stills.Fill.Complete(truth, mask, new FillOptions(), stop.Token), CancellationToken.None);
        await Task.Delay(40, TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
    }
}
