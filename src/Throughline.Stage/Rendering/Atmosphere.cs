using System.Numerics;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Rendering;

/// <summary>The light of a place and time: hour, weather, season and mood become sun, sky and air.</summary>
public static class Atmosphere
{
    // The sky by the sun's height in degrees: night, nautical twilight, blue hour, sunset, golden hour, morning, noon.
    private static readonly Keyframe[] _hours =
    [
        new(
            -18, new(0.004f, 0.009f, 0.028f), new(0.012f, 0.024f, 0.055f), new(0.014f, 0.026f, 0.058f),
            new(0.16f, 0.24f, 0.42f), 2.6f, 1),
        new(
            -10, new(0.008f, 0.018f, 0.055f), new(0.03f, 0.055f, 0.115f), new(0.06f, 0.07f, 0.12f),
            new(0.15f, 0.22f, 0.40f), 2.3f, 0.85f),
        new(
            -5, new(0.03f, 0.07f, 0.19f), new(0.12f, 0.16f, 0.28f), new(0.42f, 0.24f, 0.22f), new(0.16f, 0.16f, 0.24f),
            1.75f, 0.3f),
        new(
            -1, new(0.09f, 0.15f, 0.34f), new(0.34f, 0.29f, 0.38f), new(1.15f, 0.48f, 0.22f), new(0.9f, 0.36f, 0.16f),
            1.3f, 0.03f),
        new(
            4, new(0.15f, 0.25f, 0.48f), new(0.52f, 0.45f, 0.46f), new(1.45f, 0.78f, 0.38f), new(2.5f, 1.28f, 0.55f),
            1.08f, 0),
        new(
            12, new(0.17f, 0.37f, 0.75f), new(0.64f, 0.72f, 0.80f), new(1.12f, 0.92f, 0.66f), new(2.9f, 2.1f, 1.25f),
            0.97f, 0),
        new(
            30, new(0.16f, 0.42f, 0.92f), new(0.64f, 0.84f, 1.02f), new(0.92f, 0.95f, 0.95f), new(3f, 2.6f, 2.0f),
            0.84f, 0),
        new(
            70, new(0.16f, 0.43f, 0.98f), new(0.62f, 0.85f, 1.10f), new(0.76f, 0.92f, 1.08f), new(3.05f, 2.8f, 2.4f),
            0.76f, 0),
    ];

    /// <summary>The light of a setting.</summary>
    /// <param name="setting">Hour, weather, season and mood.</param>
    /// <param name="look">The look it is for.</param>
    /// <param name="seed">Decides from which side the sun shines.</param>
    public static Lighting Of(Setting setting, Look look, long seed)
    {
        ArgumentNullException.ThrowIfNull(setting);
        ArgumentNullException.ThrowIfNull(look);
        var elevation = Elevation(setting);
        var key = At(elevation);
        if (look.Daylight > 0)
        {
            key = Keyframe.Mix(key, At(42), look.Daylight);
            elevation += (42 - elevation) * look.Daylight;
        }

        var light = Clear(key, elevation, setting, seed);
        light = InWeather(light, setting, elevation);
        light = InMood(light, setting.Mood);
        return light with
        {
            Sun = light.Sun * look.SunStrength,
            FogDensity = light.FogDensity * look.Fog,
        };
    }

    private static float Elevation(Setting setting)
    {
        // A sun that rises at six and sets at eighteen; lower in winter.
        var noon = setting.Season switch { Season.Winter => 34f, Season.Summer => 66f, _ => 52f };
        var turn = (setting.Hour - 6) / 12 * MathF.PI;
        return MathF.Sin(turn) * (MathF.Sin(turn) > 0 ? noon : 46);
    }

    private static Keyframe At(float elevation)
    {
        if (elevation <= _hours[0].Elevation)
        {
            return _hours[0];
        }

        for (var i = 1; i < _hours.Length; i++)
        {
            if (elevation < _hours[i].Elevation)
            {
                var t = (elevation - _hours[i - 1].Elevation) / (_hours[i].Elevation - _hours[i - 1].Elevation);
                return Keyframe.Mix(_hours[i - 1], _hours[i], t);
            }
        }

        return _hours[^1];
    }

    private static Lighting Clear(Keyframe key, float elevation, Setting setting, long seed)
    {
        // From the side and a little behind the scene: forms are modelled and rims lit. Morning from the left, evening
        // from the right; the seed chooses at noon and night, and how far behind.
        var roll = (uint)(Chance.SplitMix.Mix(unchecked((ulong)seed) + Chance.SplitMix.Step) >> 40) / (float)(1 << 24);
        var morning = setting.Hour is >= 3 and < 11.5f;
        var evening = setting.Hour is >= 13 and < 21;
        var side = morning ? -1f : evening ? 1f : roll < 0.5f ? -1 : 1;
        var low = Math.Clamp((24 - MathF.Abs(elevation)) / 24, 0, 1);
        var night = elevation < -4;

        // Degrees from straight behind the scene: low suns stand behind it, high ones to the side and in front.
        var away = night ? 38 + (18 * roll) : (low * (40 + (22 * roll))) + ((1 - low) * (112 + (26 * roll)));
        var height = night ? 34f : MathF.Max(elevation, 3.2f);
        var (sinAway, cosAway) = MathF.SinCos(away * MathF.PI / 180);
        var (sinHeight, cosHeight) = MathF.SinCos(height * MathF.PI / 180);
        var direction = new Vector3(side * sinAway * cosHeight, sinHeight, -cosAway * cosHeight);

        // Between sunset and moonlight neither throws a shadow worth seeing.
        var ground = (key.Sun * 0.09f * MathF.Max(sinHeight, 0.15f)) + (key.Horizon * 0.28f);
        ground *= setting.Season == Season.Winter ? new Vector3(1.5f, 1.55f, 1.65f) : new Vector3(1.0f, 0.92f, 0.74f);
        return new Lighting
        {
            SunDirection = direction,
            Sun = key.Sun,
            SunSize = night ? 1.5f : 1.1f + (1.1f * low),
            Zenith = key.Zenith,
            Horizon = key.Horizon,
            SunHorizon = key.SunHorizon,
            Ground = ground,
            Clouds = 0.34f,
            Stars = key.Stars,
            FogDensity = 0.0022f + (0.0016f * low),
            FogHeight = 45,
            Fog = Vector3.Lerp(key.Horizon, key.Zenith, 0.12f),
            Exposure = key.Exposure,
        };
    }

    private static Lighting InWeather(Lighting light, Setting setting, float elevation)
    {
        var (cloud, fog, height, sun, grey) = setting.Weather switch
        {
            Weather.Clear => (0f, 0.8f, 60f, 1f, 0f),
            Weather.Cloudy => (0.62f, 1.1f, 50f, 0.8f, 0.18f),
            Weather.Overcast => (1f, 1.7f, 60f, 0.14f, 0.75f),
            Weather.Mist => (0.3f, 6.5f, 9f, 0.85f, 0.25f),
            Weather.Fog => (0.8f, 19f, 26f, 0.3f, 0.7f),
            Weather.Rain => (0.95f, 4.2f, 60f, 0.16f, 0.8f),
            Weather.Snow => (0.9f, 4.6f, 60f, 0.3f, 0.65f),
            Weather.Storm => (1f, 3.2f, 70f, 0.07f, 0.9f),
            _ => (0.34f, 1f, 45f, 1f, 0f),
        };
        if (setting.Weather is Weather.Fair or Weather.Clear)
        {
            return light with { Clouds = cloud, FogDensity = light.FogDensity * fog, FogHeight = height };
        }

        // What clouds take from the sun they partly give back from everywhere, grey with a breath of the hour's colour.
        var all = (light.Zenith * 0.5f) + (light.Horizon * 0.35f)
            + (light.SunHorizon * 0.15f) + (light.Sun * 0.045f * Math.Clamp(elevation / 20, 0.05f, 1));
        var mean = Vector3.Dot(all, new(0.2126f, 0.7152f, 0.0722f));
        var cover = Vector3.Lerp(all, new Vector3(mean) * Tone(setting.Weather), 0.72f);
        var dark = setting.Weather is Weather.Storm ? 0.34f : setting.Weather is Weather.Rain ? 0.68f : 1f;
        var zenith = Vector3.Lerp(light.Zenith, cover * (0.82f * dark), grey);
        var horizon = Vector3.Lerp(light.Horizon, cover * (1.18f * dark), grey);
        return light with
        {
            Clouds = cloud,
            Sun = light.Sun * sun,
            SunSize = grey > 0.5f ? 0 : light.SunSize,
            Zenith = zenith,
            Horizon = horizon,
            SunHorizon = Vector3.Lerp(light.SunHorizon, horizon * 1.12f, grey),
            Ground = Vector3.Lerp(light.Ground, cover * (0.34f * dark), grey),
            Stars = light.Stars * (1 - cloud),
            FogDensity = light.FogDensity * fog,
            FogHeight = height,
            Fog = Vector3.Lerp(light.Fog, horizon * 0.97f, MathF.Max(grey, 0.4f)),
            Exposure = light.Exposure * (1 + ((setting.Weather is Weather.Storm ? 0.12f : 0.28f) * grey)),
        };
    }

    private static Vector3 Tone(Weather weather) => weather switch
    {
        Weather.Storm => new(0.86f, 0.98f, 1.12f),
        Weather.Rain => new(0.9f, 0.99f, 1.1f),
        Weather.Snow => new(0.93f, 0.99f, 1.08f),
        Weather.Fog or Weather.Mist => new(0.99f, 1f, 1.02f),
        _ => new(0.95f, 1f, 1.06f),
    };

    private static Lighting InMood(Lighting light, IReadOnlyList<string> moods)
    {
        foreach (var mood in moods)
        {
            var (sun, sky, fog, exposure) = mood switch
            {
                "warm" or "cosy" or "nostalgic" or "romantic" =>
                    (new Vector3(1.1f, 1f, 0.82f), new Vector3(1.08f, 1f, 0.9f), 1.1f, 1.03f),
                "joyful" or "happy" or "cheerful" or "bright" =>
                    (new(1.12f, 1.08f, 1f), new(1.06f, 1.06f, 1.04f), 0.8f, 1.08f),
                "eerie" or "spooky" or "ghostly" or "creepy" =>
                    (new(0.62f, 0.86f, 0.84f), new(0.72f, 0.95f, 0.88f), 2.4f, 0.86f),
                "lonely" or "sad" or "melancholy" or "melancholic" =>
                    (new(0.8f, 0.86f, 0.96f), new(0.9f, 0.96f, 1.08f), 1.5f, 0.93f),
                "dark" or "gloomy" or "tense" or "ominous" =>
                    (new(0.66f, 0.68f, 0.76f), new(0.74f, 0.79f, 0.9f), 1.4f, 0.84f),
                "calm" or "peaceful" or "serene" or "quiet" =>
                    (new(0.98f, 0.97f, 0.94f), new(1.02f, 1.02f, 1.04f), 1.25f, 1f),
                "magical" or "dreamy" or "mystical" or "enchanted" =>
                    (new(1.02f, 0.92f, 1.08f), new(1.02f, 0.96f, 1.14f), 1.7f, 1.05f),
                "spotlit" => (new(0.3f, 0.3f, 0.34f), new(0.34f, 0.35f, 0.42f), 1.5f, 0.9f),
                "rays" => (new(1.25f, 1.14f, 0.95f), new(0.86f, 0.9f, 0.98f), 5f, 0.95f),
                "cold" or "bleak" or "icy" => (new(0.84f, 0.95f, 1.1f), new(0.88f, 0.98f, 1.12f), 1.2f, 0.97f),
                "epic" or "dramatic" or "majestic" => (new(1.2f, 1.1f, 0.95f), new(0.86f, 0.9f, 0.98f), 1.2f, 0.98f),
                _ => (Vector3.One, Vector3.One, 1f, 1f),
            };
            light = light with
            {
                Sun = light.Sun * sun,
                Zenith = light.Zenith * sky,
                Horizon = light.Horizon * sky,
                SunHorizon = light.SunHorizon * sun,
                Ground = light.Ground * sky,
                Fog = light.Fog * sky,
                FogDensity = light.FogDensity * fog,
                Exposure = light.Exposure * exposure,

                // Rays are seen against the light.
                SunDirection = mood == "rays" ? Vector3.Normalize(new(0.42f, 0.42f, -0.8f)) : light.SunDirection,
            };
        }

        return light;
    }

    private readonly record struct Keyframe(
        float Elevation, Vector3 Zenith, Vector3 Horizon, Vector3 SunHorizon, Vector3 Sun, float Exposure, float Stars)
    {
        public static Keyframe Mix(Keyframe a, Keyframe b, float t) => new(
            a.Elevation + (t * (b.Elevation - a.Elevation)),
            Vector3.Lerp(a.Zenith, b.Zenith, t),
            Vector3.Lerp(a.Horizon, b.Horizon, t),
            Vector3.Lerp(a.SunHorizon, b.SunHorizon, t),
            Vector3.Lerp(a.Sun, b.Sun, t),
            a.Exposure + (t * (b.Exposure - a.Exposure)),
            a.Stars + (t * (b.Stars - a.Stars)));
    }
}
