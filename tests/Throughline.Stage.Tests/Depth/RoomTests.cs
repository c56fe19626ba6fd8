using Throughline.Media.Pictures;
using Throughline.Stage.Stills;

namespace Throughline.Stage.Tests.Depth;

/// <summary>Boxes drawn exactly, face by face, and found again by their edges; and pictures that are no rooms.</summary>
public sealed class RoomTests
{
    private const int Width = 384;
    private const int Height = 216;

    // The lens that a box's two vanishing columns are a right angle apart with, in widths.
    private const float Lens = 0.9f;

    [Theory]
    [InlineData(150, 100, 60, 320)]
    [InlineData(205, 112, 90, 290)]
    [InlineData(330, 95, 130, 384)]
    public void The_box_of_a_drawn_room_is_found(float along, float horizon, float left, float right)
    {
        var box = Box(along, horizon, left, right);

        var room = Find(Draw(box));

        Assert.InRange(room.Trust, RoomDepth.LeastTrust, 1);
        Assert.InRange(room.Box.Horizon, horizon - 8, horizon + 8);
        for (var x = 10; x < Width; x += 52)
        {
            Assert.InRange(room.Box.Foot(x) - box.Foot(x), -6, 6);
            Assert.InRange(room.Box.Top(x) - box.Top(x), -6, 6);
        }
    }

    [Fact]
    public void A_room_is_nearest_at_its_sides_and_a_person_in_it_is_before_its_wall()
    {
        var box = Box(190, 100, 90, 300);
        static bool Stands(int x, int y) => x is > 170 and < 205 && y is > 60 and < 195;
        var person = new MattePicture(
            Width, Height, [.. Enumerable.Range(0, Width * Height).Select(i => Stands(i % Width, i / Width) ? 1f : 0)]);
        var depth = DepthEstimate.Of(
            Draw(box, Stands), new DepthOptions { Threads = 1, Subject = person },
            TestContext.Current.CancellationToken).Nearness;

        var back = At(240, 100);
        Assert.All(
            new[] { At(8, 100), At(376, 100), At(187, 210), At(187, 4) },
            near => Assert.True(near > back + 0.1f, $"{near} before {back}"));
        Assert.InRange(At(187, 120) - At(187, 190), -0.01f, 0.01f);
        Assert.InRange(At(187, 120) - At(150, 194), -0.03f, 0.03f);

        float At(int x, int y) => depth[(y * Width) + x];
    }

    [Fact]
    public void A_meadow_a_portrait_and_a_texture_are_no_rooms()
    {
        var texture = Sketch.Draw(
            Width, Height, (x, y) => (120 + (60 * Sketch.Soft(x, y, 7)), 110 + (60 * Sketch.Soft(x, y, 7)), 100));

        Assert.All(
            new[] { Sketch.Meadow(Width, Height, 90, (170, 50, 210, 160)), Sketch.Portrait(Width, Height, 70), texture },
            picture => Assert.InRange(Find(picture).Trust, 0, RoomDepth.LeastTrust - 0.01f));
    }

    // The back wall's foot is 40 rows below the eye in the middle column; corners in two columns.
    private static RoomBox Box(float along, float horizon, float left, float right)
    {
        var off = along - (Width / 2f);
        var across = (Width / 2f) - (Lens * Width * Lens * Width / off);
        var back = 40 / MathF.Abs((Width / 2f) - across);
        return new RoomBox(
            horizon, along, across, back, back * MathF.Abs(left - across) / (along - left),
            right < Width && right > along ? back * MathF.Abs(right - across) / (right - along) : 0, 0.7f);
    }

    private static RoomCue.Room Find(Picture picture)
    {
        var image = WorkImage.From(picture, Width, 1, TestContext.Current.CancellationToken);
        return RoomCue.Of(image, LineCue.Of(image));
    }

    // Each face in its own light, with some grain; boards run along the floor and a picture hangs on a wall.
    private static Picture Draw(RoomBox box, Func<int, int, bool>? thing = null) => Sketch.Draw(Width, Height, (x, y) =>
    {
        var grain = 3 * Sketch.Grain(x, y);
        if (thing?.Invoke(x, y) == true)
        {
            return (150 + grain, 40, 40);
        }

        if (y > box.Foot(x))
        {
            var board = (int)MathF.Floor((x - box.Along) / (y - box.Horizon) * 2) % 2 == 0 ? 14 : 0;
            return (120 + board + grain, 80 + board + grain, 50 + grain);
        }

        if (y < box.Top(x))
        {
            return (235 + grain, 232 + grain, 225 + grain);
        }

        var wall = box.Back * MathF.Abs(x - box.Across) >= box.Wall(x) - 1e-3f ? 165 : x < box.Along ? 190 : 140;
        return (wall + grain, wall + grain, wall - 10 + grain);
    });
}
