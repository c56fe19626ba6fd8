namespace Throughline.Production;

/// <summary>How far a shot is.</summary>
public enum ShotState
{
    /// <summary>Not begun: it waits for the shot it continues, or for its turn.</summary>
    Waiting,

    /// <summary>Begun; no frame has been encoded yet.</summary>
    Preparing,

    /// <summary>Frames are being made.</summary>
    Shooting,

    /// <summary>Its take was finished in this run.</summary>
    Done,

    /// <summary>Its take was already there.</summary>
    Kept,

    /// <summary>It could not be shot.</summary>
    Failed,
}
