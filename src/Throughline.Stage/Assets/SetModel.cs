using System.Numerics;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Assets;

/// <summary>
/// A set, built: the ground about the mark, what stands on it, and where things can happen. It is made to be seen from
/// +Z looking along -Z; the mark is the origin, where the main action plays.
/// </summary>
public sealed record SetModel
{
    /// <summary>Name of the asset.</summary>
    public required string Name { get; init; }

    /// <summary>What stands in it, ground included, all in world space.</summary>
    public required IReadOnlyList<PlacedModel> Pieces { get; init; }

    /// <summary>Height of the ground.</summary>
    public required Terrain Ground { get; init; }

    /// <summary>Its water; null for none.</summary>
    public WaterSurface? Water { get; init; }

    /// <summary>
    /// Named places that prompts speak of: <c>path</c>, <c>shore</c>, <c>cliff</c>, <c>door</c>, <c>table</c>,
    /// <c>window</c>, <c>horizon</c>.
    /// </summary>
    public IReadOnlyDictionary<string, Vector3> Anchors { get; init; } = new Dictionary<string, Vector3>();

    /// <summary>
    /// Ways to walk by name (<c>path</c>, <c>street</c>, <c>shore</c>), each a line of places from left to right or far
    /// to near.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Vector3>> Ways { get; init; } =
        new Dictionary<string, IReadOnlyList<Vector3>>();

    /// <summary>What nobody walks through and no camera enters: X, Z and radius in metres.</summary>
    public IReadOnlyList<Vector3> Obstacles { get; init; } = [];

    /// <summary>Metres from the mark within which actors move.</summary>
    public float Stage { get; init; } = 12;

    /// <summary>Room for the camera: least corner, metres. In a room the camera stays inside.</summary>
    public Vector3 CameraLow { get; init; } = new(-400, -200, -400);

    /// <summary>Room for the camera: greatest corner, metres.</summary>
    public Vector3 CameraHigh { get; init; } = new(400, 200, 400);

    /// <summary>Whether it is a room: its walls close it, lamps light it.</summary>
    public bool Indoors { get; init; }

    /// <summary>
    /// Changes the set asks of the light: a room's share of sky light, space's black sky; null for none.
    /// </summary>
    public Func<Lighting, Lighting>? Relight { get; init; }
}
