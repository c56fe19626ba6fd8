using System.Numerics;

namespace Throughline.Stage.Rendering;

/// <summary>
/// The light of a frame as kernels use it: the setting's, as the look and a flash of lightning change it.
/// </summary>
internal readonly struct LightRig
{
    public readonly Vector3 SunDirection, Sun, Zenith, Horizon, SunHorizon, Ground, Fog, Shade, SkyColour;
    public readonly float SunSize, Clouds, Stars, FogDensity, FogPerHeight, SkyFlat, Wrap, Rim, BandSoftness, SkyLight;
    public readonly int Bands;
    public readonly Vector2 CloudDrift;
    public readonly float Time;
    public readonly float FogAtEye;
    public readonly bool IsNight;

    public LightRig(SceneFrame frame, Look look)
    {
        var light = frame.Lighting;
        var flash = frame.Flash;
        SunDirection = Vector3.Normalize(light.SunDirection);
        Sun = light.Sun;
        var bolt = new Vector3(0.8f, 0.9f, 1.15f) * (flash * 2.2f);
        Zenith = light.Zenith + (bolt * 0.5f);
        Horizon = light.Horizon + (bolt * 0.7f);
        SunHorizon = light.SunHorizon + (bolt * 0.7f);
        Ground = light.Ground + (bolt * 0.2f);
        Fog = light.Fog + (bolt * 0.5f);
        Shade = look.Shade;
        SkyLight = light.SkyLight * look.SkyStrength;
        SunSize = light.SunSize;
        Clouds = light.Clouds;
        Stars = light.Stars;
        FogDensity = MathF.Max(light.FogDensity, 0);
        FogPerHeight = 1.0986f / MathF.Max(light.FogHeight, 0.5f);
        SkyFlat = light.Backdrop is null ? look.SkyFlat : 1;
        SkyColour = Undeveloped(light.Backdrop ?? look.SkyColour, DevelopSettings.ExposureOf(look, frame));
        Wrap = look.Wrap;
        Rim = look.Rim;
        Bands = look.Bands;
        BandSoftness = look.BandSoftness;
        var (sin, cos) = MathF.SinCos(frame.WindHeading * (MathF.PI / 180));
        var way = (float)(frame.Time * (0.008 + (0.03 * frame.Wind)));
        CloudDrift = new(-sin * way, -cos * way);
        Time = (float)(frame.Time % 3600);
        FogAtEye = FogDensity * MathF.Exp(-Math.Clamp(frame.Camera.Pose.Position.Y * FogPerHeight, -4, 30));
        IsNight = light.Stars > 0.5f;
    }

    // The light that is developed to a colour, so that a flat sky is the colour it is said to be.
    private static Vector3 Undeveloped(Vector3 colour, float exposure)
    {
        return new Vector3(One(colour.X), One(colour.Y), One(colour.Z)) / exposure;

        static float One(float value)
        {
            var t = Math.Clamp(value, 0, 0.97f);
            var (a, b) = (2.35f - (2.30f * t), 0.10f - (0.62f * t));
            return (MathF.Sqrt((b * b) + (0.56f * a * t)) - b) / (2 * a) / 0.4f;
        }
    }
}
