namespace Throughline.Stage.Direction;

/// <summary>What an asset is to a sentence.</summary>
public enum AssetKind
{
    /// <summary>A person, an animal, a robot.</summary>
    Creature,

    /// <summary>A thing, plant or vehicle.</summary>
    Prop,

    /// <summary>A place.</summary>
    Set,

    /// <summary>Something that can be done.</summary>
    Action,

    /// <summary>A way of drawing.</summary>
    Look,

    /// <summary>Something worn.</summary>
    Garment,
}
