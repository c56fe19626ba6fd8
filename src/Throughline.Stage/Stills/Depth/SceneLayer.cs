namespace Throughline.Stage.Stills;

/// <summary>What a patch of the picture is part of.</summary>
internal enum SceneLayer
{
    /// <summary>The sky, infinitely far.</summary>
    Sky,

    /// <summary>Walls, woods, mountains: what stands behind.</summary>
    Backdrop,

    /// <summary>The plane below the horizon.</summary>
    Ground,

    /// <summary>A subject, which stands on the ground or before the backdrop as one piece.</summary>
    Subject,
}
