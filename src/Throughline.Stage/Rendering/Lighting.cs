using System.Numerics;

namespace Throughline.Stage.Rendering;

/// <summary>Sky, sun and air of a scene, linear light. The same for a whole shot, apart from lightning.</summary>
public sealed record Lighting
{
    /// <summary>To the sun, or to the moon at night; unit length.</summary>
    public Vector3 SunDirection { get; init; } = Vector3.Normalize(new(0.4f, 0.7f, 0.5f));

    /// <summary>Light of the sun or moon; the noon sun is about 3.</summary>
    public Vector3 Sun { get; init; } = new(3, 2.9f, 2.7f);

    /// <summary>Size of the disc of sun or moon in degrees; 0 hides it.</summary>
    public float SunSize { get; init; } = 1.2f;

    /// <summary>Colour of the sky straight up.</summary>
    public Vector3 Zenith { get; init; } = new(0.2f, 0.4f, 0.8f);

    /// <summary>Colour of the sky at the horizon, away from the sun.</summary>
    public Vector3 Horizon { get; init; } = new(0.6f, 0.75f, 0.9f);

    /// <summary>Colour of the sky at the horizon about the sun.</summary>
    public Vector3 SunHorizon { get; init; } = new(0.9f, 0.85f, 0.75f);

    /// <summary>Light that comes up from the ground.</summary>
    public Vector3 Ground { get; init; } = new(0.2f, 0.2f, 0.15f);

    /// <summary>Share of the sky under cloud, 0 to 1.</summary>
    public float Clouds { get; init; } = 0.3f;

    /// <summary>Stars, 0 (none) to 1.</summary>
    public float Stars { get; init; }

    /// <summary>Fog: share of light lost in a metre at ground level; clear air is 0.0005, fog 0.03.</summary>
    public float FogDensity { get; init; } = 0.002f;

    /// <summary>Height in metres over which fog thins to a third.</summary>
    public float FogHeight { get; init; } = 30;

    /// <summary>Colour of the fog away from the sun.</summary>
    public Vector3 Fog { get; init; } = new(0.6f, 0.7f, 0.8f);

    /// <summary>Exposure: what the renderer multiplies light by before its tone curve.</summary>
    public float Exposure { get; init; } = 1;

    /// <summary>Share of sky light that reaches the scene: 1 outdoors, about 0.3 in a room.</summary>
    public float SkyLight { get; init; } = 1;

    /// <summary>A flat backdrop of this colour in place of the sky; null for a sky.</summary>
    public Vector3? Backdrop { get; init; }
}
