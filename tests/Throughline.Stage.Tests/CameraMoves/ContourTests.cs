using Throughline.Media.Pictures;
using Throughline.Stage.Stills;
using Throughline.Stage.Tests.Measure;

namespace Throughline.Stage.Tests.CameraMoves;

/// <summary>The outline of a thing: it goes where the thing goes, and a straight one stays straight.</summary>
public sealed class ContourTests
{
    private const int Left = 120;
    private const int Right = 220;
    private const int Top = 60;
    private const int Bottom = 150;
    private const double Dark = 50;
    private const double Bright = 210;

    [Theory]
    [InlineData("truck_left 0.2", 0.2)]
    [InlineData("truck_right 0.2", -0.2)]
    public async Task A_straight_upright_edge_stays_straight_and_goes_with_its_board(string move, double right)
    {
        var picture = Waves.Draw(Boards.Width, Boards.Height, p => IsBoard((int)p.X, (int)p.Y) ? Bright : Dark);
        var nearness = Enumerable.Range(0, picture.Width * picture.Height)
            .Select(i => IsBoard(i % picture.Width, i / picture.Width) ? 0.6f : 0.05f).ToArray();
        var depth = new DepthPicture(picture.Width, picture.Height, nearness);
        var take = await TestTake.ShootAsync(picture, depth, move, 7);
        var shift = Boards.Focal * right * StillSpace.InverseDepth(0.6f);
        foreach (var (edge, sign) in new[] { (Left, 1), (Right, -1) })
        {
            var expected = edge - 0.5 + shift;
            var places = Enumerable.Range(Top + 3, Bottom - Top - 6)
                .Select(y => EdgeNear(take.Frames[^1], y, expected, sign)).ToList();
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"edge at {places.Min():F2} to {places.Max():F2}, expected {expected:F2}");
            Assert.InRange(places.Max(p => Math.Abs(p - expected)), 0, 0.1);
            Assert.InRange(places.Max() - places.Min(), 0, 0.1);
        }
    }

    private static bool IsBoard(int x, int y) => x is >= Left and < Right && y is >= Top and < Bottom;

    // Where the step from dark to bright (sign 1) or back (-1) is, by how much of a stretch of the row is bright.
    private static double EdgeNear(Picture frame, int y, double expected, int sign)
    {
        const int Half = 14;
        var from = (int)Math.Round(expected) - Half;
        var row = frame.Pixels.AsMemory(y * frame.Width * 4, frame.Width * 4);
        var bright = Enumerable.Range(from, 2 * Half).Sum(x => (row.Span[4 * x] - Dark) / (Bright - Dark));
        return sign > 0 ? from + (2 * Half) - bright - 0.5 : from + bright - 0.5;
    }
}
