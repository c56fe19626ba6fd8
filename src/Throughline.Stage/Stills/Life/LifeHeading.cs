namespace Throughline.Stage.Stills;

/// <summary>Where something goes.</summary>
internal enum LifeHeading
{
    /// <summary>Right.</summary>
    Right,

    /// <summary>Where the picture's wind goes.</summary>
    Wind,

    /// <summary>Up the picture.</summary>
    Up,

    /// <summary>Down the picture.</summary>
    Down,

    /// <summary>Down, along the streaks of the texture.</summary>
    Texture,
}
