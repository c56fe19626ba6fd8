using System.Collections.Concurrent;
using System.Numerics;
using Throughline.Stage.Assets;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Tests.Assets;

public sealed class SetLibraryTests
{
    private static readonly SetLibrary _sets = new(AssetFolder.BuiltIn);

    private static readonly ConcurrentDictionary<string, SetModel> _built = new();

    public static TheoryData<string> Names => [.. _sets.Names];

    [Fact]
    public void The_twelve_sets_are_there()
    {
        string[] asked = [
            "coast", "beach", "forest", "meadow", "mountains", "snowfield", "desert", "village", "city_street",
            "living_room", "studio", "space"
        ];
        Assert.Subset(_sets.Names.ToHashSet(), asked.ToHashSet());
        Assert.Equal("city_street", _sets.Find("street"));
        Assert.Equal("living_room", _sets.Find("living room"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_piece_is_sound(string name)
    {
        var set = Build(name);
        foreach (var model in set.Pieces.Select(piece => piece.Model).Distinct())
        {
            MeshChecks.IsSound(model.Mesh, model.Materials.Count);
        }

        Assert.InRange(set.Pieces.Sum(piece => piece.Model.Mesh.Triangles), 1000, 180_000);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Anchors_lie_within_reach_and_not_under_the_ground(string name)
    {
        var set = Build(name);
        foreach (var (_, place) in set.Anchors)
        {
            Assert.True(
                place.Y >= set.Ground.HeightAt(place.X, place.Z) - 0.3f || place.Y >= (set.Water?.Level ?? 0) - 1
                    || MathF.Abs(place.X) + MathF.Abs(place.Z) > 96, $"{place}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Ways_lie_on_the_ground_and_can_be_walked(string name)
    {
        var set = Build(name);
        Assert.NotEmpty(set.Ways);
        foreach (var (way, places) in set.Ways)
        {
            for (var i = 0; i < places.Count; i++)
            {
                var place = places[i];
                if (MathF.Abs(place.X) > 40 || MathF.Abs(place.Z) > 40)
                {
                    continue;
                }

                Assert.Equal(set.Ground.HeightAt(place.X, place.Z), place.Y, 0.25f);
                if (i > 0)
                {
                    var step = place - places[i - 1];
                    Assert.True(
                        MathF.Abs(step.Y) <= 0.75f * new Vector2(step.X, step.Z).Length() + 0.05f,
                        $"{way} climbs {step} at {place}");
                }

                Assert.All(set.Obstacles, obstacle => Assert.True(
                    Vector2.Distance(new(obstacle.X, obstacle.Y), new(place.X, place.Z)) > Math.Min(obstacle.Z, 30)
                        - 0.1f, $"{way} runs through {obstacle} at {place}"));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_mark_is_level_and_clear(string name)
    {
        var set = Build(name);
        Assert.InRange(set.Ground.HeightAt(0, 0), -0.7f, 0.7f);
        Assert.True(set.Ground.NormalAt(0, 0).Y > 0.96f);
        Assert.DoesNotContain(
            set.Obstacles, obstacle => new Vector2(obstacle.X, obstacle.Y).Length() - obstacle.Z < 0.8f);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_camera_sees_the_mark(string name)
    {
        var set = Build(name);
        for (var z = 2f; z < Math.Min(12, set.CameraHigh.Z); z += 0.5f)
        {
            Assert.DoesNotContain(
                set.Obstacles,
                obstacle => Vector2.Distance(new(obstacle.X, obstacle.Y), new(0, z)) < obstacle.Z + 0.4f);
            Assert.True(set.Ground.HeightAt(0, z) < 1.3f, $"The ground hides the mark at {z}.");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_seed_gives_the_same_set(string name)
    {
        var (first, second) = (Build(name), Again(name));
        Assert.Equal(first.Pieces.Count, second.Pieces.Count);
        Assert.Equal(first.Obstacles, second.Obstacles);
        foreach (var (one, other) in first.Pieces.Zip(second.Pieces))
        {
            Assert.Equal(one.Place, other.Place);
            Assert.Equal(one.Model.Mesh.Y, other.Model.Mesh.Y);
            Assert.Equal(one.Model.Mesh.Tints, other.Model.Mesh.Tints);
        }
    }

    [Fact]
    public void Winter_and_snow_change_a_meadow()
    {
        var summer = Build("meadow");
        var winter = _sets.Build("meadow", new Setting { Set = "meadow", Season = Season.Winter }, 7);
        Assert.NotEqual(summer.Pieces[5].Model.Mesh.Tints, winter.Pieces[5].Model.Mesh.Tints);
        Assert.Contains(summer.Pieces, piece => piece.Model.Name == "daisy");
        Assert.DoesNotContain(winter.Pieces, piece => piece.Model.Name == "daisy");
    }

    [Fact]
    public void Trees_stand_on_the_ground()
    {
        var set = Build("mountains");
        foreach (var piece in set.Pieces
            .Where(piece => piece.Model.Name is "pine" && piece.Place.Translation.Length() < 60))
        {
            var foot = piece.Place.Translation;
            Assert.InRange(foot.Y - set.Ground.HeightAt(foot.X, foot.Z), -0.8f, 0.35f);
        }
    }

    [Fact]
    public void A_room_holds_its_camera()
    {
        var room = Build("living_room");
        Assert.True(room.Indoors);
        Assert.InRange(room.CameraHigh.Y, 1.5f, 3);
        Assert.InRange(room.CameraHigh.Z, 3, 6);
    }

    [Fact]
    public void Everything_wrong_in_a_set_is_said_at_once()
    {
        var folder = Directory.CreateTempSubdirectory("throughline-sets-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "sets"));
            File.WriteAllText(
                Path.Combine(folder, "sets", "bad.yaml"),
                "ground: {layers: [{hils: 3}], paint: [{material: gras, along: nowhere}]}\npieces: [{prop: oka, at: [1, 2]}]\nscatter: [{count: 3}]\nsnow: often\n");
            var problems = Assert.Throws<AssetException>(() => new SetLibrary(AssetFolder.With(folder))).Problems;
            Assert.Equal([1, 1, 1, 2, 3, 4], problems.Select(problem => problem.Line));
            Assert.Contains(problems, problem => problem.Fix == "Did you mean 'oak'?");
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    // Built once for all tests but the one that compares two.
    private static SetModel Build(string name) => _built.GetOrAdd(name, Again);

    private static SetModel Again(string name) => _sets.Build(name, new Setting { Set = name }, 7);
}
