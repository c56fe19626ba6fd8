using System.Numerics;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Stage.Direction;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;
using Throughline.Stage.Worlds;

namespace Throughline.Stage.Tests.Worlds;

public sealed class GatheringTests
{
    private const int Frames = 96;
    private static readonly PixelSize _size = new(480, 270);

    [Theory]
    [InlineData("two friends sit at a campfire at night and talk")]
    [InlineData("three hikers sit around a campfire in the forest")]
    [InlineData("a boy and a girl sit by a campfire on the beach")]
    [InlineData("four children sit around a campfire in the forest")]
    public void Nobody_at_a_campfire_is_hidden_behind_it_or_another_or_turns_the_back(string prompt)
    {
        var world = World(prompt);
        var view = new ViewBasis(world.CameraAt(0).Pose, _size);
        var fire = world.Count - 1;
        for (var i = 0; i < world.Count; i++)
        {
            fire = world.Subjects[world.SubjectOf(i)].Contains("fire", StringComparison.Ordinal) ? i : fire;
        }

        var spots = Enumerable.Range(0, world.Count).Select(i => Seen(view, world.FeetAt(i, 0))).ToArray();
        foreach (var one in Enumerable.Range(0, world.Count).Where(i => i != fire))
        {
            var to = world.FeetAt(fire, 0) - world.FeetAt(one, 0);
            Assert.InRange(to.Length(), 0.8f, 2.6f);
            Assert.InRange(spots[one].X, -_size.Width / 2, _size.Width / 2);
            foreach (var other in Enumerable.Range(0, world.Count).Where(i => i != one))
            {
                Assert.True(
                    MathF.Abs(spots[one].X - spots[other].X) > 0.42f * spots[one].PerMetre,
                    $"{one} and {other} are {spots[one].X - spots[other].X:F0} pixels apart");
            }

            var (sin, cos) = MathF.SinCos(world.HeadingAt(one, 0) * MathF.PI / 180);
            Assert.True(Vector3.Dot(new Vector3(sin, 0, cos), view.Forward) < 0.6f, $"{one} turns the back");
        }
    }

    [Theory]
    [InlineData("a girl in a red raincoat jumps into a puddle")]
    [InlineData("a boy jumps into a puddle on a city street in the rain")]
    public void Who_jumps_into_a_puddle_comes_down_in_it_and_it_splashes(string prompt)
    {
        var world = World(prompt);
        var (start, middle) = (world.FeetAt(0, 0), world.FeetAt(1, 0));
        var rim = Stock.BuiltIn.Props.Build("puddle", Traits.None, new Setting { Set = "studio" }, 1).High.X;

        Assert.True(Vector3.Distance(start, middle) > rim, "it stands in the puddle from the first");
        Assert.InRange(Vector2.Distance(Flat(world.FeetAt(0, 3)), Flat(middle)), 0, rim * 0.5f);
        Assert.True(Drops(world, 36) > Drops(world, 0) + 30, "nothing splashes");
    }

    [Theory]
    [InlineData("an elephant drinks from a river")]
    [InlineData("a deer drinks from a lake")]
    [InlineData("a wolf drinks from a river at dusk")]
    public void An_animal_that_drinks_has_dry_feet_its_head_over_the_water_and_is_seen_from_the_side(string prompt)
    {
        var scene = Scene(prompt);
        var world = World(prompt);
        var set = Stock.BuiltIn.Sets.Build(scene.Setting.Set, scene.Setting, scene.Seed);
        var (feet, eyes) = (world.FeetAt(0, 2), world.EyesAt(0, 2));
        var (sin, cos) = MathF.SinCos(world.HeadingAt(0, 2) * MathF.PI / 180);
        var ahead = new Vector3(sin, 0, cos);
        var mouth = eyes + (ahead * 0.25f * Vector3.Distance(eyes with { Y = 0 }, feet with { Y = 0 }));
        var view = new ViewBasis(world.CameraAt(48).Pose, _size);

        Assert.True(set.Ground.HeightAt(feet.X, feet.Z) >= set.Water!.Level, "it stands in the water");
        Assert.True(set.Ground.HeightAt(mouth.X, mouth.Z) < set.Water.Level, "it drinks from the grass");
        Assert.True(eyes.Y > set.Water.Level, "its eyes are under water");
        Assert.True(Vector3.Dot(ahead, view.Forward) < 0.5f, "its back is to the audience");
    }

    [Theory]
    [InlineData("an eagle dives from the sky")]
    [InlineData("a falcon swoops down over the desert")]
    public void A_bird_that_dives_comes_down_out_of_the_sky(string prompt)
    {
        var world = World(prompt);

        Assert.True(world.FeetAt(0, 0).Y - world.FeetAt(0, 3.9).Y > 6, "it does not come down");
        Assert.Equal("dive", Scene(prompt).Subjects[0].Beats[0].Action);
    }

    private static int Drops(World world, int number)
    {
        var frame = new SceneFrame();
        world.Fill(number, frame, world.NewCostumes());
        var middle = world.FeetAt(1, 0);
        return frame.Sprites.Count(one => Vector3.Distance(one.Place, middle) < 2.5f);
    }

    private static (float X, float PerMetre) Seen(ViewBasis view, Vector3 place)
    {
        var off = place - view.Eye;
        var scale = view.Focal / Vector3.Dot(off, view.Forward);
        return (Vector3.Dot(off, view.Right) * scale, scale);
    }

    private static Vector2 Flat(Vector3 place) => new(place.X, place.Z);

    private static Scene Scene(string prompt) => Stock.BuiltIn.Director.Stage(
        new DirectionRequest { Prompt = prompt, Seed = 3, Seconds = 4 });

    private static World World(string prompt) =>
        Stage.Worlds.World.Build(Scene(prompt), Stock.BuiltIn, _size, FrameRate.Film, Frames);
}
