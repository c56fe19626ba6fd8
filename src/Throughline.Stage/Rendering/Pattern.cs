namespace Throughline.Stage.Rendering;

/// <summary>What is drawn on a surface in its second colour, worked out in space (no texture pictures).</summary>
public enum Pattern
{
    /// <summary>Nothing.</summary>
    Plain,

    /// <summary>Soft irregular mottling.</summary>
    Mottled,

    /// <summary>Fine grain.</summary>
    Speckled,

    /// <summary>Lines of wood.</summary>
    Grain,

    /// <summary>Boards.</summary>
    Planks,

    /// <summary>Bricks.</summary>
    Bricks,

    /// <summary>Square tiles.</summary>
    Tiles,

    /// <summary>Stripes across Y.</summary>
    Stripes,

    /// <summary>Stripes along Y.</summary>
    UprightStripes,

    /// <summary>A check.</summary>
    Checks,

    /// <summary>Round dots.</summary>
    Dots,

    /// <summary>Irregular patches, as on a cow.</summary>
    Patches,

    /// <summary>Broken stripes, as on a tiger.</summary>
    Tiger,

    /// <summary>Scales or roof tiles.</summary>
    Scales,

    /// <summary>Blades and clumps of grass seen from above.</summary>
    Grass,

    /// <summary>Layers of rock.</summary>
    Strata,
}
