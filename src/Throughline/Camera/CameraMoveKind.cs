namespace Throughline.Camera;

/// <summary>
/// The camera vocabulary that every engine shares. Directions are the camera's: <see cref="PanRight"/> turns the camera
/// right, so the picture's content moves left.
/// </summary>
public enum CameraMoveKind
{
    /// <summary>The camera rests.</summary>
    Static,

    /// <summary>Moves forward; metres.</summary>
    PushIn,

    /// <summary>Moves backward; metres.</summary>
    PullBack,

    /// <summary>Turns left about the vertical; degrees.</summary>
    PanLeft,

    /// <summary>Turns right about the vertical; degrees.</summary>
    PanRight,

    /// <summary>Turns up; degrees.</summary>
    TiltUp,

    /// <summary>Turns down; degrees.</summary>
    TiltDown,

    /// <summary>Moves left; metres.</summary>
    TruckLeft,

    /// <summary>Moves right; metres.</summary>
    TruckRight,

    /// <summary>Moves up; metres.</summary>
    PedestalUp,

    /// <summary>Moves down; metres.</summary>
    PedestalDown,

    /// <summary>Circles the subject to the left, looking at it; degrees.</summary>
    OrbitLeft,

    /// <summary>Circles the subject to the right, looking at it; degrees.</summary>
    OrbitRight,

    /// <summary>Rises while looking at the subject; metres.</summary>
    CraneUp,

    /// <summary>Sinks while looking at the subject; metres.</summary>
    CraneDown,

    /// <summary>Lengthens the lens; factor on the focal length, above 1.</summary>
    ZoomIn,

    /// <summary>Shortens the lens; factor by which the focal length is divided, above 1.</summary>
    ZoomOut,

    /// <summary>Turns the camera about its axis, its top to the left: the picture turns clockwise; degrees.</summary>
    RollLeft,

    /// <summary>
    /// Turns the camera about its axis, its top to the right: the picture turns anticlockwise; degrees.
    /// </summary>
    RollRight,

    /// <summary>
    /// Moves forward while zooming out so that the subject keeps its size (negative: backward); metres.
    /// </summary>
    DollyZoom,

    /// <summary>The small unrest of a camera on a shoulder; strength, 1 is plain.</summary>
    Handheld,

    /// <summary>A fast pan left; degrees.</summary>
    WhipLeft,

    /// <summary>A fast pan right; degrees.</summary>
    WhipRight,

    /// <summary>Glides after the subject at walking rhythm; metres.</summary>
    Follow,

    /// <summary>Gen-3's six numbers, each -10 to 10, in <see cref="CameraMove.Six"/>.</summary>
    Six,
}
