using System.Numerics;

namespace Throughline.Camera;

/// <summary>
/// What a camera path starts from: the lens, the subject it aims at, chance, and the speed it arrives with.
/// </summary>
public sealed record CameraRig
{
    /// <summary>Millimetres on a frame 36 mm wide.</summary>
    public float FocalLength { get; init; } = CameraPose.UsualFocalLength;

    /// <summary>
    /// Where the subject is from the camera at rest, in metres: Z is negative, in front. Orbits turn about it, cranes
    /// look at it, dolly zooms hold its size.
    /// </summary>
    public Vector3 Subject { get; init; } = new(0, 0, -4);

    /// <summary>
    /// Decides the unrest of <see cref="CameraMoveKind.Handheld"/> and <see cref="CameraMoveKind.Follow"/>.
    /// </summary>
    public long Seed { get; init; }

    /// <summary>The motion of the shot that this one continues.</summary>
    public CarriedMotion Carried { get; init; } = CarriedMotion.None;
}
