using Throughline.Films;
using Throughline.Stage.Direction;
using Throughline.Stage.Scenes;
using Throughline.Stage.Worlds;

namespace Throughline.Stage.Tests.Worlds;

public sealed class RecastingTests
{
    [Theory]
    [InlineData("A woman with red hair in a green coat walks along a beach.")]
    [InlineData("An old fisherman in a yellow raincoat mends his net at dusk.")]
    [InlineData("A fox trots through a snowy forest.")]
    [InlineData("A red vintage car stands by the sea.")]
    [InlineData("Two children run across a meadow, a dog barks.")]
    public void Who_was_staged_has_the_same_traits_and_the_same_chance_as_a_cast_member(string prompt)
    {
        Stock stock = Stock.BuiltIn;
        Scene scene = stock.Director.Stage(new DirectionRequest { Prompt = prompt, Seed = 41 });
        CastMember member = Recasting.MemberOf(scene, "Anna", stock)!;
        Subject before = scene.Subjects.First(subject => subject.Asset == stock.Director.Cast(member).Asset);

        Scene other = stock.Director.Stage(
            new DirectionRequest { Prompt = "Anna stands in a street at night.", Seed = 5, Cast = [member] });
        Subject after = other.Subjects.Single(subject => subject.Cast == "Anna");
        Assert.Equal((before.Asset, Told(before.Traits)), (after.Asset, Told(after.Traits)));
        Assert.Equal(Bodies.SeedOf(before, 0, scene.Seed), Bodies.SeedOf(after, 0, other.Seed));
    }

    [Fact]
    public void A_cast_member_of_the_scene_is_nobody_to_be_cast_again()
    {
        Stock stock = Stock.BuiltIn;
        var anna = new CastMember { Name = "Anna", Description = "a woman", Seed = 3 };
        Scene scene = stock.Director.Stage(new DirectionRequest { Prompt = "Anna waves.", Cast = [anna] });
        Assert.Null(Recasting.MemberOf(scene, "Eve", stock));
    }

    // Records compare lists by reference.
    private static string Told(Traits traits) =>
        $"{traits with { Wears = [], Holds = [], Variants = [] }} {string.Join(' ', traits.Wears)} {string.Join(' ', traits.Holds)} {string.Join(' ', traits.Variants)}";
}
