namespace Throughline.Stage.Motion;

/// <summary>
/// What of a body an action needs for itself. Actions that need different parts can be done at the same time.
/// </summary>
[Flags]
internal enum BodyParts
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Hips, legs and feet, and where the body is.</summary>
    Legs = 1,

    /// <summary>Spine and chest.</summary>
    Torso = 2,

    /// <summary>The left arm, wing or fin.</summary>
    LeftArm = 4,

    /// <summary>The right one.</summary>
    RightArm = 8,

    /// <summary>Both.</summary>
    Arms = LeftArm | RightArm,

    /// <summary>Neck, head and gaze.</summary>
    Head = 16,

    /// <summary>Mouth and brows.</summary>
    Mouth = 32,
}
