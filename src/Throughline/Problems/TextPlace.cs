namespace Throughline.Problems;

/// <summary>A place in a text file, as editors count.</summary>
/// <param name="Line">From 1; 0 is the file as a whole.</param>
/// <param name="Column">In characters, from 1; 0 when <paramref name="Line"/> is 0.</param>
public readonly record struct TextPlace(int Line, int Column) : IComparable<TextPlace>
{
    /// <summary>The file as a whole.</summary>
    public static TextPlace WholeFile { get; }

    /// <inheritdoc/>
    public int CompareTo(TextPlace other) => (Line, Column).CompareTo((other.Line, other.Column));

    /// <summary>This place moved right by <paramref name="columns"/> on the same line.</summary>
    public TextPlace Right(int columns) => new(Line, Column + columns);

    /// <summary>Whether <paramref name="left"/> comes before <paramref name="right"/>.</summary>
    public static bool operator <(TextPlace left, TextPlace right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes after <paramref name="right"/>.</summary>
    public static bool operator >(TextPlace left, TextPlace right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> does not come after <paramref name="right"/>.</summary>
    public static bool operator <=(TextPlace left, TextPlace right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> does not come before <paramref name="right"/>.</summary>
    public static bool operator >=(TextPlace left, TextPlace right) => left.CompareTo(right) >= 0;
}
