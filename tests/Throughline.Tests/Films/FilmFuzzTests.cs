using System.Text;
using CsCheck;
using Throughline.Routing;

namespace Throughline.Tests.Films;

/// <summary>Whatever the bytes: a film or at least one problem, never an exception, problems inside the file.</summary>
public sealed class FilmFuzzTests(FilmFolder folder) : IClassFixture<FilmFolder>
{
    private const string Whole = """
        throughline: 1
        title: "Dawn & dusk"
        ratio: 1280:720
        fps: 24000/1001
        look: paper
        cast:
          anna: {reference: dusk.jpg, seed: 7}
          fox:
            description: a red fox
        shots:
          - id: dawn
            image: dawn.jpg
            focus: 0.25, 0.75
            prompt: |
              The sun comes up.
            camera: push_in 0.5 linear + pan_left 10, tilt_up 5
            seconds: 4.25
            transition: fade 1.5
          - id: noon
            from: dawn
            camera:
              - {move: orbit_left, amount: 8, ease: out, from: 0, to: 3}
              - sequence: [static, {zoom: 3, pan: -2}]
            seconds: 5
            shutter: 180
            transition: {kind: dissolve, seconds: 0.5}
          - {id: dusk, image: 'dusk.jpg', seconds: 600, seed: 4294967295, engine: stage}

        """;

    private static readonly string[] _pieces =
    [
        ":", ": ", "-", "- ", "\n", "\n  ", "\n- ", "{", "}", "[", "]", ",", "'", "\"", "|", ">", "#", "&a", "*a",
        "!!str ", "!<", "%YAML 9.9\n", "---\n", "...\n",
        "? ", "\t", "\r", "\0", "\u0085", "\u2028", "\ud83c\udfac", "~", "null", ".nan", ".inf", "1e999", "-1", "0",
        "99999999999999999999999999999999", "<<: ", "@", "`",
        "../", "/", "throughline: 2", "shots", "from: dawn", "id: dawn", "camera: ", "push_in", "\\", "\"\\x",
        "\"\\UFFFFFFFF\"", "\"\\ud800\"", "{{{{{{{{{{{{{{{{{{", "[[[[[[[[[[[[[[[[[[",
    ];

    private static readonly Gen<string> _piece = Gen.Int[0, _pieces.Length - 1].Select(i => _pieces[i]);

    [Fact]
    public void The_film_that_is_broken_here_is_good() => Assert.Empty(folder.Read(Whole).Problems);

    [Fact]
    public void A_film_cut_off_anywhere()
    {
        var bytes = Encoding.UTF8.GetBytes(Whole);
        for (var length = 0; length < bytes.Length; length++)
        {
            Hold(bytes[..length]);
        }
    }

    [Theory]
    [InlineData("- :")]
    [InlineData("- fps: 24000/1001")]
    [InlineData("\"\\UFFFFFFFF\"")]
    [InlineData("a:\n  - b: c d\n---\n e")]
    public void What_this_found_once(string text) => Hold(Encoding.UTF8.GetBytes(text));

    [Fact]
    public void Random_bytes() => Gen.Byte.Array[0, 400].Sample(Hold);

    [Fact]
    public void Random_pieces_of_yaml() =>
        _piece.Array[0, 60].Sample(pieces => Hold(Encoding.UTF8.GetBytes(string.Concat(pieces))));

    [Fact]
    public void A_film_with_pieces_put_in_or_put_in_place_of_something() =>
        Gen.Select(Gen.Int[0, Whole.Length - 1], Gen.Int[0, 12], _piece).Array[1, 4].Sample(changes =>
        {
            var text = changes.Aggregate(Whole, (text, change) =>
            {
                var at = Math.Min(change.Item1, text.Length);
                return text[..at] + change.Item3 + text[Math.Min(text.Length, at + change.Item2)..];
            });
            Hold(Encoding.UTF8.GetBytes(text));
        });

    [Fact]
    public void A_film_with_bytes_changed() =>
        Gen.Select(Gen.Int[0, 700], Gen.Byte).Array[1, 6].Sample(changes =>
        {
            var bytes = Encoding.UTF8.GetBytes(Whole);
            foreach (var (at, value) in changes)
            {
                bytes[at % bytes.Length] = value;
            }

            Hold(bytes);
        });

    [Fact]
    public void A_film_with_lines_moved_doubled_or_left_out() =>
        Gen.Int[0, 26].Array[0, 40].Sample(order =>
        {
            var lines = Whole.Split('\n');
            Hold(Encoding.UTF8.GetBytes(string.Join('\n', order.Select(i => lines[i % lines.Length]))));
        });

    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("- - ")]
    [InlineData("a: b\n")]
    [InlineData("- *a\n")]
    [InlineData("- &a [*a]\n")]
    [InlineData("'")]
    [InlineData("\"\\n")]
    [InlineData("|\n")]
    [InlineData("# x\n")]
    [InlineData(" ")]
    [InlineData("\n")]
    [InlineData("!x ")]
    [InlineData("a")]
    [InlineData("---\n")]
    [InlineData("%X\n")]
    [InlineData("- {id: a, from: b, seconds: 2}\n")]
    [InlineData("- {id: a, image: dwn.jpg, seconds: 2, camera: [push_in, {sequence: [a, b]}]}\n")]
    public void A_megabyte_of_one_piece(string piece)
    {
        var text = "throughline: 1\nshots:\n" + string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        Hold(Encoding.UTF8.GetBytes(text));
    }

    private void Hold(byte[] bytes)
    {
        var reading = folder.Read(bytes);
        Assert.Equal(reading.Film is null, reading.Problems.Any(problem => !problem.IsNote));
        var lines = bytes.Count(octet => octet is (byte)'\n' or (byte)'\r' or 0x85 or 0xA8 or 0xA9) + 2;
        Assert.All(reading.Problems, problem => Assert.InRange(problem.Line, 0, lines));
        Assert.All(reading.Problems, problem => Assert.DoesNotContain('\n', problem.ToString()));
        if (reading.Draft is { } draft)
        {
            Assert.InRange(Planner.Plan(draft, [FilmFolder.Stage]).Shots.Count, 0, draft.Shots.Count);
        }
    }
}
