using System.Numerics;

namespace Throughline.Stage.Rendering;

/// <summary>A mesh that stands in the scene.</summary>
public readonly struct Instance
{
    /// <summary>The mesh.</summary>
    public required Mesh Mesh { get; init; }

    /// <summary>The materials that <see cref="Mesh.Slots"/> count.</summary>
    public required IReadOnlyList<Material> Materials { get; init; }

    /// <summary>
    /// From the mesh to the world, as System.Numerics multiplies: row vector times matrix. Rigid or uniformly scaled.
    /// </summary>
    public required Matrix4x4 Place { get; init; }

    /// <summary>Where it was one frame earlier; equal to <see cref="Place"/> for what stands still.</summary>
    public required Matrix4x4 PlaceBefore { get; init; }

    /// <summary>Number of the subject for masks: 0 is the set, 1 the first subject of the scene and so on.</summary>
    public int Subject { get; init; }

    /// <summary>Phase of its sway, so that neighbours do not move as one, in radians.</summary>
    public float SwayPhase { get; init; }

    /// <summary>Metres the wind carries its tips; 0 for still air.</summary>
    public float SwayReach { get; init; }

    /// <summary>Whether it throws no shadow: sky domes, far hills, glass.</summary>
    public bool Shadowless { get; init; }
}
