namespace Throughline.Engines;

/// <summary>Why an engine failed.</summary>
public enum EngineError
{
    /// <summary>The engine does not do what the shot asks.</summary>
    NotSupported,

    /// <summary>The order is malformed.</summary>
    BadOrder,

    /// <summary>The engine broke while shooting.</summary>
    Failed,
}
