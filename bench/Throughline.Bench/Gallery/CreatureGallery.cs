using Throughline.Media.Pictures;
using Throughline.Stage.Assets;
using Throughline.Stage.Motion;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;

namespace Throughline.Bench.Gallery;

/// <summary>The gallery's pictures of creatures: contact sheets, character sheets, walk cycles, actions.</summary>
internal static class CreatureGallery
{
    private static readonly string[] _walkers = ["person", "dog", "horse", "elephant", "gull", "robot"];

    /// <summary>Writes them as PNG into a folder.</summary>
    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        var files = AssetFolder.BuiltIn;
        var (library, actions) = (new CreatureLibrary(files), new ActionLibrary(files));
        var look = new LookLibrary(files).Find(LookLibrary.Usual)!;
        using var small = new CharacterSheet(actions, look, new PixelSize(240, 240));
        Save(
            "creatures", small.Contact(
                [
                    .. library.Names.Where(name => library.FamilyOf(name) != CreatureFamily.Biped || name == "robot")
                        .Select(name => library.Build(name, Traits.None, 3))
                ], 7));
        Save(
            "people", small.Contact(
                [
                    .. Enumerable.Range(0, 21).Select(
                        seed => library.Build(
                            "person", Traits.None with { Age = seed % 7 == 5 ? 8 : seed % 7 == 6 ? 74 : null }, seed))
                ], 7));
        Traits[] cast =
        [
            Traits.None with
            {
                Gender = "man",
                Age = 68,
                Beard = "beard",
                Wears = [new("raincoat", "yellow"), new("souwester", "yellow"), new("boots")],
            },
            Traits.None with { Gender = "woman", Age = 9, Hair = "ponytail", Wears = [new("scarf", "red")] },
        ];
        for (var i = 0; i < cast.Length; i++)
        {
            Save($"cast-{i + 1}", small.Cast(library.Build("person", cast[i], 7), 7));
        }

        using var strip = new CharacterSheet(actions, look, new PixelSize(160, 160));
        foreach (var name in _walkers)
        {
            Save(
                $"walk-{name}",
                strip.Strip(library.Build(name, Traits.None, 3), name == "gull" ? "fly" : "walk", 8, 1, -90));
        }

        var actor = library.Build("person", Traits.None, 3);
        foreach (var action in actions.Names.Where(action => actions.Has(action, CreatureFamily.Biped)))
        {
            Save($"action-{action}", strip.Strip(actor, action, 4, 1, -35));
        }

        void Save(string name, Picture picture) => PictureFile.WritePng(picture, Path.Combine(folder, name + ".png"));
    }
}
