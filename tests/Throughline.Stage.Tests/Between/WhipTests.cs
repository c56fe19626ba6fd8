using Throughline.Stage.Stills;

namespace Throughline.Stage.Tests.Between;

public sealed class WhipTests
{
    [Theory]
    [InlineData(0.2)]
    [InlineData(1)]
    [InlineData(600)]
    public void It_goes_from_rest_to_rest_and_never_back(double seconds)
    {
        var whip = new Whip(seconds);
        Assert.Equal(0, whip.At(0), 12);
        Assert.Equal(0, whip.Left(1), 12);
        Assert.Equal(0, whip.Share(0));
        Assert.Equal(1, whip.Share(1));
        for (var i = 1; i <= 1000; i++)
        {
            Assert.True(whip.At(i / 1000.0) >= whip.At((i - 1) / 1000.0));
            Assert.Equal(whip.At(1) - whip.At(i / 1000.0), whip.Left(i / 1000.0), 9);
        }

        // One picture becomes the other only while the turn is near its fastest.
        double Speed(double time) => whip.At(time + 1e-5) - whip.At(time - 1e-5);
        Assert.All(
            Enumerable.Range(0, 1001).Select(i => i / 1000.0).Where(t => whip.Share(t) is > 0 and < 1),
            t => Assert.True(Speed(t) > 0.9 * Speed(0.5)));
    }

    [Fact]
    public void In_a_long_shot_the_turn_is_no_slower() =>
        Assert.Equal(new Whip(5).At(0.5 + (0.05 / 5)), new Whip(50).At(0.5 + (0.05 / 50)), 3);

    // A horizon a tenth of the height apart, and an edge that goes on in the other picture on one side alone.
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Horizons_meet_on_the_side_where_the_pictures_are_alike(int side)
    {
        var first = Views.Of(320, 180, (x, y) => Land(y < 80, (x > 160) == (side > 0)));
        var last = Views.Of(320, 180, (x, y) => Land(y < 98, (x < 160) == (side > 0)));
        var match = WhipMatch.Of(first, last, Tone.None);
        Assert.Equal(side, match.Side);
        Assert.InRange(match.Tilt, 15, 20);
        static (double, double, double) Land(bool isSky, bool isAlike) =>
            isSky ? (120, 160, 220) : isAlike ? (60, 90, 30) : (200, 30, 30);
    }

    [Fact]
    public void Alike_rows_are_not_tilted()
    {
        var flat = Views.Of(320, 180, (_, y) => (y, y, y));
        Assert.Equal(new WhipMatch(1, 0), WhipMatch.Of(flat, flat, Tone.None));
    }

    [Fact]
    public void Streaks_are_means_of_light_along_the_row()
    {
        var frame = Views.Of(40, 2, (x, y) => y == 0 ? (x == 20 ? 255 : 0, 90, 7) : (0, 0, 0));
        new Streaks(40).Draw(frame, 8);
        for (var x = 0; x < 40; x++)
        {
            var expected = Math.Abs(x - 20) <= 4 ? 85 : 0;
            Assert.Equal([(byte)expected, 90, 7, 255], frame.Row(0).Slice(4 * x, 4).ToArray());
        }

        Assert.DoesNotContain(frame.Row(1).ToArray().Where((_, i) => i % 4 != 3), v => v != 0);
    }

    [Fact]
    public void A_still_frame_has_no_streaks()
    {
        var frame = Views.Of(40, 3, (x, y) => Views.Wall(x, y, 3));
        var before = frame.Pixels.ToArray();
        new Streaks(40).Draw(frame, 1.9f);
        Assert.Equal(before, frame.Pixels);
    }
}
