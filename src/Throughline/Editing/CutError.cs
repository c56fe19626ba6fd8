namespace Throughline.Editing;

/// <summary>Why a film could not be cut.</summary>
public enum CutError
{
    /// <summary>The order contradicts itself: no clips, transitions longer than a shot.</summary>
    BadOrder,

    /// <summary>A clip is not where the order says.</summary>
    ClipMissing,

    /// <summary>A clip is damaged, or differs from the order in size, rate or length.</summary>
    ClipUnusable,

    /// <summary>The output folder cannot be written.</summary>
    NotWritable,

    /// <summary>The disk is full.</summary>
    DiskFull,

    /// <summary>Another cut is writing into the same folder.</summary>
    Busy,

    /// <summary>A joint could not be encoded.</summary>
    EncoderFailed,
}
