namespace Throughline.Stage.Assets;

/// <summary>What a face can do besides turning its bones. Each is 0 at rest.</summary>
internal enum FaceChannel
{
    /// <summary>Corners of the mouth: 1 a broad smile, -1 turned down.</summary>
    Smile,

    /// <summary>How far the mouth is open, 0 to 1.</summary>
    Open,

    /// <summary>Lips drawn to an o, 0 to 1.</summary>
    Round,

    /// <summary>Eyes shut, 0 (as at rest) to 1; below 0 wide open.</summary>
    Shut,

    /// <summary>Brows raised, -1 to 1.</summary>
    Brow,

    /// <summary>Inner ends of the brows: 1 up (worried), -1 down (angry).</summary>
    Worry,

    /// <summary>Eyes to its left, in shares of what they can, -1 to 1.</summary>
    LookLeft,

    /// <summary>Eyes up, -1 to 1.</summary>
    LookUp,

    /// <summary>Wings: 0 folded to 1 spread.</summary>
    Spread,
}
