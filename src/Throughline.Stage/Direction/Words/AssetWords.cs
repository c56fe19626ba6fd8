namespace Throughline.Stage.Direction;

/// <summary>What direction knows of an asset: its name and the words it answers to.</summary>
public sealed record AssetWords
{
    /// <summary>The asset's name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required AssetKind Kind { get; init; }

    /// <summary>Words for it beside its name.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Named places that a set has.</summary>
    public IReadOnlyList<string> Anchors { get; init; } = [];

    /// <summary>Whether a set is a room.</summary>
    public bool IsRoom { get; init; }

    /// <summary>How a vehicle moves: <c>ground</c>, <c>water</c>, <c>air</c>; null for what does not move by itself.</summary>
    public string? Element { get; init; }

    /// <summary>The family of a creature's body: <c>person</c>, <c>quadruped</c>, <c>bird</c>, <c>fish</c>, <c>insect</c>; null when unknown.</summary>
    public string? Family { get; init; }

    /// <summary>Where a garment goes: <c>head</c>, <c>over</c>, ...; null for other things.</summary>
    public string? Slot { get; init; }

    /// <summary>What of the body an action needs: <c>legs</c>, <c>arms</c>, <c>right_arm</c>, ...; empty when nothing is said of it.</summary>
    public IReadOnlyList<string> Uses { get; init; } = [];

    /// <summary>What an action has in the hands when nothing is said of it, the right hand first: a teapot and a cup; empty for bare hands.</summary>
    public IReadOnlyList<string> Holds { get; init; } = [];

    /// <summary>Whether somebody can ride, steer or sail it.</summary>
    public bool IsRidden { get; init; }

    /// <summary>Whether a hand can hold it.</summary>
    public bool IsHandy { get; init; }
}
