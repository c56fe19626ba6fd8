namespace Throughline.Cli.Writing;

/// <summary>A language model that wrote no scene. The message never holds a key.</summary>
internal sealed class WriterException(WriterError error, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>Why.</summary>
    public WriterError Error { get; } = error;
}
