namespace Throughline.Stage.Stills;

/// <summary>What a word says about motion.</summary>
internal enum LifeWordUse
{
    /// <summary>It asks for an effect.</summary>
    Effect,

    /// <summary>It says how much.</summary>
    Strength,

    /// <summary>It says that something moves.</summary>
    Motion,

    /// <summary>It says that water runs.</summary>
    Flows,

    /// <summary>It asks that the clip end where it began.</summary>
    Loop,

    /// <summary>It asks for motion that cannot be given.</summary>
    Cannot,

    /// <summary>It looks like motion and asks for none.</summary>
    Still,
}
