using System.Numerics;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Stage.Direction;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;
using Throughline.Stage.Worlds;

namespace Throughline.Stage.Tests.Worlds;

public sealed class ReleaseTests
{
    private const int Frames = 96;

    [Theory]
    [InlineData("a waiter drops a tray", "tray")]
    [InlineData("a woman drops a cup in a kitchen", "cup")]
    [InlineData("a man drops a bottle on a city street", "bottle")]
    public void What_is_dropped_falls_from_the_hand_and_goes_to_pieces_on_the_floor(string prompt, string what)
    {
        var world = World(prompt);
        var thing = Enumerable.Range(0, world.Count).Single(i => world.Subjects[world.SubjectOf(i)] == what);
        var whole = Things(world, 0, thing);
        var pieces = Things(world, Frames - 1, thing);

        Assert.InRange(whole.Max(one => one.Place.Translation.Y), 0.6f, 1.7f);
        Assert.True(pieces.Count > whole.Count + 5, $"it is in {pieces.Count} pieces");
        Assert.All(pieces, piece => Assert.InRange(Vector3.Transform(piece.Mesh.Centre, piece.Place).Y, -0.05f, 0.25f));
        Assert.True(world.EyesAt(0, 3.9).Y > 1.1f, "it is the man himself who falls");
    }

    [Fact]
    public void What_does_not_break_lies_whole_on_the_floor()
    {
        var world = World("a man drops a book in a library");
        var thing = Enumerable.Range(0, world.Count).Single(i => world.Subjects[world.SubjectOf(i)] == "book");

        Assert.Equal(Things(world, 0, thing).Count, Things(world, Frames - 1, thing).Count);
        Assert.InRange(world.FeetAt(thing, 3.9).Y, -0.05f, 0.2f);
    }

    [Fact]
    public void Who_has_nothing_to_drop_falls() =>
        Assert.True(World("a man drops to the ground").EyesAt(0, 3.9).Y < 0.9f);

    [Theory]
    [InlineData("a boy throws a ball to a girl, she catches it")]
    [InlineData("a man throws a ball to a woman in the park")]
    public void What_is_thrown_flies_in_an_arc_into_the_hands_of_who_catches_it(string prompt)
    {
        var world = World(prompt);
        var way = world.FeetAt(1, 0) - world.FeetAt(0, 0);
        var arc = Enumerable.Range(0, Frames).Select(number => Ball(world, number)).ToArray();
        var shares = arc.Select(
            ball => Vector3.Dot(ball - world.FeetAt(0, 0), way) / way.LengthSquared()).ToArray();

        Assert.InRange(way.Length(), 1.5f, 5);
        Assert.InRange(shares[0], -0.4f, 0.4f);
        Assert.InRange(shares[^1], 0.7f, 1.2f);

        // It goes on its way without a jump, over both of them at most, and is at the hands at last.
        Assert.All(arc.Zip(arc.Skip(1)), pair => Assert.InRange(Vector3.Distance(pair.First, pair.Second), 0, 0.6f));
        var flight = Enumerable.Range(0, Frames).Where(i => shares[i] is > 0.45f and < 0.6f).ToArray();
        Assert.NotEmpty(flight);
        Assert.True(flight.Length < 16, "it hangs in the air");
        Assert.True(arc[^1].Y > 0.4f, "it lies on the ground");
    }

    [Fact]
    public void A_candle_burns_from_when_the_hand_is_at_its_wick()
    {
        var world = World("a woman lights a candle in a dark room");
        var candle = Enumerable.Range(0, world.Count).Single(i => world.Subjects[world.SubjectOf(i)] == "candle");
        var lit = Enumerable.Range(0, Frames).First(number => Lamps(world, number) > Lamps(world, 0));
        var wick = world.FeetAt(candle, 0) + new Vector3(0, 0.18f, 0);

        Assert.InRange(lit, 20, 60);
        Assert.InRange(Vector3.Distance(world.HandAt(0, lit / 24.0, 0), wick), 0, 0.2f);
        Assert.True(Vector3.Distance(world.HandAt(0, 0, 0), wick) > 0.3f, "the hand was there from the first");
    }

    [Fact]
    public void A_ship_that_sinks_goes_down_before_a_camera_that_stays_on_it()
    {
        var world = World("the ship sinks in a storm");
        float Top(int number) => Things(world, number, 0).Max(
            one => Enumerable.Range(0, one.Mesh.Vertices).Max(
                i => Vector3.Transform(new(one.Mesh.X[i], one.Mesh.Y[i], one.Mesh.Z[i]), one.Place).Y));

        Assert.True(Top(Frames - 1) < Top(0) * 0.6f, "it floats still");
        Assert.True(Vector3.Distance(world.FeetAt(0, 0), world.FeetAt(0, 3.9)) < 2, "the camera goes down with it");
    }

    private static int Lamps(World world, int number)
    {
        var frame = new SceneFrame();
        world.Fill(number, frame, world.NewCostumes());
        return frame.Lamps.Count;
    }

    private static List<Instance> Things(World world, int number, int actor)
    {
        var frame = new SceneFrame();
        world.Fill(number, frame, world.NewCostumes());
        return [.. frame.Instances.Where(one => one.Subject == world.SubjectOf(actor) + 1)];
    }

    // The middle of the ball that the first one holds, wherever it is.
    private static Vector3 Ball(World world, int number)
    {
        var ball = Stock.BuiltIn.Props.Build("ball", Traits.None, new Setting { Set = "studio" }, 1);
        var one = Things(world, number, 0).Single(one => one.Mesh.Triangles == ball.Mesh.Triangles);
        return Vector3.Transform((ball.Low + ball.High) / 2, one.Place);
    }

    private static World World(string prompt) => Stage.Worlds.World.Build(
        Stock.BuiltIn.Director.Stage(new DirectionRequest { Prompt = prompt, Seed = 3, Seconds = 4 }), Stock.BuiltIn,
        new PixelSize(480, 270), FrameRate.Film, Frames);
}
