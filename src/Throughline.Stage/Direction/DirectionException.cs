namespace Throughline.Stage.Direction;

/// <summary>A prompt from which no scene can be made.</summary>
public sealed class DirectionException : Exception
{
    /// <summary>An exception of <paramref name="error"/>.</summary>
    /// <param name="error">Why.</param>
    /// <param name="message">What is wrong and what would be right.</param>
    /// <param name="notStaged">The words that were understood but cannot be shown.</param>
    public DirectionException(DirectionError error, string message, IReadOnlyList<string> notStaged)
        : base(message)
    {
        Error = error;
        NotStaged = notStaged;
    }

    /// <summary>Why.</summary>
    public DirectionError Error { get; }

    /// <summary>The words that were understood but cannot be shown, as the prompt spells them.</summary>
    public IReadOnlyList<string> NotStaged { get; }
}
