namespace Throughline.Media.Pictures;

/// <summary>A picture could not be read or written. The message says what, where, and what to do.</summary>
public sealed class PictureException : Exception
{
    /// <summary>Says what failed and what to do.</summary>
    public PictureException(PictureError code, string message, Exception? innerException = null)
        : base(message, innerException) => Code = code;

    /// <summary>What kind of failure.</summary>
    public PictureError Code { get; }
}
