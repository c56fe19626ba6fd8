namespace Throughline.Camera;

/// <summary>What the amount of a camera move counts.</summary>
public enum CameraUnit
{
    /// <summary>The move takes no amount.</summary>
    None,

    /// <summary>Metres of the camera's way.</summary>
    Metres,

    /// <summary>Degrees of the camera's turn.</summary>
    Degrees,

    /// <summary>A factor on the focal length, above 1.</summary>
    Factor,

    /// <summary>A strength, where 1 is plain.</summary>
    Strength,
}
