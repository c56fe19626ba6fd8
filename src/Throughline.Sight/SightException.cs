namespace Throughline.Sight;

/// <summary>A model could not be used. The message says what, where, and what to do.</summary>
public sealed class SightException : Exception
{
    /// <summary>Says what failed and what to do.</summary>
    public SightException(SightError code, string message, Exception? innerException = null)
        : base(message, innerException) => Code = code;

    /// <summary>What kind of failure.</summary>
    public SightError Code { get; }
}
