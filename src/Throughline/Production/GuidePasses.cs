namespace Throughline.Production;

/// <summary>The passes of a guide package.</summary>
[Flags]
public enum GuidePasses
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Depth: PNG (near is white) and exact metres as EXR.</summary>
    Depth = 1,

    /// <summary>Normals as PNG.</summary>
    Normal = 2,

    /// <summary>A colour for each subject as PNG.</summary>
    Mask = 4,

    /// <summary>Optical flow in pixels as EXR.</summary>
    Flow = 8,

    /// <summary>The camera of every frame as JSON.</summary>
    Camera = 16,

    /// <summary>All of them.</summary>
    All = 31,
}
