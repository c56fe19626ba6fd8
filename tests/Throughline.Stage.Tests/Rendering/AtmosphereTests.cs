using System.Numerics;
using Throughline.Stage.Assets;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Tests.Rendering;

public sealed class AtmosphereTests
{
    private static readonly Look _look = new LookLibrary(AssetFolder.BuiltIn).Find("storybook")!;

    [Fact]
    public void Every_hour_weather_and_mood_gives_light_that_can_be_drawn()
    {
        foreach (var weather in Enum.GetValues<Weather>())
        {
            foreach (var season in Enum.GetValues<Season>())
            {
                for (var hour = 0f; hour <= 24; hour += 0.75f)
                {
                    var light = Atmosphere.Of(
                        new Setting
                        {
                            Set = "any",
                            Hour = hour,
                            Weather = weather,
                            Season = season,
                            Mood = ["eerie", "nothing known"],
                        }, _look, 5);
                    Assert.InRange(light.SunDirection.Length(), 0.999f, 1.001f);
                    Assert.True(light.SunDirection.Y > 0, "light comes from above");
                    foreach (var colour in (ReadOnlySpan<Vector3>)[light.Sun, light.Zenith, light.Horizon, light.SunHorizon, light.Ground, light.Fog])
                    {
                        Assert.InRange(colour.X, 0, 8);
                        Assert.InRange(colour.Y, 0, 8);
                        Assert.InRange(colour.Z, 0, 8);
                    }

                    Assert.InRange(light.Exposure, 0.3f, 5);
                    Assert.InRange(light.FogDensity, 0, 0.5f);
                }
            }
        }
    }

    [Fact]
    public void Light_changes_smoothly_through_the_day()
    {
        for (var hour = 4f; hour < 22; hour += 0.05f)
        {
            // The sun's side changes where it is not seen; its light does not jump.
            var (now, next) = (At(hour), At(hour + 0.05f));
            Assert.InRange((now.Sun - next.Sun).Length(), 0, 0.35f);
            Assert.InRange((now.Zenith - next.Zenith).Length(), 0, 0.06f);
            Assert.InRange(now.Exposure - next.Exposure, -0.12f, 0.12f);
        }
    }

    [Fact]
    public void Nights_are_blue_dark_and_starry_sunsets_warm_noons_bright()
    {
        var (night, sunset, noon) = (At(23), At(17.8f), At(12));
        Assert.True(night.Stars > 0.8f && noon.Stars == 0);
        Assert.True(night.Sun.Z > night.Sun.X && sunset.Sun.X > 1.6f * sunset.Sun.Z);
        Assert.True(noon.Sun.X > sunset.Sun.X * 0.8f && noon.Sun.X > 5 * night.Sun.X);
        Assert.True(sunset.SunHorizon.X > sunset.Horizon.X);
    }

    [Fact]
    public void Fog_is_thicker_than_mist_than_fair_air_and_hides_the_sun()
    {
        Lighting In(Weather weather) =>
            Atmosphere.Of(new Setting { Set = "any", Hour = 10, Weather = weather }, _look, 1);
        Assert.True(In(Weather.Fog).FogDensity > In(Weather.Mist).FogDensity);
        Assert.True(In(Weather.Mist).FogDensity > 3 * In(Weather.Fair).FogDensity);
        Assert.True(In(Weather.Overcast).Sun.X < 0.3f * In(Weather.Fair).Sun.X);
        Assert.Equal(0, In(Weather.Storm).SunSize);
    }

    private static Lighting At(float hour) => Atmosphere.Of(new Setting { Set = "any", Hour = hour }, _look, 5);
}
