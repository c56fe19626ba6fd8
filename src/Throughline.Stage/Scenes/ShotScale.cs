namespace Throughline.Stage.Scenes;

/// <summary>The size of a shot: how much of the subject fills the frame's height.</summary>
public enum ShotScale
{
    /// <summary>The place; the subject is a mark in it, about 1/16 of the height.</summary>
    ExtremeWide,

    /// <summary>The subject in its place, about 1/4 of the height.</summary>
    Wide,

    /// <summary>The whole figure, about 3/4 of the height.</summary>
    Full,

    /// <summary>From the knees up.</summary>
    MediumWide,

    /// <summary>From the waist up.</summary>
    Medium,

    /// <summary>From the chest up.</summary>
    MediumClose,

    /// <summary>The face.</summary>
    CloseUp,

    /// <summary>A part of the face.</summary>
    ExtremeCloseUp,
}
