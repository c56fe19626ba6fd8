namespace Throughline.Stage.Assets;

/// <summary>Where a thing is at home.</summary>
public enum Element
{
    /// <summary>On the ground.</summary>
    Ground,

    /// <summary>On the water: it floats and rocks.</summary>
    Water,

    /// <summary>Under water.</summary>
    Deep,

    /// <summary>In the air.</summary>
    Air,
}
