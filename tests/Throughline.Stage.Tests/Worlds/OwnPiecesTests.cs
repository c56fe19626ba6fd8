using System.Numerics;
using Throughline.Stage.Assets;
using Throughline.Stage.Scenes;
using Throughline.Stage.Worlds;

namespace Throughline.Stage.Tests.Worlds;

public sealed class OwnPiecesTests
{
    private static readonly SetModel _room = Stock.BuiltIn.Sets.Build(
        "living_room", new Setting { Set = "living_room" }, 5);

    [Fact]
    public void A_subject_takes_the_place_of_the_piece_that_the_set_has()
    {
        var piece = _room.Pieces.Single(one => one.Model.Name == "fireplace");

        var (set, scene) = OwnPieces.Take(_room, Of(new Subject { Id = "fire", Asset = "fireplace" }));

        Assert.DoesNotContain(set.Pieces, one => one.Model.Name == "fireplace");
        Assert.Equal(new Vector2(piece.Place.M41, piece.Place.M43), scene.Subjects[0].Place!.At);
    }

    [Fact]
    public void A_second_one_that_is_asked_for_is_no_piece_of_the_set()
    {
        var (set, scene) = OwnPieces.Take(_room, Of(new Subject { Id = "fire", Asset = "fireplace", Count = 2 }));

        Assert.Equal(_room.Pieces.Count, set.Pieces.Count);
        Assert.Null(scene.Subjects[0].Place);
    }

    [Fact]
    public void Of_what_stands_on_tables_the_subject_is_the_only_one()
    {
        var (set, _) = OwnPieces.Take(_room, Of(
            new Subject { Id = "table", Asset = "round_table" },
            new Subject { Id = "cup", Asset = "cup", Place = new Placing { Relation = Relation.On, To = "table" } }));

        Assert.Contains(_room.Pieces, one => one.Model.Name == "cup");
        Assert.DoesNotContain(set.Pieces, one => one.Model.Name == "cup");
        Assert.Contains(set.Pieces, one => one.Model.Name == "teapot");
    }

    [Fact]
    public void Chairs_drawn_up_to_a_table_are_the_tables_own()
    {
        var kitchen = Stock.BuiltIn.Sets.Build("kitchen", new Setting { Set = "kitchen" }, 5);

        var (set, _) = OwnPieces.Take(kitchen, Of(
            new Subject { Id = "table", Asset = "table" }, new Subject
            {
                Id = "chair",
                Asset = "chair",
                Count = 2,
                Place = new Placing { Relation = Relation.Around, To = "table" },
            }));

        Assert.DoesNotContain(set.Pieces, one => one.Model.Name == "chair");
    }

    private static Scene Of(params Subject[] subjects) =>
        new() { Setting = new Setting { Set = "living_room" }, Seconds = 4, Subjects = subjects };
}
