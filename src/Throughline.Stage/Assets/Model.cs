using System.Numerics;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Assets;

/// <summary>A prop, plant or vehicle, built: it stands on the origin, faces +Z, and never changes.</summary>
public sealed record Model
{
    /// <summary>Name of the asset.</summary>
    public required string Name { get; init; }

    /// <summary>Its triangles.</summary>
    public required Mesh Mesh { get; init; }

    /// <summary>Its materials.</summary>
    public required IReadOnlyList<Material> Materials { get; init; }

    /// <summary>Least corner of its box, metres.</summary>
    public required Vector3 Low { get; init; }

    /// <summary>Greatest corner of its box, metres.</summary>
    public required Vector3 High { get; init; }

    /// <summary>Places by name: <c>top</c> (things are put on it), <c>inside</c>, <c>seat</c>, <c>grip</c> (where a
    /// hand holds it), <c>door</c>;
    /// <c>hand_left</c>, <c>hand_right</c>, <c>foot_left</c> and <c>foot_right</c> are where who rides or drives it has
    /// hands and feet, or where the other hand holds it; what is in it runs from <c>spout</c> into
    /// <c>bowl</c>.</summary>
    public IReadOnlyDictionary<string, Vector3> Anchors { get; init; } = new Dictionary<string, Vector3>();

    /// <summary>Where a hand holds it: its anchor <c>grip</c>, else the middle of its foot.</summary>
    public Vector3 Grip => Anchors.TryGetValue("grip", out var grip) ? grip : Vector3.Zero;

    /// <summary>Its lights, in its own space.</summary>
    public IReadOnlyList<Lamp> Lamps { get; init; } = [];

    /// <summary>What it gives off: smoke, sparks, steam, flames.</summary>
    public IReadOnlyList<Source> Sources { get; init; } = [];

    /// <summary>
    /// Parts that turn about an axis all the time or with the way travelled: wheels, rotors, sails of a mill.
    /// </summary>
    public IReadOnlyList<TurningPart> Turning { get; init; } = [];

    /// <summary>Metres its tips move in a wind of 1; 0 for stiff things.</summary>
    public float Sway { get; init; }

    /// <summary>The anchor of the lowest edge of what is held over the head.</summary>
    internal const string Cover = "cover";

    /// <summary>Whether who holds it holds it up before the chest, whatever the arms do.</summary>
    public bool IsHeldUp { get; init; }

    /// <summary>Whether it goes to pieces when it falls. What has glass on it loses that.</summary>
    public bool Breaks { get; init; }

    /// <summary>How it moves of itself: on the ground, on water, in the air.</summary>
    public Element Element { get; init; }
}
