using Throughline.Problems;

namespace Throughline.Camera;

/// <summary>Camera moves as written, before the length of the shot gives each its time.</summary>
internal abstract record CameraScript
{
    /// <summary>How many moves a shot may have.</summary>
    public const int MostMoves = 64;

    /// <summary>Works out who moves when, checking amounts and times on the way.</summary>
    /// <param name="seconds">Length of the shot.</param>
    /// <param name="place">Where to report a problem of the whole.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public IReadOnlyList<CameraMove> Resolve(decimal seconds, TextPlace place, ProblemList problems)
    {
        var moves = new List<CameraMove>();
        Resolve(new Span(null, null, seconds), moves, problems);
        if (moves.Count > MostMoves)
        {
            problems.Error(
                place, $"a shot has at most {MostMoves} camera moves, not {moves.Count}", "Make several shots of it.");
        }

        return moves;
    }

    private protected abstract void Resolve(Span span, List<CameraMove> moves, ProblemList problems);

    /// <summary>A part of a shot; null is the start or the end of the shot.</summary>
    private protected readonly record struct Span(decimal? Start, decimal? End, decimal Shot)
    {
        public bool IsWholeShot => Start is null && End is null;

        public Span Share(int part, int parts)
        {
            var start = Start ?? 0;
            var length = (End ?? Shot) - start;
            return new Span(
                part == 0 ? Start : Math.Round(start + (length * part / parts), 6),
                part == parts - 1 ? End : Math.Round(start + (length * (part + 1) / parts), 6),
                Shot);
        }
    }

    /// <summary>Parts that run at the same time.</summary>
    public sealed record AtOnce(IReadOnlyList<CameraScript> Parts) : CameraScript
    {
        private protected override void Resolve(Span span, List<CameraMove> moves, ProblemList problems)
        {
            foreach (var part in Parts)
            {
                part.Resolve(span, moves, problems);
            }
        }
    }

    /// <summary>Parts that run one after another and share the time equally.</summary>
    public sealed record InTurn(IReadOnlyList<CameraScript> Parts) : CameraScript
    {
        private protected override void Resolve(Span span, List<CameraMove> moves, ProblemList problems)
        {
            for (var i = 0; i < Parts.Count; i++)
            {
                Parts[i].Resolve(span.Share(i, Parts.Count), moves, problems);
            }
        }
    }

    /// <summary>One move with the places of its parts.</summary>
    public sealed record Single(CameraMove Move) : CameraScript
    {
        public required TextPlace AmountPlace { get; init; }

        public required TextPlace FromPlace { get; init; }

        public required TextPlace ToPlace { get; init; }

        private protected override void Resolve(Span span, List<CameraMove> moves, ProblemList problems)
        {
            CheckAmount(problems);
            if (Move.From is null && Move.To is null)
            {
                moves.Add(Move with { From = span.Start, To = span.End });
                return;
            }

            CheckTimes(span, problems);
            moves.Add(Move);
        }

        private void CheckAmount(ProblemList problems)
        {
            if (Move.Amount is not { } amount)
            {
                return;
            }

            var info = CameraMoves.Of(Move.Kind);
            var written = PlainNumber.Write(amount);
            if (info.Unit == CameraUnit.None)
            {
                problems.Error(AmountPlace, $"{info.Name} takes no amount, not {written}", $"Write {info.Name} alone.");
            }
            else if (amount > info.Maximum)
            {
                var most = Measured(info.Maximum, info.Unit);
                problems.Error(
                    AmountPlace, $"{info.Name} takes at most {most}, not {written}",
                    $"Write {PlainNumber.Write(info.Maximum)} or less.");
            }
            else if (amount < info.Minimum)
            {
                var least = Measured(info.Minimum, info.Unit);
                problems.Error(
                    AmountPlace, $"{info.Name} takes at least {least}, not {written}", OtherWay(info, amount));
            }
        }

        private static string? OtherWay(CameraMoveInfo info, double amount)
        {
            if (info.Opposite is not { } opposite)
            {
                return $"Write {PlainNumber.Write(info.Minimum)} or more.";
            }

            var other = CameraMoves.Of(opposite);
            var same = info.Unit == CameraUnit.Factor && amount > 0 ? Math.Round(1 / amount, 2) : -amount;
            var fits = same >= other.Minimum && same <= other.Maximum;
            return $"The other way is {other.Name}{(fits ? " " + PlainNumber.Write(same) : "")}.";
        }

        private static string Measured(double amount, CameraUnit unit) => unit switch
        {
            CameraUnit.Metres => $"{PlainNumber.Write(amount)} m",
            CameraUnit.Degrees => $"{PlainNumber.Write(amount)} degrees",
            CameraUnit.Factor => $"a factor of {PlainNumber.Write(amount)}",
            _ => PlainNumber.Write(amount),
        };

        private void CheckTimes(Span span, ProblemList problems)
        {
            var name = Move.Six is null ? CameraMoves.Of(Move.Kind).Name : "the move";
            if (!span.IsWholeShot)
            {
                var place = Move.From is null ? ToPlace : FromPlace;
                problems.Error(
                    place, $"{name} has its own times inside a sequence",
                    "Leave 'from' and 'to' out: a sequence shares the time equally.");
                return;
            }

            var shot = PlainNumber.Write(span.Shot);
            if (Move.From is { } from && (from < 0 || from >= span.Shot))
            {
                problems.Error(
                    FromPlace, $"{name} starts at {PlainNumber.Write(from)} s, outside the shot of {shot} s",
                    $"Write 0 or more, and less than {shot}.");
            }
            else if (Move.To is { } to && (to <= 0 || to > span.Shot))
            {
                problems.Error(
                    ToPlace, $"{name} ends at {PlainNumber.Write(to)} s, outside the shot of {shot} s",
                    $"Write more than 0, and {shot} or less.");
            }
            else if (Move.From is { } start && Move.To is { } end && start >= end)
            {
                problems.Error(
                    ToPlace,
                    $"{name} ends at {PlainNumber.Write(end)} s, before it starts at {PlainNumber.Write(start)} s",
                    "Let 'from' come before 'to'.");
            }
        }
    }
}
