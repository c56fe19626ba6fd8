using System.Numerics;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Stage.Direction;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;
using Throughline.Stage.Worlds;

namespace Throughline.Stage.Tests.Worlds;

public sealed class HandsTests
{
    private const int Frames = 144;

    [Theory]
    [InlineData("a man walks under an umbrella on a city street")]
    [InlineData("a woman with a red umbrella")]
    public void An_umbrella_is_over_the_head_of_who_holds_it(string prompt)
    {
        var (world, rim) = (World(prompt), Stock.BuiltIn.Props.Build(
            "umbrella", Traits.None, new Setting { Set = "studio" }, 1).Anchors["cover"]);
        for (var frame = 0; frame < Frames; frame += 24)
        {
            var umbrella = Held(world, frame, "umbrella");
            var eyes = world.EyesAt(0, frame / 24.0);
            var middle = Vector3.Transform(rim, umbrella);

            Assert.InRange(middle.Y - eyes.Y, 0.1f, 0.5f);
            Assert.InRange(new Vector2(middle.X - eyes.X, middle.Z - eyes.Z).Length(), 0, 0.4f);
        }
    }

    [Theory]
    [InlineData("a girl holds a lantern", "lantern")]
    [InlineData("a knight holds a torch in a hall", "hand_torch")]
    [InlineData("a soldier carries a flag across the snow", "hand_flag")]
    [InlineData("a fisherman on a pier", "fishing_rod")]
    public void What_somebody_holds_is_in_the_picture(string prompt, string prop)
    {
        var world = World(prompt);
        var (hand, feet) = (Held(world, 48, prop).Translation, world.FeetAt(0, 2));

        Assert.InRange(hand.Y - feet.Y, 0.3f, 1.6f);
    }

    [Theory]
    [InlineData("a woman hands a letter to a man in a cafe", "letter")]
    [InlineData("a boy gives a girl a bouquet", "bouquet")]
    public void What_is_given_ends_in_the_hand_of_who_gets_it(string prompt, string gift)
    {
        var world = World(prompt);

        // 0 at the giver, 1 at the taker.
        float Share(int frame)
        {
            var (giver, way) = (world.FeetAt(0, frame / 24.0), world.FeetAt(1, frame / 24.0) - world.FeetAt(0, frame / 24.0));
            return Vector3.Dot(Held(world, frame, gift).Translation - giver, way) / way.LengthSquared();
        }

        Assert.True(Share(0) < 0.5f, $"it is at {Share(0):F2} of the way at first");
        Assert.True(Share(Frames - 1) > 0.55f, $"it is at {Share(Frames - 1):F2} of the way at last");
    }

    [Theory]
    [InlineData("a father carries his daughter on his shoulders along the beach", 1)]
    [InlineData("a girl with a red balloon walks through the village", 1)]
    public void Who_and_what_is_carried_is_seen_whole(string prompt, int carried)
    {
        var world = World(prompt);
        for (var frame = 0; frame < Frames; frame += 24)
        {
            var view = new ViewBasis(world.CameraAt(frame).Pose, new PixelSize(480, 270));
            var top = world.EyesAt(carried, frame / 24.0) + new Vector3(0, 0.15f, 0);
            var off = top - view.Eye;
            var rise = Vector3.Dot(off, view.Up) / Vector3.Dot(off, view.Forward) * view.Focal;

            Assert.True(rise < 135, $"its top is {rise - 135:F0} pixels above the frame at {frame}");
        }
    }

    private static World World(string prompt) => Stage.Worlds.World.Build(
        Stock.BuiltIn.Director.Stage(new DirectionRequest { Prompt = prompt, Seed = 7, Seconds = 6 }), Stock.BuiltIn,
        new PixelSize(480, 270), FrameRate.Film, Frames);

    // Where a thing is in a frame: its model is built once for each seed, so that it is known by its size alone.
    [Fact]
    public void Everyone_of_several_has_an_umbrella_overhead()
    {
        var world = World("five people with red umbrellas stand on a city street");

        var umbrellas = AllHeld(world, 48, "umbrella");

        Assert.Equal(5, umbrellas.Count);
        for (var person = 0; person < 5; person++)
        {
            var eyes = world.EyesAt(person, 2);
            Assert.Contains(
                umbrellas, one => one.Translation.Y > eyes.Y - 0.8f
                    && new Vector2(one.Translation.X - eyes.X, one.Translation.Z - eyes.Z).Length() < 0.5f);
        }
    }

    private static Matrix4x4 Held(World world, int number, string prop) => AllHeld(world, number, prop).Single();

    private static List<Matrix4x4> AllHeld(World world, int number, string prop)
    {
        var frame = new SceneFrame();
        world.Fill(number, frame, world.NewCostumes());
        var model = Stock.BuiltIn.Props.Build(prop, Traits.None, new Setting { Set = "studio" }, 1);
        return [.. frame.Instances
            .Where(one => one.Subject > 0 && one.Mesh.Triangles == model.Mesh.Triangles)
            .Select(one => one.Place)];
    }
}
