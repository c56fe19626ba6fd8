namespace Throughline.Engines;

/// <summary>An engine could not shoot an order.</summary>
public sealed class EngineException : Exception
{
    /// <summary>Says what failed and what to do.</summary>
    public EngineException(EngineError code, string message, Exception? innerException = null)
        : base(message, innerException) => Code = code;

    /// <summary>What kind of failure.</summary>
    public EngineError Code { get; }
}
