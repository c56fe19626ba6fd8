using System.Numerics;

namespace Throughline.Camera;

/// <summary>
/// Where the camera is and how it looks at one instant. World: metres, right-handed, +X right, +Y up; at rest the
/// camera stands at the origin and looks along -Z.
/// </summary>
/// <param name="Position">Metres from where the shot began.</param>
/// <param name="Rotation">Camera axes to world axes, a unit quaternion.</param>
/// <param name="FocalLength">Millimetres on a frame 36 mm wide.</param>
public readonly record struct CameraPose(Vector3 Position, Quaternion Rotation, float FocalLength)
{
    /// <summary>The lens a picture is taken to have when nothing says otherwise.</summary>
    public const float UsualFocalLength = 35f;

    /// <summary>Degrees that it looks to the right of -Z.</summary>
    public double Pan => Degrees(MathF.Atan2(Forward.X, -Forward.Z));

    /// <summary>Degrees that it looks up.</summary>
    public double Tilt => Degrees(MathF.Asin(Math.Clamp(Forward.Y, -1, 1)));

    /// <summary>Degrees that its top leans to the right.</summary>
    public double Roll => Degrees(
        MathF.Atan2(-Vector3.Transform(Vector3.UnitX, Rotation).Y, Vector3.Transform(Vector3.UnitY, Rotation).Y));

    private Vector3 Forward => Vector3.Transform(-Vector3.UnitZ, Rotation);

    /// <summary>At the origin, looking along -Z, through <paramref name="focalLength"/>.</summary>
    public static CameraPose AtRest(float focalLength = UsualFocalLength) =>
        new(Vector3.Zero, Quaternion.Identity, focalLength);

    /// <summary>
    /// The pose seen from another one's place and heading: how it stands when that one is where the shot began.
    /// </summary>
    public CameraPose From(CameraPose start)
    {
        var back = Quaternion.CreateFromAxisAngle(Vector3.UnitY, (float)(start.Pan * Math.PI / 180));
        return this with
        {
            Position = Vector3.Transform(Position - start.Position, back),
            Rotation = Quaternion.Normalize(back * Rotation),
        };
    }

    private static double Degrees(float radians) => radians * 180 / Math.PI;
}
