namespace Throughline.Stage.Scenes;

/// <summary>How a beat goes with what it is aimed at.</summary>
public enum Course
{
    /// <summary>To it, and there it ends.</summary>
    To,

    /// <summary>Along it.</summary>
    Along,

    /// <summary>In a circle about it.</summary>
    Around,

    /// <summary>Through it.</summary>
    Through,

    /// <summary>Away from it.</summary>
    From,

    /// <summary>Past it.</summary>
    Past,

    /// <summary>Only turned to it, not moving.</summary>
    At,
}
