using System.Text;
using Throughline.Problems;

namespace Throughline.Camera;

/// <summary>
/// Camera moves in one line: <c>push_in 0.6 linear + pan_left 10, tilt_up 5</c>. A move is a name, then in any order an
/// amount, an easing, <c>from 1</c> and <c>to 3</c> (seconds). '+' joins moves that run at once, ',' moves that run one
/// after another and share the time equally. Gen-3's numbers are written <c>zoom=3 pan=-2</c>.
/// </summary>
public static partial class CameraText
{
    /// <summary>How long a camera text may be, in characters.</summary>
    public const int MaximumLength = 2000;

    /// <summary>Reads a camera text for a shot of <paramref name="seconds"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="seconds">Length of the shot: what a sequence shares and what times must lie in.</param>
    /// <param name="source">What problems name as their file.</param>
    public static CameraReading Parse(string text, decimal seconds, string source = "--camera")
    {
        ArgumentNullException.ThrowIfNull(text);
        var problems = new ProblemList(source);
        var place = new TextPlace(1, 1);
        var moves = Parse(text, place, problems)?.Resolve(seconds, place, problems) ?? [];
        return new CameraReading(problems.HasErrors ? [] : moves, problems.ToList());
    }

    /// <summary>
    /// Writes moves so that <see cref="Parse(string, decimal, string)"/> gives them back. No moves are <c>static</c>.
    /// </summary>
    public static string Write(IReadOnlyList<CameraMove> moves)
    {
        ArgumentNullException.ThrowIfNull(moves);
        return moves.Count == 0 ? "static" : string.Join(" + ", moves.Select(Write));
    }

    private static string Write(CameraMove move)
    {
        var text = new StringBuilder(move.Six is { } six ? SixText.Write(six) : CameraMoves.Of(move.Kind).Name);
        if (move.Amount is { } amount)
        {
            text.Append(' ').Append(PlainNumber.Write(amount));
        }

        if (move.Ease is { } ease)
        {
            text.Append(' ').Append(EaseNames.Of(ease));
        }

        if (move.From is { } from)
        {
            text.Append(" from ").Append(PlainNumber.Write(from));
        }

        if (move.To is { } to)
        {
            text.Append(" to ").Append(PlainNumber.Write(to));
        }

        return text.ToString();
    }
}
