using System.Numerics;
using Throughline.Stage.Assets;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Tests.Assets;

public sealed class AssetFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("throughline-assets-").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void A_users_file_replaces_the_one_of_the_same_path_and_adds_the_others()
    {
        Write("words/colours.yaml", "mud: '#806040'\n");
        Write("props/thing.yaml", "name: thing\n");
        var folder = AssetFolder.With(_folder);
        Assert.Equal(["mud"], new Colours(folder).Names);
        Assert.Equal("thing", folder.Find("props/thing.yaml")!.Name);
        Assert.NotNull(folder.Find("materials/basic.yaml"));
    }

    [Fact]
    public void All_that_is_wrong_in_a_file_is_said_at_once_with_its_place_and_the_fix()
    {
        Write("materials/own.yaml", "goo: {kind: mettal, colour: pinck, glow: 99, shiny: 1}\n");
        var wrong = Assert.Throws<AssetException>(() => new MaterialShelf(AssetFolder.With(_folder)));
        var file = Path.Combine(_folder, "materials/own.yaml");
        Assert.Equal(
            [
                $"{file}:1:13: there is no kind 'mettal'. Did you mean 'metal'?",
                $"{file}:1:29: there is no colour 'pinck'. Did you mean 'pink'?",
                $"{file}:1:42: 'glow' is 99. It goes from 0 to 50.",
                $"{file}:1:46: a material has no key 'shiny'",
            ],
            wrong.Problems.Select(
                problem => problem.Message.Contains("shiny")
                    ? $"{problem.File}:{problem.Line}:{problem.Column}: {problem.Message}"
                    : problem.ToString()));
    }

    [Fact]
    public void A_large_file_and_a_folder_that_is_not_there_are_refused()
    {
        Write("props/big.yaml", new string('a', AssetFolder.LargestText + 1));
        Assert.Throws<AssetException>(() => AssetFolder.With(_folder).Find("props/big.yaml")!.Bytes());
        Assert.Contains(
            "no such folder",
            Assert.Throws<AssetException>(() => AssetFolder.With(Path.Combine(_folder, "none"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Colours_are_linear_and_take_a_shade()
    {
        var colours = new Colours(AssetFolder.BuiltIn);
        Assert.InRange(colours.Names.Count, 140, 400);
        Assert.Equal(new Vector3(1, 0, 0), colours.Find("#ff0000"));
        Assert.Equal(0.2159f, colours.Find("#808080")!.Value.X, 1e-4f);
        Assert.True(colours.Find("dark red")!.Value.X < colours.Find("red")!.Value.X);
        Assert.Null(colours.Find("loud red"));
        Assert.Null(colours.Find("#12345"));
    }

    [Fact]
    public void A_trait_slot_takes_the_scenes_colour_material_and_pattern()
    {
        Write("materials/own.yaml", "ball: {kind: gloss, colour: [trait, red, red], when: {lit: {glow: 3}}}\n");
        var shelf = new MaterialShelf(AssetFolder.With(_folder));
        var text = shelf.Find("ball")!;
        var none = new HashSet<string>();
        Assert.Equal(shelf.Colours.Find("red"), text.Of(Traits.None, none, 1).Colour);
        var blue = text.Of(
            new Traits { Colour = "blue", Material = "wood", Pattern = "dots" }, new HashSet<string> { "lit" }, 1);
        Assert.Equal(
            (shelf.Colours.Find("blue"), MaterialKind.Wood, Pattern.Dots, 3f),
            (blue.Colour, blue.Kind, blue.Pattern, blue.Glow));
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
