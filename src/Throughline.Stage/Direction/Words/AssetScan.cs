using Throughline.Films;
using Throughline.Problems;
using Throughline.Stage.Assets;
using Throughline.Yaml;

namespace Throughline.Stage.Direction;

/// <summary>
/// What the files of a folder are called: names, words and anchors, nothing else. What is wrong with a file, its
/// builder says.
/// </summary>
internal static class AssetScan
{
    private static readonly (string Folder, AssetKind Kind)[] _folders =
    [
        ("creatures", AssetKind.Creature),
        ("props", AssetKind.Prop),
        ("vehicles", AssetKind.Prop),
        ("plants", AssetKind.Prop),
        ("sets", AssetKind.Set),
        ("actions", AssetKind.Action),
        ("looks", AssetKind.Look),
        ("garments", AssetKind.Garment),
    ];

    private static readonly string[] _sizes = ["height", "width", "length"];

    // The largest thing that is held in a hand without a grip, metres.
    private const float Handy = 0.6f;

    // The smallest plant that woods are made of, metres.
    private const float Tall = 2.5f;

    /// <summary>The assets of a folder, a user's models among them.</summary>
    public static IEnumerable<AssetWords> Of(AssetFolder folder)
    {
        foreach (var (name, kind) in _folders)
        {
            var assets = folder.In(name).Select(file => Read(file, kind, name)).OfType<AssetWords>().ToList();
            foreach (var asset in assets)
            {
                // An eagle that is like a crow is a bird.
                yield return assets.Find(one => one.Name == asset.Like) is { } other ? asset with
                {
                    Family = asset.Family ?? other.Family,
                    Element = asset.Element ?? other.Element,
                    IsWinged = asset.IsWinged || other.IsWinged,
                }
                : asset;
            }
        }

        foreach (var model in folder.In("", ".glb"))
        {
            yield return new AssetWords { Name = model.Name, Kind = AssetKind.Prop };
        }
    }

    // Null for what is only a part of other assets.
    private static AssetWords? Read(AssetFile file, AssetKind kind, string folder)
    {
        var isVehicle = folder == "vehicles";
        var problems = new ProblemList(file.Shown);
        var root = FilmText.Read(file.Bytes(), AssetFolder.LargestText, problems) is { } text
            ? YamlText.Read(text, "an asset", problems) as YamlMapping
            : null;
        if (root?.Find("part") is YamlScalar { Text: "yes" or "true" })
        {
            return null;
        }

        string? TextOf(string key) => root?.Find(key) is YamlScalar { IsEmpty: false } scalar ? scalar.Text : null;
        var anchors = NamesOf(root?.Find("anchors")).ToList();
        var size = _sizes.Max(key => AssetFields.NumberOf(root?.Find(key)) ?? 0);
        return new AssetWords
        {
            Name = file.Name,
            Kind = kind,
            Words = WordsOf(root?.Find("words")),
            Also = kind == AssetKind.Prop ? WordsOf(root?.Find("also")) : [],
            Pieces = kind == AssetKind.Set ? [.. PiecesOf(root?.Find("pieces")).Distinct(StringComparer.Ordinal)] : [],
            Anchors = kind == AssetKind.Set ? [.. anchors, .. NamesOf(root?.Find("ways"))] : [],
            IsRoom = kind == AssetKind.Set && root?.Find("room") is not null,
            Element = TextOf("element") ?? (isVehicle ? "ground" : null) ?? (root?.Find("shape") is YamlMapping body
                && body.Find("home") is YamlScalar home ? home.Text : null),
            Like = kind == AssetKind.Creature ? TextOf("like") : null,
            Family = TextOf("family"),
            IsWinged = kind == AssetKind.Creature
                && root?.Find("shape") is YamlMapping shape && shape.Find("wing") is not null,
            Slot = TextOf("slot"),
            Uses = kind == AssetKind.Action ? WordsOf(root?.Find("uses")) : [],
            Holds = kind == AssetKind.Action ? WordsOf(root?.Find("holds")) : [],
            Brings = kind == AssetKind.Action ? WordsOf(root?.Find("brings")) : [],
            IsSeated = kind == AssetKind.Action && TextOf("seated") is "yes" or "true",
            Seating = kind == AssetKind.Prop ? TextOf("seating") : null,
            Played = kind == AssetKind.Prop ? TextOf("played") : null,
            IsSeat = kind == AssetKind.Prop && !isVehicle && anchors.Contains("seat"),
            HasTop = kind == AssetKind.Prop && !isVehicle && anchors.Contains("top"),
            HasDriver = isVehicle && anchors.Contains("seat"),
            Size = size,
            IsTree = folder == "plants" && size >= Tall,
            IsRidden = isVehicle
                && (anchors.Contains("seat") || anchors.Contains("inside") || anchors.Contains("deck")),
            IsHandy = kind == AssetKind.Prop && !isVehicle
                && (anchors.Contains("grip") || size is > 0 and <= Handy || TextOf("in hand") is not null),
            InHand = kind == AssetKind.Prop ? TextOf("in hand") : null,
            IsBackdrop = kind == AssetKind.Prop && (anchors.Contains("ground") || anchors.Contains("cloud")),
            IsCover = kind == AssetKind.Prop && anchors.Contains(Model.Cover),
        };
    }

    /// <summary>Words of a list, or of a text with commas.</summary>
    public static IReadOnlyList<string> WordsOf(YamlNode? node) => node switch
    {
        YamlScalar { IsEmpty: false } scalar =>
            scalar.Text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        YamlSequence list => [.. list.Items.OfType<YamlScalar>().Select(item => item.Text)],
        _ => [],
    };

    // What stands on the ground: at two numbers, not at three.
    private static IEnumerable<string> PiecesOf(YamlNode? node) => (node as YamlSequence)?.Items.OfType<YamlMapping>()
        .Where(piece => piece.Find("at") is not YamlSequence { Items.Count: 3 })
        .Select(piece => piece.Find("prop")).OfType<YamlScalar>().Select(name => name.Text) ?? [];

    private static IEnumerable<string> NamesOf(YamlNode? node) => node switch
    {
        YamlMapping mapping => mapping.Entries.Select(entry => entry.Key.Text),
        YamlSequence list => list.Items
            .OfType<YamlMapping>().Select(item => item.Find("name")).OfType<YamlScalar>().Select(name => name.Text),
        _ => [],
    };
}
