namespace Throughline.Editing;

/// <summary>A film could not be cut. Earlier results are whole.</summary>
public sealed class CutException : Exception
{
    /// <summary>Says what failed, where, and what to do.</summary>
    public CutException(CutError code, string message, Exception? innerException = null)
        : base(message, innerException) => Code = code;

    /// <summary>What kind of failure.</summary>
    public CutError Code { get; }
}
