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

    /// <summary>
    /// Words by which one means it where the set has one of its own, and only there: by a fireplace, the fire is that.
    /// </summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>Props that a set has by itself, standing on its ground.</summary>
    public IReadOnlyList<string> Pieces { get; init; } = [];

    /// <summary>Named places that a set has.</summary>
    public IReadOnlyList<string> Anchors { get; init; } = [];

    /// <summary>Whether a set is a room.</summary>
    public bool IsRoom { get; init; }

    /// <summary>
    /// How a vehicle moves, or where a bird is at home: <c>ground</c>, <c>water</c>, <c>air</c>; null for what does not
    /// move by itself, and for other creatures.
    /// </summary>
    public string? Element { get; init; }

    /// <summary>The creature that one has everything of that its own file does not state; null for none.</summary>
    public string? Like { get; init; }

    /// <summary>
    /// The family of a creature's body: <c>person</c>, <c>quadruped</c>, <c>bird</c>, <c>fish</c>, <c>insect</c>; null
    /// when unknown.
    /// </summary>
    public string? Family { get; init; }

    /// <summary>Whether a creature of a family that does not fly has wings: a dragon.</summary>
    public bool IsWinged { get; init; }

    /// <summary>Where a garment goes: <c>head</c>, <c>over</c>, ...; null for other things.</summary>
    public string? Slot { get; init; }

    /// <summary>
    /// What of the body an action needs: <c>legs</c>, <c>arms</c>, <c>right_arm</c>, ...; empty when nothing is said of
    /// it.
    /// </summary>
    public IReadOnlyList<string> Uses { get; init; } = [];

    /// <summary>
    /// What an action has in the hands when nothing is said of it, the right hand first: a teapot and a cup; empty for
    /// bare hands.
    /// </summary>
    public IReadOnlyList<string> Holds { get; init; } = [];

    /// <summary>
    /// What an action is done with when nothing else is said, the doers about it: a chessboard; empty for nothing.
    /// </summary>
    public IReadOnlyList<string> Brings { get; init; } = [];

    /// <summary>Whether an action is done sitting where there is a table for it: to write, to eat, to talk.</summary>
    public bool IsSeated { get; init; }

    /// <summary>
    /// The seat that is drawn up to it by who sits at it, the name of a prop; null for what nobody sits at.
    /// </summary>
    public string? Seating { get; init; }

    /// <summary>
    /// The action of who plays it or with it: chess at a chessboard; null when nothing is said of it.
    /// </summary>
    public string? Played { get; init; }

    /// <summary>Whether one sits on it.</summary>
    public bool IsSeat { get; init; }

    /// <summary>Whether something can be put on it.</summary>
    public bool HasTop { get; init; }

    /// <summary>Whether it has a cabin or a seat for who drives it, in sight from outside.</summary>
    public bool HasDriver { get; init; }

    /// <summary>The size that its file states, metres; 0 when it states none.</summary>
    public float Size { get; init; }

    /// <summary>Whether somebody can ride, steer or sail it.</summary>
    public bool IsRidden { get; init; }

    /// <summary>Whether it is a plant that woods are made of.</summary>
    public bool IsTree { get; init; }

    /// <summary>Whether a hand can hold it.</summary>
    public bool IsHandy { get; init; }

    /// <summary>
    /// The prop that it is in a hand, where that is another than stands on the ground: a small flag for one on a mast;
    /// null for itself.
    /// </summary>
    public string? InHand { get; init; }

    /// <summary>Whether one is under it when one holds it: an umbrella.</summary>
    public bool IsCover { get; init; }

    /// <summary>Whether it is seen behind whatever else there is: smoke, a rainbow.</summary>
    public bool IsBackdrop { get; init; }
}
