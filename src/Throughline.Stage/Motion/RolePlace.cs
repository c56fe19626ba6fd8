using System.Numerics;

namespace Throughline.Stage.Motion;

/// <summary>Where somebody is.</summary>
/// <param name="Place">On the ground below it, or its middle in air and water; world, metres.</param>
/// <param name="Heading">Where it faces in degrees, 0 towards the audience, positive to its left.</param>
public readonly record struct RolePlace(Vector3 Place, float Heading);
