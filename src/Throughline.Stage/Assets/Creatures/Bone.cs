using System.Numerics;

namespace Throughline.Stage.Assets;

/// <summary>
/// One bone of a skeleton at rest. Angles of poses are about the body's axes (X left, Y up, Z forward) with the limbs
/// hanging as a standing body lets them; <see cref="Frame"/> turns the limb as it is modelled into that hanging one.
/// </summary>
internal sealed record Bone
{
    /// <summary>Name: <c>upperArmL</c>. A last letter L or R is the side.</summary>
    public required string Name { get; init; }

    /// <summary>Place in the skeleton; parents come first.</summary>
    public required int Index { get; init; }

    /// <summary>The bone it hangs on; -1 for the root.</summary>
    public required int Parent { get; init; }

    /// <summary>Its joint as modelled, metres.</summary>
    public required Vector3 Rest { get; init; }

    /// <summary>From the limb as modelled to the limb as it hangs.</summary>
    public Quaternion Frame { get; init; } = Quaternion.Identity;

    /// <summary>
    /// Signs of pitch, yaw and roll, so that one angle means the same on both sides: raised, turned in, held out.
    /// </summary>
    public Vector3 Signs { get; init; } = Vector3.One;
}
