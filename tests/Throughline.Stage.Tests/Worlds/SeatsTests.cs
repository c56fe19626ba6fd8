using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Stage.Scenes;
using Throughline.Stage.Worlds;

namespace Throughline.Stage.Tests.Worlds;

public sealed class SeatsTests
{
    [Theory]
    [InlineData("cat", "armchair", "sit", 0.55f)]
    [InlineData("cat", "armchair", null, 0.55f)]
    [InlineData("dog", "rock", "sit", 0.6f)]
    [InlineData("eagle", "rock", null, 0.6f)]
    [InlineData("person", "rock", "idle", 0.6f)]
    public void Animals_and_who_stands_have_their_feet_on_it(string who, string what, string? does, float least)
    {
        var world = World(who, what, does);

        Assert.InRange(world.FeetAt(0, 2).Y, least, least + 0.2f);
        Assert.True(world.EyesAt(0, 2).Y > least + 0.1f, $"its eyes are at {world.EyesAt(0, 2).Y}");
    }

    [Theory]
    [InlineData("armchair", 1.15f, 1.5f)]
    [InlineData("bough", 2.2f, 2.7f)]
    public void People_sit_with_their_hips_on_it_however_high_it_is(string what, float low, float high) =>
        Assert.InRange(World("person", what, "sit").EyesAt(0, 3).Y, low, high);

    [Fact]
    public void Who_sits_on_a_crate_has_the_legs_before_it()
    {
        var (sitting, standing) = (World("person", "crate", "sit"), World("person", "crate", "idle"));

        Assert.InRange(sitting.FeetAt(0, 3).Z - standing.FeetAt(0, 3).Z, 0.3f, 0.8f);
    }

    private static World World(string who, string what, string? does) => Stage.Worlds.World.Build(
        new Scene
        {
            Setting = new Setting { Set = "studio" },
            Seed = 3,
            Seconds = 4,
            Subjects = [
                new Subject
                {
                    Id = "who",
                    Asset = who,
                    Place = new Placing { Relation = Relation.On, To = "what" },
                    Beats = does is null ? [] : [new Beat { Action = does }],
                },
                new Subject { Id = "what", Asset = what, Place = new Placing { At = default, Facing = 0 } }],
        },
        Stock.BuiltIn, new PixelSize(320, 180), FrameRate.Film, 96);
}
