using System.Numerics;
using Throughline.Problems;
using Throughline.Stage.Scenes;
using Throughline.Yaml;

namespace Throughline.Stage.Assets;

/// <summary>A creature as its file states it: <c>assets/creatures/name.yaml</c>.</summary>
internal sealed record CreatureText
{
    /// <summary>Name: the file's.</summary>
    public required string Name { get; init; }

    /// <summary>Other words for it.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>How messages name its file.</summary>
    public required string File { get; init; }

    /// <summary>The creature it is a kind of, whose file says the rest; null for none.</summary>
    public string? Like { get; init; }

    /// <summary>Name of its builder; null when <see cref="Like"/> says it.</summary>
    public string? Family { get; init; }

    /// <summary>Traits it has when the scene does not say otherwise.</summary>
    public Traits Traits { get; init; } = Traits.None;

    /// <summary>The measures that its family knows, by name.</summary>
    public IReadOnlyDictionary<string, float> Measures { get; init; } = new Dictionary<string, float>();

    /// <summary>Its choices by name: kinds of ears, tails.</summary>
    public IReadOnlyDictionary<string, string> Kinds { get; init; } = new Dictionary<string, string>();

    /// <summary>Materials of its regions.</summary>
    public IReadOnlyDictionary<string, MaterialText> Materials { get; init; } = new Dictionary<string, MaterialText>();

    /// <summary>What people are chosen from; null for animals.</summary>
    public PersonLook? Look { get; init; }

    /// <summary>Pieces besides those of the family: horns, a trunk, a hump.</summary>
    public IReadOnlyList<CreaturePart> Parts { get; init; } = [];

    /// <summary>Reads a creature; what is wrong is reported.</summary>
    public static CreatureText Read(AssetFile file, AssetFields fields, MaterialShelf shelf)
    {
        var problems = fields.Problems;
        var look = new PersonLook
        {
            Skins = ColoursOf(fields, "skins", shelf),
            Hairs = ColoursOf(fields, "hairs", shelf),
            Eyes = ColoursOf(fields, "eye colours", shelf),
            WomenHair = fields.Texts("hair of women"),
            MenHair = fields.Texts("hair of men"),
            Beards = fields.Texts("beards"),
            WomenOutfits = Outfits(fields, "outfits of women"),
            MenOutfits = Outfits(fields, "outfits of men"),
        };
        var measures = new Dictionary<string, float>(StringComparer.Ordinal);
        var kinds = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in fields.Fields("shape")?.Entries ?? [])
        {
            if (AssetFields.NumberOf(entry.Value) is { } number && MathF.Abs(number) < 1000)
            {
                measures.Add(entry.Key.Text, number);
            }
            else if (entry.Value is YamlScalar { IsEmpty: false } kind)
            {
                kinds.Add(entry.Key.Text, kind.Text);
            }
            else
            {
                problems.Error(
                    entry.Value.Place, $"{Quoted.Of(entry.Key.Text)} is a number or a word, not {entry.Value.Kind}");
            }
        }

        var materials = new Dictionary<string, MaterialText>(StringComparer.Ordinal);
        foreach (var entry in fields.Fields("materials")?.Entries ?? [])
        {
            materials.Add(entry.Key.Text, MaterialText.Read(entry.Value, shelf, problems));
        }

        var text = new CreatureText
        {
            Name = file.Name,
            Words = fields.Texts("words"),
            File = file.Shown,
            Like = fields.Text("like"),
            Family = fields.Text("family"),
            Traits = fields.Fields("traits") is { } traits ? TraitsOf(traits) : Traits.None,
            Measures = measures,
            Kinds = kinds,
            Materials = materials,
            Look = look.Skins.Count > 0 ? look : null,
            Parts = [
                .. fields.Items("parts", 80).Select(item => CreaturePart.Read(item, problems)).OfType<CreaturePart>()
            ],
        };
        if (text.Like is null && text.Family is null)
        {
            fields.Error(
                null, "the creature has neither 'family' nor 'like'", "Write 'family: quadruped' or 'like: dog'.");
        }

        fields.End();
        return text;
    }

    /// <summary>This file over the one it is like.</summary>
    public CreatureText Over(CreatureText basis) => this with
    {
        Like = null,
        Family = Family ?? basis.Family,
        Traits = Over(Traits, basis.Traits),
        Measures = Both(Measures, basis.Measures),
        Kinds = Both(Kinds, basis.Kinds),
        Materials = Both(Materials, basis.Materials),
        Look = Look ?? basis.Look,
        Parts = [.. basis.Parts, .. Parts],
    };

    /// <summary>What a scene says over what a file says.</summary>
    public static Traits Over(Traits said, Traits usual) => said with
    {
        Colour = said.Colour ?? usual.Colour,
        SecondColour = said.SecondColour ?? usual.SecondColour,
        Material = said.Material ?? usual.Material,
        Pattern = said.Pattern ?? usual.Pattern,
        Size = said.Size * usual.Size,
        Age = said.Age ?? usual.Age,
        Build = said.Build ?? usual.Build,
        Gender = said.Gender ?? usual.Gender,
        Mood = said.Mood ?? usual.Mood,
        HairColour = said.HairColour ?? usual.HairColour,
        Hair = said.Hair ?? usual.Hair,
        Beard = said.Beard ?? usual.Beard,
        Skin = said.Skin ?? usual.Skin,
        Wears = [.. said.Wears, .. usual.Wears],
        Holds = said.Holds.Count > 0 ? said.Holds : usual.Holds,
        Variants = [.. said.Variants, .. usual.Variants],
    };

    private static Traits TraitsOf(AssetFields fields)
    {
        var traits = new Traits
        {
            Colour = fields.Text("colour"),
            SecondColour = fields.Text("second"),
            Size = fields.Number("size", 1, 0.1f, 10),
            Age = fields.Has("age") ? fields.Number("age", 30, 0, 200) : null,
            Build = fields.Has("build") ? fields.Number("build", 0.5f, 0, 1) : null,
            Gender = fields.Text("gender"),
            Mood = fields.Text("mood"),
            HairColour = fields.Text("hair colour"),
            Hair = fields.Text("hair"),
            Beard = fields.Text("beard"),
            Skin = fields.Text("skin"),
            Wears = [.. fields.Texts("wears").Select(WornOf)],
            Holds = fields.Texts("holds"),
        };
        fields.End();
        return traits;
    }

    // A garment, and before it perhaps a colour: "yellow raincoat".
    internal static Worn WornOf(string text)
    {
        var space = text.LastIndexOf(' ');
        return space < 0 ? new(text) : new(text[(space + 1)..], text[..space]);
    }

    private static List<Vector3> ColoursOf(AssetFields fields, string key, MaterialShelf shelf)
    {
        var colours = new List<Vector3>();
        foreach (var text in fields.Texts(key))
        {
            if (shelf.Colours.Find(text) is { } colour)
            {
                colours.Add(colour);
            }
            else
            {
                fields.Problems.Unknown(
                    fields.Find(key)!.Place, $"there is no colour {Quoted.Of(text)}", text, shelf.Colours.Names);
            }
        }

        return colours;
    }

    private static IReadOnlyList<IReadOnlyList<string>> Outfits(AssetFields fields, string key) =>
        [
            .. fields.Items(key, 100).OfType<YamlSequence>().Select(
                list => (IReadOnlyList<string>)[.. list.Items.OfType<YamlScalar>().Select(item => item.Text)])
        ];

    private static Dictionary<string, T> Both<T>(
        IReadOnlyDictionary<string, T> over, IReadOnlyDictionary<string, T> under)
    {
        var both = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (key, value) in under.Concat(over))
        {
            both[key] = value;
        }

        return both;
    }
}
