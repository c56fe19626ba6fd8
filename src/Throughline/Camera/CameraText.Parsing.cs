using Throughline.Problems;

namespace Throughline.Camera;

public static partial class CameraText
{
    /// <summary>Reads a text that starts at <paramref name="place"/>; null when it holds no readable move.</summary>
    internal static CameraScript? Parse(string text, TextPlace place, ProblemList problems)
    {
        if (text.Length > MaximumLength)
        {
            problems.Error(place, $"a camera text has at most {MaximumLength} characters, not {text.Length}");
            return null;
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            problems.Error(place, "the camera has no move", "Write a move such as push_in, or static.");
            return null;
        }

        var steps = Split(new Piece(text, 0), IsComma)
            .Select(step => Step(step, place, problems)).OfType<CameraScript>().ToList();
        return steps.Count switch
        {
            0 => null,
            1 => steps[0],
            _ => new CameraScript.InTurn(steps),
        };
    }

    private static CameraScript.AtOnce? Step(Piece step, TextPlace place, ProblemList problems)
    {
        var moves = Split(step, IsJoint).Select(move => Move(move, place, problems)).OfType<CameraScript>().ToList();
        return moves.Count == 0 ? null : new CameraScript.AtOnce(moves);
    }

    private static CameraScript.Single? Move(Piece piece, TextPlace place, ProblemList problems)
    {
        var words = Words(piece);
        if (words.Count == 0)
        {
            problems.Error(
                place.Right(piece.Offset), "a move is missing beside ',' or '+'",
                "Write a move such as push_in there.");
            return null;
        }

        var move = words[0].Text.Contains('=') ? new MoveDraft { Six = new SixNumbers() } : Named(
            words, place, problems);
        if (move is null)
        {
            return null;
        }

        for (var i = move.Six is null ? 1 : 0; i < words.Count; i++)
        {
            i += move.Take(words[i], i + 1 < words.Count ? words[i + 1] : null, place, problems);
        }

        return move.ToScript(place.Right(words[0].Offset));
    }

    private static MoveDraft? Named(List<Piece> words, TextPlace place, ProblemList problems)
    {
        var (name, offset) = words[0];
        if (CameraMoves.Find(name) is { Kind: not CameraMoveKind.Six } info)
        {
            return new MoveDraft { Kind = info.Kind };
        }

        if (words.Count == 1 && PlainNumber.TryRead(name, out _))
        {
            problems.Error(
                place.Right(offset), $"{Quoted.Of(name)} is not a camera move",
                "Numbers are written with a point: 0.6.");
            return null;
        }

        UnknownMove(name, place.Right(offset), problems);
        return null;
    }

    /// <summary>Reports a name that is no move, with the one that was meant.</summary>
    internal static void UnknownMove(string name, TextPlace place, ProblemList problems)
    {
        var fix = CameraMoves.FindOtherName(name) is { } other
            ? $"Here that is '{other.Name}'."
            : problems.HasRoom ? NearestName.Of(name, CameraMoves.All.Select(move => move.Name)) is { } near
                ? $"Did you mean '{near}'?"
                : $"The moves are {string.Join(", ", CameraMoves.All.Select(move => move.Name))}."
            : null;
        problems.Error(place, $"{Quoted.Of(name)} is not a camera move", fix);
    }

    private static bool IsComma(string text, int at) => text[at] == ',';

    // A '+' directly before a digit is the sign of a number, unless it is glued to the word before it.
    private static bool IsJoint(string text, int at) =>
        text[at] == '+' && !(at + 1 < text.Length && (char.IsAsciiDigit(text[at + 1]) || text[at + 1] == '.')
            && (at == 0 || text[at - 1] is ' ' or '='));

    private static IEnumerable<Piece> Split(Piece whole, Func<string, int, bool> isBorder)
    {
        var start = 0;
        for (var i = 0; i <= whole.Text.Length; i++)
        {
            if (i == whole.Text.Length || isBorder(whole.Text, i))
            {
                yield return new Piece(whole.Text[start..i], whole.Offset + start);
                start = i + 1;
            }
        }
    }

    private static List<Piece> Words(Piece piece)
    {
        var words = new List<Piece>();
        for (var i = 0; i < piece.Text.Length;)
        {
            var start = i;
            while (i < piece.Text.Length && !char.IsWhiteSpace(piece.Text[i]))
            {
                i++;
            }

            if (i > start)
            {
                words.Add(new Piece(piece.Text[start..i], piece.Offset + start));
            }
            else
            {
                i++;
            }
        }

        return words;
    }

    private readonly record struct Piece(string Text, int Offset);

    // One move while its words are being read.
    private sealed class MoveDraft
    {
        private double? _amount;
        private Ease? _ease;
        private decimal? _from;
        private decimal? _to;
        private TextPlace _amountPlace;
        private TextPlace _fromPlace;
        private TextPlace _toPlace;

        public CameraMoveKind Kind { get; init; } = CameraMoveKind.Six;

        public SixNumbers? Six { get; set; }

        /// <summary>Takes one word; returns how many words after it were used up.</summary>
        public int Take(Piece word, Piece? next, TextPlace start, ProblemList problems)
        {
            var place = start.Right(word.Offset);
            switch (word.Text)
            {
                case "from" or "to":
                    return TakeTime(word.Text == "from", place, next, start, problems);

                case var text when text.Contains('=') && Six is not null:
                    TakeSix(text, place, problems);
                    return 0;

                case var text when EaseNames.Find(text) is { } ease:
                    Once(_ease is null, place, $"a second easing {Quoted.Of(text)}", problems);
                    _ease = ease;
                    return 0;

                case var text when PlainNumber.TryRead(text, out var number):
                    Once(_amount is null && Six is null, place, $"a second number {Quoted.Of(text)}", problems);
                    (_amount, _amountPlace) = ((double)number, place);
                    return 0;

                default:
                    NotUnderstood(word.Text, place, problems);
                    return 0;
            }
        }

        public CameraScript.Single ToScript(TextPlace place) =>
            new(
                new CameraMove
                {
                    Kind = Kind,
                    Amount = Six is null ? _amount : null,
                    Ease = _ease,
                    From = _from,
                    To = _to,
                    Six = Six,
                })
            {
                AmountPlace = _amount is null ? place : _amountPlace,
                FromPlace = _from is null ? place : _fromPlace,
                ToPlace = _to is null ? place : _toPlace,
            };

        private int TakeTime(bool isFrom, TextPlace place, Piece? next, TextPlace start, ProblemList problems)
        {
            if (next is not { } word || !PlainNumber.TryRead(word.Text, out var seconds))
            {
                var name = isFrom ? "from" : "to";
                problems.Error(place, $"'{name}' is not followed by seconds", $"Write '{name} 1.5'.");
                return next is null ? 0 : 1;
            }

            Once((isFrom ? _from : _to) is null, place, $"a second '{(isFrom ? "from" : "to")}'", problems);
            if (isFrom)
            {
                (_from, _fromPlace) = (seconds, start.Right(word.Offset));
            }
            else
            {
                (_to, _toPlace) = (seconds, start.Right(word.Offset));
            }

            return 1;
        }

        private void TakeSix(string text, TextPlace place, ProblemList problems)
        {
            var equals = text.IndexOf('=');
            var name = text[..equals];
            if (SixText.Find(name) is not { } number)
            {
                problems.Unknown(place, $"{Quoted.Of(name)} is not one of the six numbers", name, SixText.Names);
            }
            else if (!PlainNumber.TryRead(text[(equals + 1)..], out var value) || Math.Abs(value) > SixText.Most)
            {
                problems.Error(
                    place,
                    $"'{name}' is a number from -{SixText.Most} to {SixText.Most}, not {Quoted.Of(text[(equals + 1)..])}");
            }
            else
            {
                Six = number.With(Six!, (double)value);
            }
        }

        private static void Once(bool isFirst, TextPlace place, string what, ProblemList problems)
        {
            if (!isFirst)
            {
                problems.Error(
                    place, $"{what} for one move", "Join moves with '+' (at once) or ',' (one after another).");
            }
        }

        private static void NotUnderstood(string text, TextPlace place, ProblemList problems)
        {
            var fix = CameraMoves.Find(text) is not null ? "Join moves with '+' (at once) or ',' (one after another)."
                : char.IsAsciiDigit(
                    text[0]) ? "Write the amount without a unit: metres, degrees or a factor, as the move has it."
                : NearestName.Fix(text, EaseNames.All);
            problems.Error(place, $"{Quoted.Of(text)} is neither an amount nor an easing", fix);
        }
    }
}
