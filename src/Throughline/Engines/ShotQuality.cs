namespace Throughline.Engines;

/// <summary>How much care an engine takes with each frame.</summary>
public enum ShotQuality
{
    /// <summary>As a film wants it.</summary>
    Usual,

    /// <summary>Quick, to see what will happen.</summary>
    Draft,

    /// <summary>Slower and finer.</summary>
    Final,
}
