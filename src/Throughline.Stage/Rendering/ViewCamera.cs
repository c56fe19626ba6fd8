using Throughline.Camera;

namespace Throughline.Stage.Rendering;

/// <summary>The camera at one frame.</summary>
public readonly struct ViewCamera
{
    /// <summary>Where it is in the world, how it looks, and its lens.</summary>
    public required CameraPose Pose { get; init; }

    /// <summary>The pose one frame earlier.</summary>
    public required CameraPose PoseBefore { get; init; }

    /// <summary>Distance that is sharp, metres.</summary>
    public float FocusDistance { get; init; }

    /// <summary>Aperture as an f-number; 0 keeps everything sharp.</summary>
    public float Aperture { get; init; }

    /// <summary>Shutter angle in degrees, 0 (no motion blur) to 360.</summary>
    public float Shutter { get; init; }
}
