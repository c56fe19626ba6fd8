namespace Throughline.Stage.Stills;

/// <summary>Which sheets of a scene a motion moves.</summary>
[Flags]
internal enum LifeSheet
{
    /// <summary>The sky behind everything.</summary>
    Sky = 1,

    /// <summary>All before it.</summary>
    Land = 2,

    /// <summary>All.</summary>
    All = Sky | Land,
}
