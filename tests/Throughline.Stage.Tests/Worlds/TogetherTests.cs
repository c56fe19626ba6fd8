using System.Numerics;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Stage.Direction;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;
using Throughline.Stage.Worlds;

namespace Throughline.Stage.Tests.Worlds;

public sealed class TogetherTests
{
    private const int Frames = 96;
    private static readonly PixelSize _size = new(480, 270);

    [Fact]
    public void Who_climbs_a_ladder_goes_up_on_its_rungs()
    {
        var world = World("a painter climbs a ladder");
        var ladder = Enumerable.Range(0, world.Count).Single(i => world.Subjects[world.SubjectOf(i)] == "ladder");
        var heights = Enumerable.Range(0, 8).Select(i => world.FeetAt(0, i / 2.0).Y - world.FeetAt(ladder, 0).Y).ToArray();

        Assert.InRange(heights[0], 0.2f, 0.5f);
        Assert.True(heights[^1] > heights[0] + 0.6f, "it does not go up");
        Assert.All(heights.Zip(heights.Skip(1)), pair => Assert.True(pair.Second >= pair.First));
        for (var seconds = 0.0; seconds < 4; seconds += 0.5)
        {
            var (sin, cos) = MathF.SinCos(world.HeadingAt(ladder, 0) * MathF.PI / 180);
            var feet = world.FeetAt(0, seconds) - world.FeetAt(ladder, 0);
            var rail = 0.38f - (0.24f * feet.Y);

            Assert.InRange((feet.X * sin) + (feet.Z * cos) - rail, 0.05f, 0.4f);
            Assert.InRange(MathF.Abs((feet.X * cos) - (feet.Z * sin)), 0, 0.1f);
        }
    }

    [Theory]
    [InlineData("a fisherman rows a boat on a lake")]
    [InlineData("a rowing boat drifts on the lake")]
    public void The_boat_that_a_scene_is_about_is_the_only_one_there(string prompt)
    {
        var world = World(prompt);
        var frame = new SceneFrame();
        world.Fill(0, frame, world.NewCostumes());
        var boat = Stock.BuiltIn.Props.Build("rowing_boat", Traits.None, new Setting { Set = "studio" }, 1);

        Assert.DoesNotContain(frame.Instances, one => one.Subject == 0 && one.Mesh.Triangles == boat.Mesh.Triangles);
        Assert.Contains(frame.Instances, one => one.Subject > 0 && one.Mesh.Triangles == boat.Mesh.Triangles);
    }

    [Fact]
    public void A_lighthouse_that_a_boat_passes_is_seen_to_its_top_with_the_boat_below()
    {
        var world = World("a boat passes a lighthouse");
        var tower = Enumerable.Range(0, world.Count).Single(i => world.Subjects[world.SubjectOf(i)] == "lighthouse");
        var high = Stock.BuiltIn.Props.Build("lighthouse", Traits.None, new Setting { Set = "coast" }, 1).High.Y;
        foreach (var number in new[] { 0, 48 })
        {
            var view = new ViewBasis(world.CameraAt(number).Pose, _size);
            foreach (var point in new[] { world.FeetAt(tower, 0) + new Vector3(0, high, 0), world.FeetAt(0, number / 24.0) })
            {
                var off = point - view.Eye;
                var depth = Vector3.Dot(off, view.Forward);

                Assert.True(depth > 0, "it is behind the camera");
                Assert.InRange(Vector3.Dot(off, view.Up) / depth * view.Focal, -_size.Height / 2f, _size.Height / 2f);
                Assert.InRange(Vector3.Dot(off, view.Right) / depth * view.Focal, -_size.Width / 2f, _size.Width / 2f);
            }
        }
    }

    [Theory]
    [InlineData("car", "drive", 4)]
    [InlineData("rowing_boat", "sail", 2)]
    [InlineData("horse", "ride", 2)]
    public void Everybody_who_rides_along_has_a_seat_of_their_own(string mount, string action, int count)
    {
        var world = Stage.Worlds.World.Build(
            new Scene
            {
                Setting = new Setting { Set = mount == "rowing_boat" ? "lake" : "meadow" },
                Seed = 3,
                Seconds = 4,
                Subjects = [
                    new Subject
                    {
                        Id = "friend",
                        Asset = "person",
                        Count = count,
                        Beats = [new Beat { Action = action, Toward = "mount" }],
                    },
                    new Subject { Id = "mount", Asset = mount }],
            },
            Stock.BuiltIn, _size, FrameRate.Film, Frames);
        for (var one = 0; one < count; one++)
        {
            for (var other = 0; other < one; other++)
            {
                Assert.True(
                    Vector3.Distance(world.EyesAt(one, 2), world.EyesAt(other, 2)) > 0.35f, $"{one} sits on {other}");
            }

            Assert.InRange(Vector3.Distance(world.EyesAt(one, 2), world.FeetAt(count, 2)), 0.3f, 3.2f);
        }
    }

    private static World World(string prompt) => Stage.Worlds.World.Build(
        Stock.BuiltIn.Director.Stage(new DirectionRequest { Prompt = prompt, Seed = 3, Seconds = 4 }), Stock.BuiltIn,
        _size, FrameRate.Film, Frames);
}
