using System.Numerics;
using Throughline.Stage.Assets;
using Throughline.Stage.Scenes;
using Throughline.Stage.Worlds;

namespace Throughline.Stage.Tests.Creatures;

public sealed class SkinLevelsTests
{
    [Theory]
    [InlineData("sheep")]
    [InlineData("person")]
    [InlineData("gull")]
    public void Each_level_has_fewer_triangles_the_first_of_them_half(string name)
    {
        var skins = Build(name).Skins;
        var counts = Enumerable.Range(0, skins.Count).Select(level => skins[level].NewMesh().Triangles).ToList();

        Assert.InRange(counts[1], 0.4 * counts[0], 0.6 * counts[0]);
        Assert.InRange(counts[2], 0.3 * counts[1], 0.9 * counts[1]);
    }

    [Theory]
    [InlineData("sheep", 0.02f)]
    [InlineData("person", 0.02f)]
    public void Coarse_levels_keep_the_outline(string name, float slack)
    {
        var skins = Build(name).Skins;
        var fine = Box(skins[0]);
        for (var level = 1; level < skins.Count; level++)
        {
            var (low, high) = Box(skins[level]);
            Assert.True(Vector3.Distance(fine.Low, low) < slack, $"level {level}: from {low}, not {fine.Low}");
            Assert.True(Vector3.Distance(fine.High, high) < slack, $"level {level}: to {high}, not {fine.High}");
        }
    }

    [Fact]
    public void A_face_still_moves_on_a_coarse_level()
    {
        var person = Build("person");
        var stance = person.NewStance();
        var (still, moved) = (person.Skins[2].NewMesh(), person.Skins[2].NewMesh());
        person.Skins[2].Pose(stance.Bones, stance.Face, still);
        stance.Face[(int)FaceChannel.Open] = 1;
        person.Skins[2].Pose(stance.Bones, stance.Face, moved);

        Assert.NotEqual(still.Y, moved.Y);
        Assert.Equal(still.Indices, moved.Indices);
    }

    [Fact]
    public void What_is_seen_larger_is_never_coarser()
    {
        var skins = Build("sheep").Skins;
        var levels = new[] { 2f, 20, 50, 100, 200, 2000 }.Select(pixels => skins.LevelFor(pixels, 5)).ToList();

        Assert.Equal(levels.OrderDescending(), levels);
        Assert.Equal(skins.Count - 1, levels[0]);
        Assert.Equal(0, levels[^1]);
    }

    [Fact]
    public void The_same_creature_has_the_same_levels_whoever_asks_first()
    {
        var (one, two) = (Build("sheep").Skins, Build("sheep").Skins);
        _ = two[1];

        Assert.Equal(one[2].NewMesh().Indices, two[2].NewMesh().Indices);
        Assert.Equal(one[2].NewMesh().X, two[2].NewMesh().X);
    }

    private static Creature Build(string name)
    {
        var library = Stock.BuiltIn.Creatures;
        return library.Build(library.Find(name)!, Traits.None, 7);
    }

    private static (Vector3 Low, Vector3 High) Box(Skin skin)
    {
        var mesh = skin.NewMesh();
        var used = mesh.Indices.Distinct().Select(i => new Vector3(mesh.X[i], mesh.Y[i], mesh.Z[i])).ToList();
        return (used.Aggregate(Vector3.Min), used.Aggregate(Vector3.Max));
    }
}
