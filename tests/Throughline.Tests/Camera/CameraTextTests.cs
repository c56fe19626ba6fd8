using CsCheck;
using Throughline.Camera;

namespace Throughline.Tests.Camera;

public class CameraTextTests
{
    private static readonly Gen<decimal> _seconds = Gen.Int[0, 9_999].Select(thousandths => thousandths / 1000m);

    private static readonly Gen<Ease?> _ease = AnyOf<Ease?>(null, Ease.InOut, Ease.Linear, Ease.In, Ease.Out);

    private static readonly Gen<CameraMove> _named =
        from info in Gen.Int[0, CameraMoves.All.Count - 1].Select(i => CameraMoves.All[i])
        from given in Gen.Bool
        from share in Gen.Int[0, 1000]
        let amount = Math.Round(info.Minimum + ((info.Maximum - info.Minimum) * share / 1000), 4)
        select new CameraMove { Kind = info.Kind, Amount = given && info.Unit != CameraUnit.None ? amount : null };

    private static readonly Gen<CameraMove> _six =
        from n in Gen.Int[-100, 100].Array[6]
        select new CameraMove
        {
            Kind = CameraMoveKind.Six,
            Six = new SixNumbers
            {
                Horizontal = n[0] / 10.0,
                Vertical = n[1] / 10.0,
                Pan = n[2] / 10.0,
                Tilt = n[3] / 10.0,
                Zoom = n[4] / 10.0,
                Roll = n[5] / 10.0,
            },
        };

    private static readonly Gen<CameraMove> _move =
        from move in Gen.Frequency((4, _named), (1, _six))
        from ease in _ease
        from times in Gen.Select(_seconds, _seconds)
        from which in Gen.Int[0, 3]
        let start = Math.Min(times.Item1, times.Item2)
        let end = Math.Max(times.Item1, times.Item2) + 0.001m
        select move with { Ease = ease, From = which is 1 or 3 ? start : null, To = which is 2 or 3 ? end : null };

    [Fact]
    public void What_is_written_is_read_back_the_same() => _move.List[1, 5].Sample(moves =>
    {
        var reading = CameraText.Parse(CameraText.Write(moves), seconds: 10);
        Assert.Empty(reading.Problems);
        Assert.Equal(moves, reading.Moves);
    });

    [Fact]
    public void Any_text_gives_moves_or_problems_and_never_throws()
    {
        string[] words = [
            .. CameraMoves.All.Select(move => move.Name), "in_out", "linear", "from", "to", "1", "-2.5", "+", ",", " ",
            "=", "zoom=3", "pan=", "0.6m", "\0", "ü", "\n"
        ];
        Gen.OneOf(
            Gen.String, AnyOf(words).Array[0, 12].Select(parts => string.Join(" ", parts)),
            AnyOf(words).Array[0, 12].Select(string.Concat))
            .Sample(text =>
            {
                var reading = CameraText.Parse(text, seconds: 5);
                Assert.NotEqual(reading.Moves.Count == 0, reading.Problems.Count == 0);
                Assert.All(reading.Problems, problem => Assert.InRange(problem.Column, 1, text.Length + 1));
            });
    }

    [Theory]
    [InlineData("push_in", "push_in")]
    [InlineData("  push_in   0.6  ", "push_in 0.6")]
    [InlineData("push_in 0.6 linear + pan_left 10", "push_in 0.6 linear + pan_left 10")]
    [InlineData("push_in+pan_left", "push_in + pan_left")]
    [InlineData("linear push_in", null)]
    [InlineData("push_in linear 0.6", "push_in 0.6 linear")]
    [InlineData("dolly_zoom -0.5", "dolly_zoom -0.5")]
    [InlineData("dolly_zoom +0.5", "dolly_zoom 0.5")]
    [InlineData("push_in from 1 to 3", "push_in from 1 to 3")]
    [InlineData("zoom=3 pan=-2", "pan=-2 zoom=3")]
    [InlineData("zoom=3 pan=-2 linear to 4 + handheld", "pan=-2 zoom=3 linear to 4 + handheld")]
    [InlineData("zoom=0", "zoom=0")]
    [InlineData("static", "static")]
    [InlineData("push_in, pan_left", "push_in to 3 + pan_left from 3")]
    [InlineData("push_in 0.6 linear + pan_left 10, tilt_up 5", "push_in 0.6 linear to 3 + pan_left 10 to 3 + tilt_up 5 from 3")]
    [InlineData("push_in, static, pull_back", "push_in to 2 + static from 2 to 4 + pull_back from 4")]
    public void Text_and_what_it_means_in_six_seconds(string text, string? meaning)
    {
        var reading = CameraText.Parse(text, seconds: 6);
        Assert.Equal(meaning, reading.Problems.Count > 0 ? null : CameraText.Write(reading.Moves));
    }

    [Fact]
    public void A_sequence_covers_the_shot_without_gap_or_overlap() =>
        Gen.Select(Gen.Int[2, 30], Gen.Int[1, 600_000]).Sample((parts, thousandths) =>
        {
            var moves =
                CameraText.Parse(string.Join(", ", Enumerable.Repeat("push_in 0.1", parts)), thousandths / 1000m).Moves;
            Assert.Equal(parts, moves.Count);
            Assert.Null(moves[0].From);
            Assert.Null(moves[^1].To);
            Assert.All(moves.Zip(moves.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
            Assert.All(
                moves.Where(move => move.From is not null && move.To is not null),
                move => Assert.True(move.From < move.To));
        });

    [Theory]
    [InlineData("psuh_in 0.5", "--camera:1:1: 'psuh_in' is not a camera move. Did you mean 'push_in'?")]
    [InlineData("push_in 0.5 + pan_left 90", "--camera:1:24: pan_left takes at most 30 degrees, not 90. Write 30 or less.")]
    [InlineData("push_in to 7", "--camera:1:12: push_in ends at 7 s, outside the shot of 5 s. Write more than 0, and 5 or less.")]
    [InlineData("", "--camera:1:1: the camera has no move. Write a move such as push_in, or static.")]
    public void A_bad_text_says_where_it_is_wrong(string text, string line) =>
        Assert.Equal(line, Assert.Single(CameraText.Parse(text, seconds: 5).Problems).ToString());

    [Fact]
    public void Every_problem_of_a_text_comes_at_once() =>
        Assert.Equal(
            [1, 11, 29, 31], CameraText.Parse("psuh_in + teleport, zoom_in 9 sideways", seconds: 5).Problems.Select(
                problem => problem.Column));

    [Fact]
    public void Too_long_a_text_and_too_many_moves_are_refused()
    {
        Assert.Single(CameraText.Parse(new string('x', CameraText.MaximumLength + 1), seconds: 5).Problems);
        Assert.Single(CameraText.Parse(string.Join("+", Enumerable.Repeat("static", 65)), seconds: 5).Problems);
    }

    private static Gen<T> AnyOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
