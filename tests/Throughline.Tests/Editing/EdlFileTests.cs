using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Throughline.Editing;
using Throughline.Films;
using Throughline.Media.Video;

namespace Throughline.Tests.Editing;

public sealed partial class EdlFileTests
{
    private static readonly Gen<string> _ids = Gen.OneOf(
        [.. new[] { "BL", "a", "first-light", "first_lighter", "FIRSTLIG", "---", "AX", "x2" }.Select(Gen.Const)]);

    [Theory]
    [InlineData(24, 1, 24)]
    [InlineData(25, 1, 25)]
    [InlineData(24000, 1001, 24)]
    [InlineData(30000, 1001, 30)]
    public void Record_times_follow_each_other_and_events_last_as_long_as_their_source(
        int numerator, int denominator, int nominal) =>
        CutTimelineTests.Shots.Sample(
            shots =>
            {
                var (film, timeline) = TestFilms.Make(new FrameRate(numerator, denominator), shots);
                var rows = Rows(EdlFile.Write(film, timeline), nominal);
                Assert.Equal(3600 * nominal, rows[0].RecordIn);
                Assert.Equal((3600 * nominal) + timeline.Frames, rows[^1].RecordOut);
                for (var i = 0; i < rows.Count; i++)
                {
                    Assert.Equal(rows[i].RecordOut - rows[i].RecordIn, rows[i].SourceOut - rows[i].SourceIn);
                    Assert.True(i == 0 || rows[i - 1].RecordOut == rows[i].RecordIn, $"row {i} does not follow");
                    Assert.True(
                        rows[i].Length == 0 || (rows[i].Length <= rows[i].RecordOut - rows[i].RecordIn
                            && rows[i - 1].Event == rows[i].Event));
                }
            },
            iter: 40);

    [Fact]
    public void A_list_with_every_transition_reads_as_editors_know_it()
    {
        var (film, timeline) = TestFilms.Make(
            FrameRate.Film, new TestShot(48), new TestShot(60, TransitionKind.Dissolve, 12),
            new TestShot(60, TransitionKind.Wipe, 8),
            new TestShot(48, TransitionKind.Fade, 24), new TestShot(24, IsChained: true));
        Assert.Equal(
            """
            TITLE: Night & Day
            FCM: NON-DROP FRAME
            001  SHOT0    V     C        00:00:00:00 00:00:01:12 01:00:00:00 01:00:01:12
            * FROM CLIP NAME: 0.mp4
            * SHOT: shot-0
            * TAKE: take0
            002  SHOT0    V     C        00:00:01:12 00:00:01:12 01:00:01:12 01:00:01:12
            002  SHOT1    V     D    012 00:00:00:00 00:00:02:04 01:00:01:12 01:00:03:16
            * FROM CLIP NAME: 0.mp4
            * TO CLIP NAME: 1.mp4
            * SHOT: shot-1
            * TAKE: take1
            003  SHOT1    V     C        00:00:02:04 00:00:02:04 01:00:03:16 01:00:03:16
            003  SHOT2    V     W001 008 00:00:00:00 00:00:02:00 01:00:03:16 01:00:05:16
            * FROM CLIP NAME: 1.mp4
            * TO CLIP NAME: 2.mp4
            * SHOT: shot-2
            * TAKE: take2
            004  SHOT2    V     C        00:00:02:00 00:00:02:00 01:00:05:16 01:00:05:16
            004  BL       V     D    012 00:00:00:00 00:00:00:12 01:00:05:16 01:00:06:04
            005  BL       V     C        00:00:00:12 00:00:00:12 01:00:06:04 01:00:06:04
            005  SHOT3    V     D    012 00:00:00:00 00:00:02:00 01:00:06:04 01:00:08:04
            * TO CLIP NAME: 3.mp4
            * SHOT: shot-3
            * TAKE: take3
            006  SHOT4    V     C        00:00:00:01 00:00:01:01 01:00:08:04 01:00:09:04
            * FROM CLIP NAME: 4.mp4
            * SHOT: shot-4
            * TAKE: take4

            """.ReplaceLineEndings("\r\n"),
            Encoding.ASCII.GetString(EdlFile.Write(film, timeline)));
    }

    [Fact]
    public void Reels_are_short_and_never_alike() => _ids.Array[0, 60].Sample(ids =>
    {
        var reels = EdlFile.Reels(ids);
        return reels.Distinct().Count() == ids.Length
            && reels.All(r => r is not ("BL" or "AX") && ReelName().IsMatch(r));
    });

    [GeneratedRegex("^[A-Z0-9]{1,8}$")]
    private static partial Regex ReelName();

    [GeneratedRegex(@"^(\d{3})  (\S{1,8}) +V +(?:C|(?:D|W001) +(\d{3})) +(\S+) (\S+) (\S+) (\S+)$")]
    private static partial Regex RowPattern();

    private static List<Row> Rows(byte[] list, int nominal)
    {
        var lines = Encoding.ASCII
            .GetString(list).Split("\r\n").Where(l => l.Length > 0 && char.IsAsciiDigit(l[0])).ToList();
        Assert.All(lines, l => Assert.Matches(RowPattern(), l));
        return
        [
            .. lines.Select(l => RowPattern().Match(l).Groups).Select(g => new Row(
                g[1].Value, g[3].Success ? Number(g[3].Value) : 0,
                Frames(g[4].Value, nominal), Frames(g[5].Value, nominal), Frames(g[6].Value, nominal),
                Frames(g[7].Value, nominal))),
        ];
    }

    private static int Frames(string timecode, int nominal)
    {
        var parts = timecode.Split(':').Select(Number).ToArray();
        Assert.True(parts[3] < nominal);
        return (((((parts[0] * 60) + parts[1]) * 60) + parts[2]) * nominal) + parts[3];
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Row(string Event, int Length, int SourceIn, int SourceOut, int RecordIn, int RecordOut);
}
