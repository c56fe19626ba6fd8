namespace Throughline.Stage.Assets;

/// <summary>What a garment takes the place of: of each slot a person wears at most one.</summary>
internal enum GarmentSlot
{
    /// <summary>Trunk and arms: shirts, sweaters.</summary>
    Top,

    /// <summary>Hips and legs: trousers, skirts.</summary>
    Bottom,

    /// <summary>Top and bottom in one: dresses, robes, spacesuits.</summary>
    Whole,

    /// <summary>Over the top: coats, jackets.</summary>
    Over,

    /// <summary>Feet.</summary>
    Feet,

    /// <summary>Hats, helmets, crowns.</summary>
    Head,

    /// <summary>Glasses, masks.</summary>
    Face,

    /// <summary>Scarves, ties, necklaces.</summary>
    Neck,

    /// <summary>Capes, backpacks, wings.</summary>
    Back,

    /// <summary>Gloves.</summary>
    Hands,

    /// <summary>Belts, aprons.</summary>
    Waist,
}
