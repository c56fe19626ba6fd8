using Throughline.Stage.Blocking;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Tests.Worlds;

public sealed class TempoTests
{
    [Fact]
    public void Slow_motion_shows_a_part_of_the_time_evenly()
    {
        var tempo = new Tempo(0.25f, false);

        Assert.Equal(0.25, tempo.At(1), 9);
        Assert.Equal(0.1, tempo.At(0.4), 9);
    }

    [Fact]
    public void A_ramp_runs_as_usual_at_both_ends_and_slowly_between_without_a_jump()
    {
        var tempo = new Tempo(0.25f, true);
        double Speed(double share) => (tempo.At(share + 1e-4) - tempo.At(share - 1e-4)) / 2e-4;

        Assert.Equal(1, Speed(0.1), 6);
        Assert.Equal(0.25, Speed(0.5), 6);
        Assert.Equal(1, Speed(0.95), 6);

        // As if it had been slow for 35 hundredths: half of each change is fast, half slow.
        Assert.Equal(1 - (0.75 * 0.35), tempo.At(1), 9);
        for (var share = 0.01; share < 1; share += 0.01)
        {
            Assert.InRange(Speed(share), 0.25 - 1e-6, 1 + 1e-6);
            Assert.InRange(Math.Abs(Speed(share + 0.005) - Speed(share)), 0, 0.06);
        }
    }

    [Fact]
    public void A_clock_as_usual_counts_frames_exactly_and_a_slow_one_goes_on_where_it_began()
    {
        var usual = new Clock(3, 1 / 24.0, 96, Tempo.Usual);
        var slow = usual with { Tempo = new Tempo(0.35f, false) };

        Assert.Equal(3 + (47 * (1 / 24.0)), usual.At(47));
        Assert.Equal(1 / 24.0, usual.StepAt(47));
        Assert.Equal(3, slow.At(0));
        Assert.Equal(3 + (4 * 0.35), slow.At(96), 6);
        Assert.Equal(0.35 / 24, slow.StepAt(47), 6);
    }

    [Fact]
    public void A_slow_scene_has_less_time_of_its_own_for_its_beats()
    {
        var scene = new Scene
        {
            Setting = new Setting { Set = "meadow" },
            Seconds = 8,
            Tempo = new Tempo(0.5f, false),
            Subjects = [
                new Subject
                {
                    Id = "dog",
                    Asset = "dog",
                    Beats = [new Beat { Action = "run", From = 2, To = 6 }, new Beat { Action = "sit" }],
                }
            ],
        };

        var own = scene.InOwnTime();

        Assert.Equal(4, own.Seconds);
        Assert.Equal((1m, 3m), (own.Subjects[0].Beats[0].From!.Value, own.Subjects[0].Beats[0].To!.Value));
        Assert.Null(own.Subjects[0].Beats[1].From);
    }
}
