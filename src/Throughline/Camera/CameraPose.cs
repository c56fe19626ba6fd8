using System.Numerics;

namespace Throughline.Camera;

/// <summary>
/// Where the camera is and how it looks at one instant. World: metres, right-handed, +X right, +Y up; at rest the camera
/// stands at the origin and looks along -Z.
/// </summary>
/// <param name="Position">Metres from where the shot began.</param>
/// <param name="Rotation">Camera axes to world axes, a unit quaternion.</param>
/// <param name="FocalLength">Millimetres on a frame 36 mm wide.</param>
public readonly record struct CameraPose(Vector3 Position, Quaternion Rotation, float FocalLength)
{
    /// <summary>The lens a picture is taken to have when nothing says otherwise.</summary>
    public const float UsualFocalLength = 35f;

    /// <summary>At the origin, looking along -Z, through <paramref name="focalLength"/>.</summary>
    public static CameraPose AtRest(float focalLength = UsualFocalLength) => new(Vector3.Zero, Quaternion.Identity, focalLength);
}
