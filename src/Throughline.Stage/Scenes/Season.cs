namespace Throughline.Stage.Scenes;

/// <summary>The season of a scene: leaves, meadows and snow follow it.</summary>
public enum Season
{
    /// <summary>Fresh green and blossom.</summary>
    Spring,

    /// <summary>Full green.</summary>
    Summer,

    /// <summary>Yellow, orange and red leaves.</summary>
    Autumn,

    /// <summary>Bare trees; snow lies where the set knows winters.</summary>
    Winter,
}
