using Throughline.Media.Pictures;
using Throughline.Stage.Stills;

namespace Throughline.Stage.Tests.Between;

public sealed class PairStudyTests
{
    private const int Width = 256;
    private const int Height = 160;

    // Shift by up to a quarter of the width, zoom, turn, all at once; other light; in pixels the flow is off by.
    [Theory]
    [InlineData(1.0, 0, 5.3, -2.6, 1, 0)]
    [InlineData(1.0, 0, 64, 9, 1, 0)]
    [InlineData(1.5, 0, 8, -5, 1, 0)]
    [InlineData(0.7, 25, 12, 6, 1, 0)]
    [InlineData(1.2, -12, 20, -10, 0.7, 18)]
    public void A_known_change_of_the_camera_is_found(
        double scale, double degrees, double x, double y, double gain, double lift)
    {
        var truth = ScreenPathTests.Map(scale, degrees, 0, x, y);
        var (first, last) = Pair(truth, gain, lift);
        var study = PairStudy.Of(first, last, 1, TestContext.Current.CancellationToken);
        Assert.True(study.IsSameScene, $"matched {study.Matched}");
        Assert.InRange(study.Matched, 0.8f, 1);
        Assert.InRange(MeanError(study, truth.Map), 0, 0.25);
    }

    // A square that moves for itself before a wall that moves too; where it covers the wall is known to be seen once.
    [Fact]
    public void What_moves_for_itself_is_found_and_what_it_covers_is_not_matched()
    {
        Picture first = Moving(0), last = Moving(1);
        var study = PairStudy.Of(first, last, 2, TestContext.Current.CancellationToken);
        Assert.True(study.IsSameScene);
        int wrongInside = 0, inside = 0, hiddenFound = 0, hidden = 0;
        for (var y = 0; y < Height; y++)
        {
            for (var x = 4; x < Width - 4; x++)
            {
                var isSquare = IsSquare(x, y, 0);
                var at = study.First.Flow.X.At(x, y);
                var (u, v) = study.Map.Map(x + study.First.Flow.X.Values[at], y + study.First.Flow.Y.Values[at]);
                if (IsSquare(x - 3, y - 3, 0) && IsSquare(x + 3, y + 3, 0))
                {
                    inside++;
                    wrongInside += Math.Abs(u - x - 24) + Math.Abs(v - y - 6) > 1 ? 1 : 0;
                }
                else if (!isSquare && IsSquare(x - 8, y, 1) && IsSquare(x + 5, y + 5, 1) && IsSquare(x + 5, y - 5, 1))
                {
                    hidden++;
                    hiddenFound += study.First.Visible.Values[at] > 0 ? 1 : 0;
                }
            }
        }

        Assert.InRange((double)wrongInside / inside, 0, 0.1);
        Assert.InRange(hidden, 100, 5000);
        Assert.InRange((double)hiddenFound / hidden, 0, 0.25);
    }

    [Fact]
    public void Different_places_are_told_from_one_place()
    {
        var first = Views.Of(Width, Height, (x, y) => Views.Wall(x, y, 1));
        var other = Views.Of(Width, Height, (x, y) => Views.Wall(x, y, 77));
        Assert.InRange(PairStudy.Of(first, other, 1, TestContext.Current.CancellationToken).Matched, 0, 0.15f);
        Assert.InRange(PairStudy.Of(first, first, 1, TestContext.Current.CancellationToken).Matched, 0.98f, 1);
    }

    [Fact]
    public void Flat_pictures_have_nothing_in_common()
    {
        var black = Views.Of(40, 24, (_, _) => (0, 0, 0));
        Assert.False(PairStudy.Of(black, black, 1, TestContext.Current.CancellationToken).IsSameScene);
    }

    internal static (Picture First, Picture Last) Pair(Homography truth, double gain = 1, double lift = 0)
    {
        var back = truth.Inverted();
        var first = Views.Of(Width, Height, (x, y) => Views.Wall(x, y, 5));
        var last = Views.Of(Width, Height, (x, y) =>
        {
            var (u, v) = back.Map(x, y);
            var (r, g, b) = Views.Wall(u, v, 5);
            return ((gain * r) + lift, (gain * g) + lift, (gain * b) + (lift / 2));
        });
        return (first, last);
    }

    // The wall shifts by 3, the square by (24, 6).
    internal static Picture Moving(double time) => Views.Of(Width, Height, (x, y) =>
        IsSquare(x, y, time)
            ? Views.Wall(x - (24 * time) + 900, y - (6 * time), 9) is var (r, g,
                b) ? (Math.Min(255, r + 70), g / 3, b / 3) : default
            : Views.Wall(x - (3 * time), y, 5));

    internal static bool IsSquare(double x, double y, double time) =>
        x >= 80 + (24 * time) && x < 144 + (24 * time) && y >= 50 + (6 * time) && y < 106 + (6 * time);

    private static double MeanError(PairStudy study, Func<double, double, (double X, double Y)> truth)
    {
        double sum = 0;
        var count = 0;
        for (var y = 2; y < Height - 2; y++)
        {
            for (var x = 2; x < Width - 2; x++)
            {
                var (eu, ev) = truth(x, y);
                if (eu < 3 || ev < 3 || eu > Width - 4 || ev > Height - 4)
                {
                    continue;
                }

                var at = study.First.Flow.X.At(x, y);
                var (u, v) = study.Map.Map(x + study.First.Flow.X.Values[at], y + study.First.Flow.Y.Values[at]);
                sum += Math.Sqrt(((u - eu) * (u - eu)) + ((v - ev) * (v - ev)));
                count++;
            }
        }

        return sum / count;
    }
}
