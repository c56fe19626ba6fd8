namespace Throughline.Stage.Direction;

/// <summary>A word, number, mark or sign of a prompt.</summary>
/// <param name="Start">Where it begins in the prompt.</param>
/// <param name="Length">Its length in characters.</param>
/// <param name="Word">In small letters, accents taken off.</param>
/// <param name="Kind">What it is.</param>
internal readonly record struct Token(int Start, int Length, string Word, TokenKind Kind)
{
    /// <summary>Where the next character after it is.</summary>
    public int End => Start + Length;
}
