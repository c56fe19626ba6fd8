using System.Numerics;
using Throughline.Stage.Assets;
using Throughline.Stage.Blocking;
using static Throughline.Stage.Tests.Blocking.Stages;

namespace Throughline.Stage.Tests.Blocking;

public sealed class SightlinesTests
{
    // A boxing ring; who is up on it stands left of its middle.
    private static readonly Vector3 _ring = new(0, 0, 2.7f);

    [Theory]
    [InlineData(0)]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    public void What_the_lead_stands_on_hides_it_from_no_side(float azimuth) =>
        Assert.Equal(Cost(Flat(), 0.9f, azimuth), Cost(Flat([_ring]), 0.9f, azimuth), 4);

    [Fact]
    public void What_it_stands_right_behind_hides_it_from_the_other_side() =>
        Assert.True(Cost(Flat([_ring]), 0, 90) > Cost(Flat(), 0, 90) + 1);

    private static float Cost(SetModel set, float height, float azimuth)
    {
        var start = new Vector3(-0.5f, height, 0);
        var actors = Block(Scene(Someone())).Select(actor => actor with { Start = start }).ToList();
        var (sin, cos) = MathF.SinCos(azimuth * MathF.PI / 180);
        var centre = start + new Vector3(0, 1.2f, 0);
        return new Sightlines(set, actors, 0).Cost(
            centre, centre + (new Vector3(sin, 0, cos) * 5), azimuth, [start], 0, 35, false, [], false);
    }
}
