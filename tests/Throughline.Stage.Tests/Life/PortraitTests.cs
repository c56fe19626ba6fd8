using System.Numerics;
using Throughline.Media.Pictures;
using Throughline.Stage.Stills;
using Throughline.Stage.Tests.Stills;

namespace Throughline.Stage.Tests.Life;

public sealed class PortraitTests
{
    [Fact]
    public async Task Blinking_covers_the_eyes_with_skin_and_nothing_else_moves()
    {
        var picture = FakeSight.Portrait();
        var frames = await ShootAsync("she blinks", 24 * 7);
        Assert.Equal(picture.Pixels, frames[0].Pixels);
        var light = frames.ConvertAll(f => Light(f, FakeSight.Eye(1) + new Vector2(9, 0)));
        Assert.True(light.Max() - light.Min() > 25, $"the eye's white stays {light.Min()}..{light.Max()}");

        // Shut, the pupil's place shows skin.
        var shut = frames[light.IndexOf(light.Min())];
        Assert.True(Light(shut, FakeSight.Eye(1)) > 110 && Light(picture, FakeSight.Eye(1)) < 60,
            $"{Light(shut, FakeSight.Eye(1))}");
        Assert.Equal(0, Outside(picture, shut, FakeSight.Eye(-1), FakeSight.Eye(1), 22));

        // Between blinks the eye is as it was, to the last byte.
        Assert.True(frames.Count(f => f.Pixels.AsSpan().SequenceEqual(picture.Pixels)) > frames.Count / 2);
    }

    [Fact]
    public void Blinks_are_as_far_apart_and_as_long_as_a_persons()
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            var times = new BlinkTimes(new LifeChance(seed), 1, 0);
            var starts = new List<double>();
            var lengths = new List<double>();
            var isClosing = false;
            for (var t = 0.0; t < 120; t += 0.005)
            {
                var closed = times.At(t) > 0.01f;
                if (closed && !isClosing)
                {
                    starts.Add(t);
                }
                else if (!closed && isClosing)
                {
                    lengths.Add(t - starts[^1]);
                }

                isClosing = closed;
            }

            Assert.All(lengths, l => Assert.InRange(l, 0.14, 0.31));
            Assert.InRange(starts.Count, 120 / 5.5, 120 / 2.0);
            Assert.Equal(0, times.At(0));
        }
    }

    [Fact]
    public async Task Breathing_lifts_the_shoulders_twelve_to_sixteen_times_a_minute_and_leaves_the_wall()
    {
        var picture = FakeSight.Portrait();
        var frames = await ShootAsync("she breathes deeply", 24 * 11);
        Assert.Equal(picture.Pixels, frames[0].Pixels);
        Assert.All(frames, f => Assert.Equal(0, Band(picture, f, 0, 60, 0, 130)));

        // The edge of the shoulder, where the coat's red begins, down a column beside the neck.
        var heights = frames.ConvertAll(f => Edge(f, 190));
        var middle = (heights.Max() + heights.Min()) / 2;
        Assert.True(heights.Max() - heights.Min() > 1.2, $"{heights.Min()}..{heights.Max()}");
        var rises = Enumerable.Range(1, heights.Count - 1)
            .Where(i => heights[i - 1] > middle && heights[i] <= middle).ToList();
        Assert.All(rises.Zip(rises.Skip(1)), pair =>
            Assert.InRange((pair.Second - pair.First) / 24.0, 60 / 17.0, 60 / 11.0));
        Assert.True(rises.Count >= 2);
    }

    [Fact]
    public async Task A_portraits_breath_goes_on_in_phase_in_a_chained_shot()
    {
        var picture = FakeSight.Portrait();
        var whole = await ShootAsync("she breathes", 70);
        var reel = new ListReel(picture.Size);
        var engine = new StageEngine(new FakeSight());
        var end = await engine.ShootAsync(LifeScenery.Order(picture, "she breathes", "static", 41), reel,
            TestContext.Current.CancellationToken);
        var rest = new ListReel(picture.Size);
        await engine.ShootAsync(
            LifeScenery.Order(end.LastFrame, "", "static", 30) with { Previous = end }, rest,
                TestContext.Current.CancellationToken);
        for (var i = 0; i < rest.Frames.Count; i++)
        {
            Assert.True(LifeScenery.Energy(whole[40 + i], rest.Frames[i], 0, FakeSight.Height) < 0.05, $"frame {i}");
        }
    }

    [Fact]
    public async Task A_portrait_loops_without_a_seam()
    {
        var frames = await ShootAsync("a loop: she breathes", 96);
        var steps = Enumerable.Range(0, 96)
            .Select(i => LifeScenery.Energy(frames[i], frames[(i + 1) % 96], 0, FakeSight.Height)).ToList();
        Assert.InRange(steps[^1], 0, steps.Max() * 0.5);
        Assert.True(LifeScenery.Energy(frames[0], frames[40], 0, FakeSight.Height) > 4 * steps[^1]);
    }

    private static async Task<List<Picture>> ShootAsync(string prompt, int frames)
    {
        var picture = FakeSight.Portrait();
        var reel = new ListReel(picture.Size);
        await new StageEngine(new FakeSight()).ShootAsync(
            LifeScenery.Order(picture, prompt, "static", frames), reel, TestContext.Current.CancellationToken);
        return reel.Frames;
    }

    private static int Light(Picture picture, Vector2 at) => picture.Row((int)at.Y)[(4 * (int)at.X) + 1];

    // The row, to a part of a pixel, at which green falls to that of the coat.
    private static double Edge(Picture picture, int x)
    {
        for (var y = 130; y < FakeSight.Height - 1; y++)
        {
            int here = picture.Row(y)[(4 * x) + 1], next = picture.Row(y + 1)[(4 * x) + 1];
            if (here > 80 && next <= 80)
            {
                return y + ((here - 80.0) / (here - next));
            }
        }

        return double.NaN;
    }

    private static double Outside(Picture a, Picture b, Vector2 one, Vector2 other, float radius)
    {
        double sum = 0;
        for (var y = 0; y < a.Height; y++)
        {
            for (var x = 0; x < a.Width; x++)
            {
                var at = new Vector2(x, y);
                if (Vector2.Distance(at, one) > radius && Vector2.Distance(at, other) > radius)
                {
                    sum += Math.Abs(a.Row(y)[4 * x] - b.Row(y)[4 * x]);
                }
            }
        }

        return sum;
    }

    private static double Band(Picture a, Picture b, int left, int right, int top, int bottom)
    {
        double sum = 0;
        for (var y = top; y < bottom; y++)
        {
            for (var x = left; x < right; x++)
            {
                sum += Math.Abs(a.Row(y)[4 * x] - b.Row(y)[4 * x]);
            }
        }

        return sum;
    }
}
