namespace Throughline.Media.Video;

/// <summary>A clip's colour tags, by ffmpeg's names; <c>unknown</c> where there is none.</summary>
public sealed record ClipColour
{
    /// <summary><c>tv</c> (limited) or <c>pc</c> (full).</summary>
    public required string Range { get; init; }

    /// <summary>The matrix, such as <c>bt709</c>.</summary>
    public required string Matrix { get; init; }

    /// <summary>The transfer curve, such as <c>bt709</c>.</summary>
    public required string Transfer { get; init; }

    /// <summary>The primaries, such as <c>bt709</c>.</summary>
    public required string Primaries { get; init; }

    /// <summary>Where chroma samples lie: <c>center</c>, <c>left</c>.</summary>
    public required string ChromaSiting { get; init; }
}
