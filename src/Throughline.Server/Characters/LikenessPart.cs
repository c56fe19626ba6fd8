namespace Throughline.Server.Characters;

/// <summary>A part of somebody's looks as it was measured.</summary>
/// <param name="Part"><c>hair</c>, <c>skin</c>, <c>upper</c> and <c>lower</c> for what is worn there, or
/// <c>whole</c>.</param>
/// <param name="Colour">The nearest colour that Stage has a word for.</param>
/// <param name="Measured">The colour itself, <c>#rrggbb</c>.</param>
internal sealed record LikenessPart(string Part, string Colour, string Measured);
