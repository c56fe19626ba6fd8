namespace Throughline.Stage.Scenes;

/// <summary>The height from which a scene is seen.</summary>
public enum CameraAngle
{
    /// <summary>At the height of the subject's eyes.</summary>
    EyeLevel,

    /// <summary>From below, looking up.</summary>
    Low,

    /// <summary>From above, looking down.</summary>
    High,

    /// <summary>From far above, tilted down about 40 degrees.</summary>
    Aerial,

    /// <summary>Straight down.</summary>
    Overhead,

    /// <summary>From just above the ground.</summary>
    Ground,

    /// <summary>Tilted about the lens, 12 degrees.</summary>
    Dutch,

    /// <summary>From behind the subject's shoulder.</summary>
    OverShoulder,
}
