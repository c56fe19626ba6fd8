namespace Throughline.Stage.Motion;

/// <summary>How an action goes from place to place.</summary>
public enum ActionTravel
{
    /// <summary>It stays where it is.</summary>
    None,

    /// <summary>On legs over the ground.</summary>
    Ground,

    /// <summary>Through the air.</summary>
    Air,

    /// <summary>Through water.</summary>
    Water,

    /// <summary>It is carried: riding, driving, sailing.</summary>
    Carried,
}
