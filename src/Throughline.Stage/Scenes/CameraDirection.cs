using Throughline.Camera;

namespace Throughline.Stage.Scenes;

/// <summary>How a scene is seen.</summary>
public sealed record CameraDirection
{
    /// <summary>Size of the subject in the frame; null lets the scene decide.</summary>
    public ShotScale? Scale { get; init; }

    /// <summary>Height of the view.</summary>
    public CameraAngle Angle { get; init; } = CameraAngle.EyeLevel;

    /// <summary>Millimetres on a 36 mm wide frame, 12 to 200; null lets the scale decide.</summary>
    public float? Lens { get; init; }

    /// <summary>Id of the subject it is about; null is the first.</summary>
    public string? Subject { get; init; }

    /// <summary>Ids of the subjects that are sharp one after the other, at least two; empty has the main one sharp.</summary>
    public IReadOnlyList<string> Focus { get; init; } = [];

    /// <summary>The moves, which add up; empty rests.</summary>
    public IReadOnlyList<CameraMove> Moves { get; init; } = [];
}
