using System.Runtime.Intrinsics;
using Throughline.Stage.Stills;

namespace Throughline.Stage.Tests.Life;

/// <summary>Waves on water that is seen flat.</summary>
public sealed class WavesTests
{
    private static readonly float[] _rows = [200, 240, 300, 400, 520, 700];

    [Fact]
    public void Waves_shorten_towards_the_far_shore_across_and_along()
    {
        var left = Plane(x: 600);
        var right = Plane(x: 610);
        var below = new WaterPlane(Same(600), [.. _rows.Select(y => y + 1)], 200, 640, 1);
        float[] across = [.. _rows.Select((_, i) => right.X[i] - left.X[i])];
        float[] along = [.. _rows.Select((_, i) => below.Y[i] - left.Y[i])];

        Assert.Equal(across.OrderDescending(), across);
        Assert.Equal(along.OrderDescending(), along);
        Assert.All(across, step => Assert.True(step > 0));
        Assert.True(across[0] > 5 * across[^1] && along[0] > 5 * along[^1]);
    }

    [Fact]
    public void A_wave_is_shown_where_nodes_can_tell_it_and_not_where_they_cannot()
    {
        var plane = Plane(x: 640);
        var fine = Enumerable.Range(0, _rows.Length).Select(i => plane.Shown(i, 0, 2 * Math.PI / 16)).ToArray();
        var coarse = Enumerable.Range(0, _rows.Length).Select(i => plane.Shown(i, 0, 2 * Math.PI / 400)).ToArray();

        Assert.Equal(fine.Order(), fine);
        Assert.Equal(0, fine[0]);
        Assert.True(fine[^1] > 0.5f);
        Assert.All(coarse, share => Assert.Equal(1, share));
    }

    [Fact]
    public void Sharp_glints_rise_higher_than_they_fall_and_light_up_nothing_on_the_whole()
    {
        float[] x = [.. Enumerable.Range(0, 4000).Select(i => i * 8f)];
        var spread = new WaveSpread { Count = 12, Longest = 210, Shortest = 60, SlowestHertz = 0.3, FastestHertz = 1 };
        var waves = new WaveSum(x, new float[x.Length], spread, new LifeChance(5), 1, 1, 0);
        var field = new Vector256<float>[x.Length];
        var amount = Enumerable.Repeat(0.1f, x.Length).ToArray();
        new FieldMotion.Glint([.. Enumerable.Range(0, x.Length)], amount, waves, 0.5f, LifeSheet.All)
            .Add(LifeMoment.At(7, 0), new float[x.Length], field);
        float[] light = [.. field.Select(node => node[5])];

        Assert.InRange(light.Average(), -0.01f, 0.01f);
        Assert.True(light.Max() > -1.5f * light.Min(), $"{light.Min()} to {light.Max()}");
    }

    private static WaterPlane Plane(float x) => new(Same(x), _rows, 200, 640, 1);

    private static float[] Same(float x) => [.. Enumerable.Repeat(x, _rows.Length)];
}
