namespace Throughline.Camera;

/// <summary>How a move gains and loses speed.</summary>
public enum Ease
{
    /// <summary>Starts and ends at rest.</summary>
    InOut,

    /// <summary>Constant speed.</summary>
    Linear,

    /// <summary>Starts at rest, ends at speed.</summary>
    In,

    /// <summary>Starts at speed, ends at rest.</summary>
    Out,
}
