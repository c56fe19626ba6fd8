using System.Numerics;
using Throughline.Problems;
using Throughline.Yaml;

namespace Throughline.Stage.Assets;

/// <summary>
/// Something worn, read from <c>assets/garments/name.yaml</c>. A garment is made of what it lists: a trunk with
/// sleeves, legs, a skirt, shoes, a turned hat and so on. Thicknesses are hundredths of the wearer's height; hats and
/// parts about the head are in half heads from its middle.
/// </summary>
internal sealed record Garment
{
    /// <summary>Name: the file's.</summary>
    public required string Name { get; init; }

    /// <summary>Other words for it.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>What it takes the place of.</summary>
    public required GarmentSlot Slot { get; init; }

    /// <summary>
    /// Garments that go with it when nothing else is said, each perhaps after a colour: <c>white shirt</c>.
    /// </summary>
    public IReadOnlyList<string> With { get; init; } = [];

    /// <summary>Its cloth.</summary>
    public required MaterialText Cloth { get; init; }

    /// <summary>Buttons, soles, bands.</summary>
    public required MaterialText Trim { get; init; }

    /// <summary>Thickness over the body.</summary>
    public float Thick { get; init; } = 0.6f;

    /// <summary>Whether it has a trunk.</summary>
    public bool Trunk { get; init; }

    /// <summary>Where sleeves end: 0 none, 0.5 elbow, 1 wrist.</summary>
    public float Sleeve { get; init; }

    /// <summary>How much wider sleeves end.</summary>
    public float SleeveWide { get; init; }

    /// <summary>Where trouser legs end: 0 none, 0.52 knee, 1 ankle.</summary>
    public float Legs { get; init; }

    /// <summary>How much wider legs end.</summary>
    public float LegsWide { get; init; }

    /// <summary>Where a skirt or coat-tails end: 0 none, 1 the ground.</summary>
    public float Skirt { get; init; }

    /// <summary>How much wider the skirt ends, against the hips.</summary>
    public float Flare { get; init; } = 0.3f;

    /// <summary>Folds around the hem.</summary>
    public int Folds { get; init; } = 9;

    /// <summary><c>none</c>, <c>crew</c>, <c>roll</c>, <c>stand</c>, <c>shirt</c>, <c>fur</c>, <c>ruff</c>.</summary>
    public string Collar { get; init; } = "none";

    /// <summary>Buttons down the front.</summary>
    public int Buttons { get; init; }

    /// <summary>Whether it has a belt of the trim.</summary>
    public bool Belt { get; init; }

    /// <summary>How deep it is open at the neck, 0 to 1.</summary>
    public float Open { get; init; }

    /// <summary>A hood: <c>none</c>, <c>down</c>, <c>up</c>.</summary>
    public string Hood { get; init; } = "none";

    /// <summary>A cape down the back: where it ends, 0 none to 1 the ground.</summary>
    public float Cape { get; init; }

    /// <summary>Shoes: how far up the shin, 0 to 1; null for none.</summary>
    public float? Shaft { get; init; }

    /// <summary>Whether it covers the hands.</summary>
    public bool Gloves { get; init; }

    /// <summary>Glasses: <c>round</c>, <c>square</c>, <c>dark</c>, <c>goggles</c>; null for none.</summary>
    public string? Glasses { get; init; }

    /// <summary>Whether it is a scarf about the neck.</summary>
    public bool Scarf { get; init; }

    /// <summary>An apron: where it ends, 0 none to 1 the ground.</summary>
    public float Apron { get; init; }

    /// <summary>A turned hat: distance from the axis and height, in half heads; empty for none.</summary>
    public IReadOnlyList<Vector2> Hat { get; init; } = [];

    /// <summary>Degrees the hat leans back, and to the left.</summary>
    public Vector2 HatTilt { get; init; }

    /// <summary>Lengths of a hat's front-back against left-right.</summary>
    public float HatLong { get; init; } = 1.08f;

    /// <summary>Height in half heads and width of a band about the hat, of the trim; null for none.</summary>
    public Vector3? Band { get; init; }

    /// <summary>Whether the hat hides the hair above it.</summary>
    public bool HidesHair { get; init; }

    /// <summary>Single pieces.</summary>
    public IReadOnlyList<GarmentPart> Parts { get; init; } = [];

    /// <summary>Reads a garment; what is wrong is reported.</summary>
    public static Garment Read(string name, AssetFields fields, MaterialShelf shelf)
    {
        var problems = fields.Problems;
        var cloth = fields.Find("material") is { } node ? MaterialText.Read(node, shelf, problems) : Plain(
            fields, shelf);
        var garment = new Garment
        {
            Name = name,
            Words = fields.Texts("words"),
            Slot = fields.Choice("slot", GarmentSlot.Top),
            With = fields.Texts("with"),
            Cloth = cloth,
            Trim = fields.Find("trim") is { } trim ? MaterialText.Read(trim, shelf, problems) : cloth,
            Thick = fields.Number("thick", 0.6f, 0.1f, 8),
            Trunk = fields.Flag("trunk"),
            Sleeve = fields.Number("sleeve", 0, 0, 1),
            SleeveWide = fields.Number("sleeve wide", 0.15f, 0, 6),
            Legs = fields.Number("legs", 0, 0, 1),
            LegsWide = fields.Number("legs wide", 0.2f, 0, 6),
            Skirt = fields.Number("skirt", 0, 0, 1),
            Flare = fields.Number("flare", 0.3f, -0.3f, 2.5f),
            Folds = fields.Count("folds", 9, 0, 24),
            Collar = fields.Text("collar") ?? "none",
            Buttons = fields.Count("buttons", 0, 0, 12),
            Belt = fields.Flag("belt"),
            Open = fields.Number("open", 0, 0, 1),
            Hood = fields.Text("hood") ?? "none",
            Cape = fields.Number("cape", 0, 0, 1),
            Shaft = fields.Has("shaft") ? fields.Number("shaft", 0, 0, 1) : null,
            Gloves = fields.Flag("gloves"),
            Glasses = fields.Text("glasses"),
            Scarf = fields.Flag("scarf"),
            Apron = fields.Number("apron", 0, 0, 1),
            Hat = [.. fields.Points("hat", 2, 3, 40).Select(point => new Vector2(point[0], point[1]))],
            HatTilt = fields.Numbers("hat tilt", 2, 2) is { } tilt ? new(tilt[0], tilt[1]) : default,
            HatLong = fields.Number("hat long", 1.08f, 0.5f, 2),
            Band = fields.Numbers("band", 3, 3) is { } band ? new(band[0], band[1], band[2]) : null,
            HidesHair = fields.Flag("hides hair", fields.Has("hat")),
            Parts = [
                .. fields.Items("parts", 60).Select(item => GarmentPart.Read(item, problems)).OfType<GarmentPart>()
            ],
        };
        Check(fields, "collar", garment.Collar, ["none", "crew", "roll", "stand", "shirt", "fur", "ruff"]);
        Check(fields, "hood", garment.Hood, ["none", "down", "up"]);
        Check(fields, "glasses", garment.Glasses, ["round", "square", "dark", "goggles"]);
        fields.End();
        return garment;
    }

    private static MaterialText Plain(AssetFields fields, MaterialShelf shelf)
    {
        fields.Error(null, "the garment has no 'material'", "Write 'material: {kind: cloth, colour: trait red}'.");
        return MaterialText.Read(new YamlMapping(fields.Place, []), shelf, fields.Problems);
    }

    private static void Check(AssetFields fields, string key, string? value, string[] known)
    {
        if (value is not null && !known.Contains(value))
        {
            fields.Problems.Unknown(fields.Find(key)!.Place, $"there is no {key} {Quoted.Of(value)}", value, known);
        }
    }
}
