using System.Numerics;
using Throughline.Stage.Blocking;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;
using Throughline.Stage.Worlds;

namespace Throughline.Stage.Tests.Worlds;

public sealed class KeyLightTests
{
    private static readonly Vector3 _camera = new(0, 1.6f, 5);

    [Fact]
    public void Noon_needs_none() => Assert.Empty(LampsAt(12, Weather.Clear, new Look { Name = "plain" }));

    [Fact]
    public void At_night_a_lamp_stands_on_the_cameras_side_and_higher_than_the_face()
    {
        var lamp = Assert.Single(LampsAt(23, Weather.Clear, new Look { Name = "plain" }));
        Assert.True(lamp.Place.Z > 0.5f);
        Assert.True(lamp.Place.Y > 1.7f);
        Assert.True(lamp.Reach < 10);
        Assert.True(lamp.IsKey);
    }

    [Fact]
    public void A_look_may_light_from_the_side_and_from_behind_on_the_other_one()
    {
        var look = new Look { Name = "hard", KeySide = 70, BackLight = 1 };
        var lamps = LampsAt(23, Weather.Clear, look);
        Assert.Equal(2, lamps.Count);
        Assert.True(MathF.Abs(lamps[0].Place.X) > 2 * MathF.Abs(lamps[0].Place.Z));
        Assert.True(lamps[1].Place.Z < -0.3f);
        Assert.True(lamps[0].Place.X * lamps[1].Place.X < 0);
    }

    [Fact]
    public void A_look_that_wants_the_dark_keeps_it() =>
        Assert.Empty(LampsAt(23, Weather.Clear, new Look { Name = "plain", KeyLight = 0 }));

    private static Setting Of(float hour, Weather weather) => new() { Set = "meadow", Hour = hour, Weather = weather };

    private static List<Lamp> LampsAt(float hour, Weather weather, Look look)
    {
        var lamps = new List<Lamp>();
        new KeyLight(
            new EyeTrack(new Standing(), 0, 0, 2), Atmosphere.Of(Of(hour, weather), look, 1), look, isIndoors: false)
            .Add(1, _camera, lamps);
        return lamps;
    }

    private sealed class Standing : ITracks
    {
        public int Count => 1;

        public Vector3 FeetAt(int actor, double time) => Vector3.Zero;

        public Vector3 EyesAt(int actor, double time) => new(0, 1.6f, 0);

        public float HeadingAt(int actor, double time) => 0;
    }
}
