using Throughline.Stage.Stills;

namespace Throughline.Stage.Tests.Between;

public sealed class FlowSearchTests
{
    private const int Width = 320;
    private const int Height = 180;

    // A thing of 36 pixels that went 100 to the right and 24 down before a wall, and is not found yet on either side.
    [Fact]
    public void What_went_farther_than_it_is_wide_is_found_where_it_went()
    {
        ColourPlanes first = Seen(40, 50), second = Seen(140, 74);
        Plane visible = Found((40, 50), (140, 74)), covered = All();
        var found = FlowSearch.Of(first, second, visible, visible, covered, TestContext.Current.CancellationToken);
        var own = found.FindAll(p => p.X is > 44 and < 72 && p.Y is > 54 and < 82);
        Assert.NotEmpty(own);
        Assert.All(own, p => Assert.True(
            Math.Abs(p.U - p.X - 100) <= FlowSearch.Reduction && Math.Abs(p.V - p.Y - 24) <= FlowSearch.Reduction,
            $"{p}"));
    }

    [Fact]
    public void What_is_found_already_is_not_sought()
    {
        var view = Seen(40, 50);
        Assert.Empty(FlowSearch.Of(view, view, All(), All(), All(), TestContext.Current.CancellationToken));
    }

    private static ColourPlanes Seen(int left, int top) => ColourPlanes.Of(Views.Of(Width, Height, (x, y) =>
        IsIn(x, y, left, top) ? (230, 90 + (60 * Math.Sin((x - left) / 4)), 30) : Views.Wall(x, y, 5)));

    private static Plane Found((int X, int Y) one, (int X, int Y) other)
    {
        var plane = All();
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                plane.Row(y)[x] = IsIn(x, y, one.X, one.Y) || IsIn(x, y, other.X, other.Y) ? 0 : 1;
            }
        }

        return plane;
    }

    private static Plane All()
    {
        var plane = new Plane(Width, Height);
        plane.Values.AsSpan().Fill(1);
        return plane;
    }

    private static bool IsIn(double x, double y, int left, int top) =>
        x >= left && x < left + 36 && y >= top && y < top + 36;
}
