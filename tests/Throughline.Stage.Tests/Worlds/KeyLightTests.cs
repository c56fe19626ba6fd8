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
    public void Noon_needs_none() => Assert.Null(LampAt(12, Weather.Clear, new Look { Name = "plain" }));

    [Fact]
    public void At_night_a_lamp_stands_on_the_cameras_side_and_higher_than_the_face()
    {
        var lamp = LampAt(23, Weather.Clear, new Look { Name = "plain" });
        Assert.NotNull(lamp);
        Assert.True(lamp.Value.Place.Z > 0.5f);
        Assert.True(lamp.Value.Place.Y > 1.7f);
        Assert.True(lamp.Value.Reach < 10);
        Assert.True(lamp.Value.IsKey);
    }

    [Fact]
    public void A_look_that_wants_the_dark_keeps_it() =>
        Assert.Null(LampAt(23, Weather.Clear, new Look { Name = "plain", KeyLight = 0 }));

    private static Setting Of(float hour, Weather weather) => new() { Set = "meadow", Hour = hour, Weather = weather };

    private static Lamp? LampAt(float hour, Weather weather, Look look) =>
        new KeyLight(
            new EyeTrack(new Standing(), 0, 0, 2), Atmosphere.Of(Of(hour, weather), look, 1), look, isIndoors: false)
            .At(1, _camera, []);

    private sealed class Standing : ITracks
    {
        public int Count => 1;

        public Vector3 FeetAt(int actor, double time) => Vector3.Zero;

        public Vector3 EyesAt(int actor, double time) => new(0, 1.6f, 0);

        public float HeadingAt(int actor, double time) => 0;
    }
}
