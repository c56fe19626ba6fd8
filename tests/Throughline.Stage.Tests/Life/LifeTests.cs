using Throughline.Camera;
using Throughline.Media.Pictures;
using Throughline.Stage.Stills;

namespace Throughline.Stage.Tests.Life;

public sealed class LifeTests
{
    private const int H = LifeScenery.Height;

    public static TheoryData<string> Prompts => new(
        "clouds", "mist", "steam", "wind", "snowfall", "rain", "dust", "embers", "fireflies", "leaves falling",
        "lamp flickering",
        "heavy snow falling, storm clouds, wind, lamp flickering, mist");

    [Theory]
    [MemberData(nameof(Prompts))]
    public async Task Frame_0_is_the_picture_and_then_it_lives(string prompt)
    {
        var picture = LifeScenery.Landscape();
        var (frames, _) = await LifeScenery.ShootAsync(picture, prompt, frames: 49);
        Assert.Equal(picture.Pixels, frames[0].Pixels);

        // It begins at rest: the first step is the smallest part of what comes.
        Assert.InRange(LifeScenery.Energy(frames[0], frames[1], 0, H), 0, 4);
        Assert.True(LifeScenery.Energy(frames[0], frames[48], 0, H) > 0.02, "nothing moves");
        Assert.NotEqual(frames[47].Pixels, frames[48].Pixels);
        Assert.All(frames, f => Assert.All(Enumerable.Range(0, f.Pixels.Length / 4), i =>
            Assert.Equal(255, f.Pixels[(4 * i) + 3])));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Grey rock over a green meadow, old snow")]
    public async Task Without_a_word_of_motion_nothing_moves(string prompt)
    {
        var picture = LifeScenery.Landscape();
        var (frames, end) = await LifeScenery.ShootAsync(picture, prompt, frames: 4);
        Assert.All(frames, f => Assert.Equal(picture.Pixels, f.Pixels));
        Assert.Null(StillState.Read(end.State.Span)!.Life);
    }

    // Bands are rows where the effect belongs, and rows where not a single pixel may differ.
    [Theory]
    [InlineData("clouds", 0, LifeScenery.Skyline, LifeScenery.Skyline, H)]
    [InlineData("wind", LifeScenery.Meadow, H, 0, LifeScenery.Meadow)]
    [InlineData("lamp flickering", 70, 130, 150, H)]
    public async Task What_moves_moves_in_its_place_and_nowhere_else(string prompt, int top, int bottom, int stillTop,
        int stillBottom)
    {
        var picture = LifeScenery.Landscape();
        var (frames, _) = await LifeScenery.ShootAsync(picture, prompt, frames: 73);
        Assert.True(LifeScenery.Energy(frames[0], frames[72], top, bottom) > 0.1,
            $"energy {LifeScenery.Energy(frames[0], frames[72], top, bottom)}");
        Assert.All(frames, f => Assert.Equal(0, LifeScenery.Energy(picture, f, stillTop, stillBottom)));
    }

    [Fact]
    public async Task Waves_move_the_water_and_not_the_shore()
    {
        var picture = LifeScenery.Lake();
        var (frames, _) = await LifeScenery.ShootAsync(picture, "gentle waves", frames: 40);
        Assert.True(LifeScenery.Energy(picture, frames[39], LifeScenery.Meadow, H) > 0.5,
            $"{LifeScenery.Energy(picture, frames[39], LifeScenery.Meadow, H)}");
        Assert.All(frames, f => Assert.Equal(0, LifeScenery.Energy(picture, f, 0, LifeScenery.Meadow)));
    }

    [Fact]
    public async Task A_wire_before_the_clouds_stays()
    {
        var picture = LifeScenery.Wire();
        var (frames, _) = await LifeScenery.ShootAsync(picture, "storm clouds", frames: 60);
        for (var x = 0; x < LifeScenery.Width; x++)
        {
            for (var y = LifeScenery.WireAt(x); y < LifeScenery.WireAt(x) + 2; y++)
            {
                var off = picture.Row(y).Slice(4 * x, 3).ToArray()
                    .Zip(frames[59].Row(y).Slice(4 * x, 3).ToArray(), (a, b) => Math.Abs(a - b)).Max();
                Assert.True(off <= 20, $"{x},{y}: {off}");
            }
        }

        Assert.True(LifeScenery.Energy(picture, frames[59], 0, LifeScenery.Skyline) > 0.05, "the clouds stand still");
    }

    [Fact]
    public async Task A_stronger_word_moves_more()
    {
        var picture = LifeScenery.Landscape();
        double Moved(List<Picture> frames) => Enumerable.Range(24, 40)
            .Sum(i => LifeScenery.Energy(frames[i], frames[i + 1], 0, H));
        var (gentle, _) = await LifeScenery.ShootAsync(picture, "gentle wind", frames: 66);
        var (strong, _) = await LifeScenery.ShootAsync(picture, "strong wind", frames: 66);
        Assert.True(Moved(strong) > 2 * Moved(gentle), $"{Moved(gentle)} {Moved(strong)}");
    }

    [Theory]
    [InlineData("static")]
    [InlineData("push_in 0.5 + handheld")]
    public async Task Frames_are_the_same_whatever_the_number_of_threads(string camera)
    {
        var picture = LifeScenery.Landscape();
        const string Prompt = "snow falling, clouds, strong wind, mist, lamps flickering, leaves falling";
        var (one, endOne) = await LifeScenery.ShootAsync(picture, Prompt, camera, 11);
        var (three, endThree) = await LifeScenery.ShootAsync(picture, Prompt, camera, 11, threads: 3);
        for (var i = 0; i < one.Count; i++)
        {
            Assert.True(one[i].Pixels.AsSpan().SequenceEqual(three[i].Pixels), $"frame {i}");
        }

        Assert.True(endOne.State.Span.SequenceEqual(endThree.State.Span));
    }

    // A cut in the middle changes nothing: with a camera at rest the two halves are the whole, byte for byte.
    [Theory]
    [InlineData("clouds, wind, snow falling, mist, lamp flickering", 12)]
    [InlineData("heavy rain, leaves falling, fireflies, embers, steam", 30)]
    public async Task A_chained_shot_goes_on_in_phase(string prompt, int cut)
    {
        var picture = LifeScenery.Landscape();
        var (whole, _) = await LifeScenery.ShootAsync(picture, prompt, frames: cut + 13);
        var (_, end) = await LifeScenery.ShootAsync(picture, prompt, frames: cut + 1);
        var (rest, _) = await LifeScenery.ShootAsync(end.LastFrame, "", frames: 13, previous: end);
        for (var i = 0; i < rest.Count; i++)
        {
            Assert.True(LifeScenery.Energy(whole[cut + i], rest[i], 0, H) < (i == 0 ? 1e-9 : 0.02),
                $"frame {i} {LifeScenery.Energy(whole[cut + i], rest[i], 0, H)}");
        }
    }

    [Fact]
    public async Task A_chained_shot_with_a_camera_follows_its_last_frame_without_a_step()
    {
        var picture = LifeScenery.Landscape();
        const string Prompt = "snow falling, clouds, wind, mist";
        var (first, end) = await LifeScenery.ShootAsync(picture, Prompt, "push_in 0.5 linear", 40);
        var (second, _) = await LifeScenery.ShootAsync(end.LastFrame, Prompt, "push_in 0.5 linear", 12, previous: end);
        Assert.Equal(first[^1].Pixels, second[0].Pixels);
        double before = LifeScenery.Energy(first[^2], first[^1], 0, H),
            after = LifeScenery.Energy(second[0], second[1], 0, H);
        Assert.InRange(after, 0.4 * before, 2 * before);
    }

    [Fact]
    public async Task A_loop_ends_where_it_began_and_lives_between()
    {
        var picture = LifeScenery.Landscape();
        var (frames, _) = await LifeScenery.ShootAsync(picture,
            "a loop: snow falling, clouds, wind, mist, lamp flickering", frames: 72);
        var steps = Enumerable.Range(0, 72).Select(i => LifeScenery.Energy(frames[i], frames[(i + 1) % 72], 0, H))
            .ToList();
        Assert.Equal(picture.Pixels, frames[0].Pixels);
        Assert.InRange(steps[^1], 0, steps.Max());
        Assert.True(LifeScenery.Energy(frames[0], frames[36], 0, H) > 10 * steps[^1],
            $"{LifeScenery.Energy(frames[0], frames[36], 0, H)} {steps[^1]}");
    }

    [Fact]
    public async Task Words_without_a_place_are_said()
    {
        var order = LifeScenery.Order(LifeScenery.Landscape(), "gentle waves, stars, clouds, she breathes", "static",
            4);
        using var shot = await StillShot.PrepareAsync(order, null, TestContext.Current.CancellationToken);
        Assert.Equal(["waves", "stars", "breathes"], shot.NotUsed.Select(u => u.Word));
        Assert.Contains(shot.NotUsed, u => u.Reason == "no water was found in the picture; a mask for it can be given");
    }

    [Fact]
    public async Task Near_particles_move_faster_across_the_frame_than_far_ones()
    {
        var order = LifeScenery.Order(LifeScenery.Landscape(), "snow falling", "static", 4);
        using var shot = await StillShot.PrepareAsync(order, null, TestContext.Current.CancellationToken);
        var plan = Assert.Single(shot.Living!.Parts).Plan;
        var air = new ParticleAir(plan, Assert.Single(plan.Effects), LifeBook.BuiltIn.Recipes["snow"].Air!);
        var moment = LifeMoment.At(3, 0);
        double Slide(int shell)
        {
            // Metres to pixels at rest, and after the camera trucked a little to the right.
            var aside = CameraPose.AtRest() with { Position = new(0.01f, 0, 0) };
            return Enumerable.Range(0, 60).Average(i =>
            {
                var place = air.At(i, shell, moment, CameraPose.AtRest()).Place;
                var same = air.At(i, shell, moment, aside).Place;
                return Math.Abs((((same.X - 0.01f) / -same.Z) - (place.X / -place.Z)) * 1000);
            });
        }

        Assert.True(Slide(2) > 2 * Slide(1) && Slide(1) > 1.5 * Slide(0), $"{Slide(0)} {Slide(1)} {Slide(2)}");
    }

    [Fact]
    public async Task A_frame_with_life_allocates_nothing()
    {
        var order = LifeScenery.Order(LifeScenery.Landscape(), "snow falling, clouds, wind, mist, lamp flickering",
            "push_in", 40);
        using var shot = await StillShot.PrepareAsync(order, null, TestContext.Current.CancellationToken);
        var painter = shot.Painter();
        var frame = new Picture(LifeScenery.Width, LifeScenery.Height);
        frame.Pixels.AsSpan().Fill(255);
        painter.Paint(30, frame);
        var before = GC.GetAllocatedBytesForCurrentThread();
        painter.Paint(31, frame);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
