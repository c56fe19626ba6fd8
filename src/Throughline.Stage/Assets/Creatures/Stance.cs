using System.Numerics;

namespace Throughline.Stage.Assets;

/// <summary>
/// One pose of one creature: where it stands, how its bones are turned and what its face does. It belongs to one
/// painter and is filled anew for every frame.
/// </summary>
public sealed class Stance
{
    internal Stance(int bones)
    {
        Bones = new float[16 * bones];
        for (var i = 0; i < bones; i++)
        {
            (Bones[16 * i], Bones[(16 * i) + 5], Bones[(16 * i) + 10]) = (1, 1, 1);
        }
    }

    /// <summary>From the creature to the world, as <see cref="Rendering.Instance.Place"/> wants it.</summary>
    public Matrix4x4 Place { get; internal set; } = Matrix4x4.Identity;

    /// <summary>Middle between the eyes, world.</summary>
    public Vector3 Eyes { get; internal set; }

    /// <summary>Where it looks, unit length, world.</summary>
    public Vector3 Gaze { get; internal set; } = Vector3.UnitZ;

    /// <summary>From a thing held in the right hand (its grip at the origin, upright) to the world.</summary>
    public Matrix4x4 RightGrip { get; internal set; } = Matrix4x4.Identity;

    /// <summary>The same for the left hand; for creatures without hands both are the mouth.</summary>
    public Matrix4x4 LeftGrip { get; internal set; } = Matrix4x4.Identity;

    /// <summary>Memory of whoever fills it.</summary>
    internal object? Scratch { get; set; }

    /// <summary>
    /// For each bone the images of X, Y, Z and the origin, each padded to four numbers, in the creature's space.
    /// </summary>
    internal float[] Bones { get; }

    /// <summary>For each <see cref="FaceChannel"/> how strongly it shows.</summary>
    internal float[] Face { get; } = new float[Enum.GetValues<FaceChannel>().Length];

    /// <summary>From a bone as modelled to the creature's space.</summary>
    internal Matrix4x4 BoneAt(int bone)
    {
        var b = Bones.AsSpan(16 * bone, 16);
        return new(b[0], b[1], b[2], 0, b[4], b[5], b[6], 0, b[8], b[9], b[10], 0, b[12], b[13], b[14], 1);
    }
}
