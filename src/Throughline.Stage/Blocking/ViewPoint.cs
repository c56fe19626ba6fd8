using System.Numerics;

namespace Throughline.Stage.Blocking;

/// <summary>A camera at rest, composed.</summary>
internal sealed record ViewPoint
{
    /// <summary>World, metres.</summary>
    public required Vector3 Place { get; init; }

    /// <summary>Camera axes to world axes.</summary>
    public required Quaternion Turn { get; init; }

    /// <summary>Millimetres on a frame 36 mm wide.</summary>
    public required float FocalLength { get; init; }

    /// <summary>What it is about: a point on the subject, world, metres.</summary>
    public required Vector3 Aim { get; init; }

    /// <summary>f-number; 0 keeps everything sharp.</summary>
    public required float Aperture { get; init; }

    /// <summary>Metres from the camera to what it is about.</summary>
    public float Distance => Vector3.Distance(Place, Aim);

    /// <summary>
    /// The rotation of a camera that looks along <paramref name="direction"/>, upright, rolled by
    /// <paramref name="roll"/> degrees.
    /// </summary>
    public static Quaternion Looking(Vector3 direction, float roll = 0)
    {
        var flat = MathF.Sqrt((direction.X * direction.X) + (direction.Z * direction.Z));
        var yaw = flat < 1e-5f ? 0 : MathF.Atan2(-direction.X, -direction.Z);
        var pitch = MathF.Atan2(direction.Y, flat);
        return Quaternion.CreateFromAxisAngle(Vector3.UnitY, yaw)
            * Quaternion.CreateFromAxisAngle(Vector3.UnitX, pitch)
            * Quaternion.CreateFromAxisAngle(Vector3.UnitZ, roll * MathF.PI / 180);
    }
}
