namespace Throughline.Stage.Stills;

/// <summary>What a picture shows, as far as its depth is concerned.</summary>
internal enum SceneKind
{
    /// <summary>Open ground under a sky.</summary>
    Landscape,

    /// <summary>A subject that stands out from what is behind it: a portrait, a close-up.</summary>
    Subject,

    /// <summary>Ground or floor and things upon it, without a sky: a room, a wood, a street.</summary>
    Interior,

    /// <summary>A surface seen from above, with or without things upon it.</summary>
    TopDown,

    /// <summary>No depth to be seen: a texture, a page, a field of stars.</summary>
    Flat,
}
