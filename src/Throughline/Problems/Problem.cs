using System.Globalization;

namespace Throughline.Problems;

/// <summary>Something wrong in what a person wrote: where it is, what is wrong, what would be right.</summary>
public sealed record Problem
{
    /// <summary>The file as the caller named it, or the option that held the text.</summary>
    public required string File { get; init; }

    /// <summary>Where in the file.</summary>
    public required TextPlace Place { get; init; }

    /// <summary>What is wrong: lower case, no full stop at the end.</summary>
    public required string Message { get; init; }

    /// <summary>What would be right, as a whole sentence; null when the message says it.</summary>
    public string? Fix { get; init; }

    /// <summary>True for a remark that stops nothing.</summary>
    public bool IsNote { get; init; }

    /// <summary>Line, from 1; 0 when the problem is the file as a whole.</summary>
    public int Line => Place.Line;

    /// <summary>Column in characters, from 1; 0 when the problem is the file as a whole.</summary>
    public int Column => Place.Column;

    /// <summary>
    /// The problem on one line, as compilers write it: <c>film.yaml:12:5: what is wrong. What would be right.</c>
    /// </summary>
    public override string ToString()
    {
        var place = Line == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $":{Line}:{Column}");
        var kind = IsNote ? "note: " : "";
        var fix = Fix is null ? "" : " " + Fix;
        var end = Message.EndsWith('?') ? "" : ".";
        return $"{File}{place}: {kind}{Message}{end}{fix}";
    }
}
