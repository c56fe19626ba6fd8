using Throughline.Problems;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Assets;

/// <summary>The creatures of a folder: people, animals, robots. Any thread may build.</summary>
public sealed class CreatureLibrary
{
    private static readonly string[] _families = ["person", "robot", "quadruped", "bird", "fish", "insect", "snake"];

    private readonly Dictionary<string, CreatureText> _creatures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _words = new(StringComparer.OrdinalIgnoreCase);
    private readonly PersonLook _people = new();
    private readonly MaterialShelf _shelf;
    private readonly Wardrobe _wardrobe;
    private readonly Func<string, long, Model?>? _props;

    /// <summary>The creatures of <c>assets/creatures</c> with the garments of <c>assets/garments</c>.</summary>
    /// <param name="folder">The files.</param>
    /// <param name="props">Builds a prop for a hand by name and seed; null when there is none. Null holds
    /// nothing.</param>
    /// <exception cref="AssetException">Files are not right: all that is wrong in all of them.</exception>
    public CreatureLibrary(AssetFolder folder, Func<string, long, Model?>? props = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        _props = props;
        _shelf = new MaterialShelf(folder);
        _wardrobe = new Wardrobe(folder, _shelf);
        var texts = new Dictionary<string, CreatureText>(StringComparer.Ordinal);
        var wrong = new List<Problem>();
        foreach (var file in folder.In("creatures"))
        {
            var problems = new ProblemList(file.Shown);
            if (file.Fields("a creature", problems) is { } fields)
            {
                texts.Add(file.Name, CreatureText.Read(file, fields, _shelf));
            }

            wrong.AddRange(problems.ToList());
        }

        foreach (var text in texts.Values)
        {
            if (Whole(text, texts, 0, wrong) is { } whole)
            {
                _creatures.Add(whole.Name, whole);
            }
        }

        if (wrong.Count > 0)
        {
            throw new AssetException(wrong);
        }

        // Robots take their proportions from people; what people are chosen from is any file's that says so.
        _people = _creatures.Values.FirstOrDefault(creature => creature.Look is not null)?.Look
            ?? new PersonLook
            {
                Skins = [new(0.5f)],
                Hairs = [new(0.1f)],
                Eyes = [new(0.2f)],
                MenHair = ["bald"],
                WomenHair = ["bald"],
                Beards = ["none"],
            };

        foreach (var creature in _creatures.Values)
        {
            _words[creature.Name] = creature.Name;
            _words[creature.Name.Replace('_', ' ')] = creature.Name;
        }

        foreach (var creature in _creatures.Values)
        {
            foreach (var word in creature.Words)
            {
                _words.TryAdd(word, creature.Name);
            }
        }

        Names = [.. _creatures.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>The names, in order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>All words for creatures with the name each stands for.</summary>
    public IReadOnlyDictionary<string, string> Words => _words;

    /// <summary>All words for garments, names among them.</summary>
    public IEnumerable<string> GarmentWords => _wardrobe.Words;

    /// <summary>The name of the creature that a word stands for, or null.</summary>
    public string? Find(string word) => _words.GetValueOrDefault(word);

    /// <summary>The name of the garment that a word stands for, or null.</summary>
    public string? FindGarment(string word) => _wardrobe.Find(word)?.Name;

    /// <summary>How a creature is built, or null when there is none of that name.</summary>
    public CreatureFamily? FamilyOf(string name) => _creatures.GetValueOrDefault(name)?.Family switch
    {
        null => null,
        "person" or "robot" => CreatureFamily.Biped,
        "bird" => CreatureFamily.Bird,
        "fish" => CreatureFamily.Fish,
        "insect" => CreatureFamily.Insect,
        "snake" => CreatureFamily.Snake,
        _ => CreatureFamily.Quadruped,
    };

    /// <summary>Builds a creature. The same arguments give the same creature, bit for bit.</summary>
    /// <param name="name">Name of the creature.</param>
    /// <param name="traits">What it looks like.</param>
    /// <param name="seed">Decides what traits leave open.</param>
    /// <exception cref="ArgumentException">There is no such creature.</exception>
    public Creature Build(string name, Traits traits, long seed)
    {
        ArgumentNullException.ThrowIfNull(traits);
        if (!_creatures.TryGetValue(name, out var text))
        {
            throw new ArgumentException($"There is no creature '{name}'.", nameof(name));
        }

        var holds = CreatureText.Over(traits, text.Traits).Holds;
        var held = holds.Take(2).Select(prop => _props?.Invoke(prop, seed)).OfType<Model>().ToList();
        return text.Family switch
        {
            "person" => new PersonBuilder(text, _wardrobe, _shelf).Build(traits, seed, held),
            "robot" => RobotBuilder.Build(text, traits, seed, _shelf.Colours, _people, held),
            "quadruped" => QuadrupedBuilder.Build(text, traits, seed),
            "bird" => BirdBuilder.Build(text, traits, seed),
            "fish" => FishBuilder.Build(text, traits, seed),
            "insect" => InsectBuilder.Build(text, traits, seed),
            "snake" => SnakeBuilder.Build(text, traits, seed),
            _ => throw new InvalidOperationException($"'{text.Family}' has no builder."),
        };
    }

    private static CreatureText? Whole(
        CreatureText text, Dictionary<string, CreatureText> texts, int depth, List<Problem> wrong)
    {
        if (text.Like is not { } like)
        {
            if (text.Family is { } family && !_families.Contains(family))
            {
                return Wrong($"there is no family '{family}'", NearestName.Fix(family, _families));
            }

            return text.Family == "person" && text.Look is null ? Wrong(
                "people have no 'skins'", "Write 'like: person'.") : text;
        }

        if (depth > 8 || !texts.TryGetValue(like, out var basis))
        {
            return Wrong(
                depth > 8 ? "creatures are like each other in a circle" : $"there is no creature '{like}'",
                NearestName.Fix(like, texts.Keys));
        }

        return Whole(basis, texts, depth + 1, wrong) is { } whole ? text.Over(whole) : null;

        CreatureText? Wrong(string message, string? fix)
        {
            wrong.Add(new Problem { File = text.File, Place = TextPlace.WholeFile, Message = message, Fix = fix });
            return null;
        }
    }
}
