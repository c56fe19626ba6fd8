namespace Throughline.Stage.Scenes;

/// <summary>How a subject stands to another.</summary>
public enum Relation
{
    /// <summary>Close by.</summary>
    Near,

    /// <summary>On top of it.</summary>
    On,

    /// <summary>Below it.</summary>
    Under,

    /// <summary>At its side.</summary>
    Beside,

    /// <summary>Farther from the camera than it.</summary>
    Behind,

    /// <summary>Nearer to the camera than it.</summary>
    InFrontOf,

    /// <summary>Between two.</summary>
    Between,

    /// <summary>All around it.</summary>
    Around,

    /// <summary>Inside it.</summary>
    Inside,

    /// <summary>Passing through it.</summary>
    Through,

    /// <summary>In the air above it.</summary>
    Above,

    /// <summary>Far away from it, in the background.</summary>
    FarFrom,

    /// <summary>Held by it.</summary>
    HeldBy,
}
