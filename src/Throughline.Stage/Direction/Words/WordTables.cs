using Throughline.Problems;
using Throughline.Stage.Assets;
using Throughline.Yaml;

namespace Throughline.Stage.Direction;

/// <summary>
/// The tables of <c>assets/words</c>. Most are lines of a meaning and the words for it. A user's <c>times-mine.yaml</c>
/// adds to
/// <c>times.yaml</c>; a user's <c>times.yaml</c> replaces it.
/// </summary>
internal sealed class WordTables
{
    // Table, kind of its meanings, and whether these are numbers.
    private static readonly (string Table, WordKind Kind, bool IsNumber)[] _plain =
    [
        ("times", WordKind.Time, true),
        ("weather", WordKind.Weather, false),
        ("wind", WordKind.Wind, true),
        ("sea", WordKind.Sea, true),
        ("seasons", WordKind.Season, false),
        ("moods", WordKind.Mood, false),
        ("eras", WordKind.Era, false),
        ("materials", WordKind.Material, false),
        ("patterns", WordKind.Pattern, false),
        ("sizes", WordKind.Size, true),
        ("ages", WordKind.Age, true),
        ("builds", WordKind.Build, true),
        ("feelings", WordKind.Feeling, false),
        ("manners", WordKind.Manner, false),
        ("paces", WordKind.Pace, true),
        ("numbers", WordKind.Number, true),
        ("directions", WordKind.Direction, false),
        ("variants", WordKind.Variant, false),
        ("hair", WordKind.Hair, false),
        ("body", WordKind.Body, false),
        ("garments", WordKind.Garment, false),
        ("looks", WordKind.Look, false),
        ("scenery", WordKind.Scenery, false),
        ("nature", WordKind.Nature, false),
        ("roles", WordKind.Role, false),
        ("tempos", WordKind.Tempo, false),
    ];

    private readonly Dictionary<string, PersonWords> _people = new(StringComparer.Ordinal);
    private readonly List<(string Set, string Word)> _homes = [];
    private readonly Dictionary<string, string> _cameraVerbs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Asset, string Word)>> _standIns = new(StringComparer.Ordinal);
    private readonly Vocabulary _vocabulary;

    /// <summary>Reads the tables into a vocabulary.</summary>
    /// <exception cref="AssetException">A table is not right.</exception>
    public WordTables(AssetFolder folder, Vocabulary vocabulary)
    {
        _vocabulary = vocabulary;
        var problems = new List<Problem>();
        foreach (var file in folder.In("words"))
        {
            var list = new ProblemList(file.Shown);
            if (file.Fields("a table of words", list) is { } fields)
            {
                Read(file.Name.Split('-')[0], fields, list);
            }

            problems.AddRange(list.ToList());
        }

        if (problems.Count > 0)
        {
            throw new AssetException(problems);
        }

        foreach (var shade in "dark deep light pale pastel bright vivid dull faded dusty".Split(' '))
        {
            vocabulary.Add(shade, new Meaning(WordKind.Shade, shade));
        }
    }

    /// <summary>What stands in for the kinds of things: asset and WordNet's word for the kind.</summary>
    public IEnumerable<(string Asset, string Word)> StandIns => _standIns.Values.SelectMany(list => list);

    /// <summary>Where things belong: set and word.</summary>
    public IReadOnlyList<(string Set, string Word)> Homes => _homes;

    /// <summary>
    /// The move that a verb means where the camera does it and nowhere else: it glides, drifts, flies; null for none.
    /// </summary>
    public string? CameraVerb(string lemma) => _cameraVerbs.GetValueOrDefault(lemma);

    /// <summary>What a word of <c>people.yaml</c> or <c>kinds.yaml</c> says.</summary>
    public PersonWords Person(string key) => _people[key];

    /// <summary>Whether there is such an entry for people.</summary>
    public bool HasPerson(string key) => _people.ContainsKey(key);

    /// <summary>
    /// Where a garment goes, its own name when its file does not say; null when there is no such garment.
    /// </summary>
    public string? SlotOf(string garment) =>
        _vocabulary.Find(AssetKind.Garment, garment) is { } asset ? asset.Slot ?? garment : null;

    /// <summary>What a fingerprint must know besides the meanings.</summary>
    public string Fingerprint() => string.Join('\n', _people.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair =>
            $"{pair.Key}={pair.Value with { Wears = [], Holds = [], Colours = [] }} {string.Join(',', pair.Value.Wears)} {string.Join(',', pair.Value.Holds)} {string.Join(',', pair.Value.Colours)}"))
        + string.Join(';', _homes) + string.Join(';', StandIns)
        + string.Join(';', _cameraVerbs.OrderBy(pair => pair.Key, StringComparer.Ordinal));

    private void Read(string table, AssetFields fields, ProblemList problems)
    {
        foreach (var (name, kind, isNumber) in _plain)
        {
            if (name == table)
            {
                ReadPlain(fields.Entries, kind, isNumber, problems);
                return;
            }
        }

        switch (table)
        {
            case "colours":
                foreach (var entry in fields.Entries)
                {
                    _vocabulary.Add(entry.Key.Text, new Meaning(WordKind.Colour, entry.Key.Text));
                }

                break;
            case "people" or "kinds":
                foreach (var entry in fields.Entries)
                {
                    ReadPerson(entry, table == "people", problems);
                }

                break;
            case "camera":
                ReadCamera(fields, problems);
                break;
            case "relations":
                ReadPlain(Entries(fields, "relations"), WordKind.Relation, false, problems);
                ReadPlain(Entries(fields, "courses"), WordKind.Course, false, problems);
                fields.End();
                break;
            case "verbs":
                ReadVerbs(fields.Entries, problems);
                break;
            case "standins":
                ReadStandIns(fields.Entries);
                break;
            case "homes":
                _homes.AddRange(
                    fields.Entries.SelectMany(
                        entry => AssetScan.WordsOf(entry.Value).Select(word => (entry.Key.Text, Tokens.Key(word)))));
                break;
            default:
                var tables = _plain.Select(plain => plain.Table).Concat(
                    ["colours", "people", "kinds", "camera", "relations", "verbs", "standins", "homes"]);
                problems.Unknown(TextPlace.WholeFile, $"there is no table {Quoted.Of(table)}", table, tables);
                break;
        }
    }

    private void ReadPlain(IEnumerable<YamlEntry> entries, WordKind kind, bool isNumber, ProblemList problems)
    {
        foreach (var (key, value) in entries)
        {
            var number = 0f;
            if (isNumber && AssetFields.NumberOf(key) is not { } read)
            {
                problems.Error(key.Place, $"{Quoted.Of(key.Text)} is not a number");
                continue;
            }
            else if (isNumber)
            {
                number = AssetFields.NumberOf(key)!.Value;
            }

            var words = AssetScan.WordsOf(value);
            if (words.Count == 0)
            {
                problems.Error(
                    value.Place, $"{Quoted.Of(key.Text)} has no words", "Write the words for it, with commas between.");
            }

            if (kind == WordKind.Garment && _vocabulary.Find(AssetKind.Garment, key.Text) is null)
            {
                continue;
            }

            foreach (var word in words)
            {
                _vocabulary.Add(word, new Meaning(kind, key.Text, number));
            }
        }
    }

    private void ReadPerson(YamlEntry entry, bool isPerson, ProblemList problems)
    {
        if (AssetFields.Of(entry.Value, Quoted.Of(entry.Key.Text), problems) is not { } fields)
        {
            return;
        }

        var person = new PersonWords
        {
            Asset = fields.Text("asset") ?? "person",
            Age = fields.Has("age") ? fields.Number("age", 30, 0, 200) : null,
            Gender = fields.Text("gender"),
            Wears = fields.Texts("wears"),
            Colours = fields.Texts("colours"),
            Holds = fields.Texts("holds"),
            Hair = fields.Text("hair"),
            Beard = fields.Text("beard"),
            Size = fields.Number("size", 1, 0.1f, 10),
            Colour = fields.Text("colour"),
            Second = fields.Text("second"),
            Pattern = fields.Text("pattern"),
            Variant = fields.Text("variant"),
            Count = (int)fields.Number("count", 1, 1, 200),
            Rides = fields.Text("rides"),
        };
        var words = fields.Texts("words");
        fields.End();

        // Where a creature of that name has been made, the stand-in steps back: only the other words still need it.
        var made = !isPerson && _vocabulary.Find(AssetKind.Creature, entry.Key.Text) is not null;
        person = made ? new PersonWords { Asset = entry.Key.Text } : person;
        _people[entry.Key.Text] = person;
        if (_vocabulary.Find(AssetKind.Creature, person.Asset) is null
            && _vocabulary.Find(AssetKind.Prop, person.Asset) is null)
        {
            return;
        }

        foreach (var word in made ? words : words.Prepend(entry.Key.Text))
        {
            _vocabulary.Add(word, new Meaning(isPerson ? WordKind.Person : WordKind.Breed, entry.Key.Text));
        }
    }

    private void ReadCamera(AssetFields fields, ProblemList problems)
    {
        ReadPlain(Entries(fields, "scales"), WordKind.Scale, false, problems);
        ReadPlain(Entries(fields, "angles"), WordKind.Angle, false, problems);
        ReadPlain(Entries(fields, "lenses"), WordKind.Lens, true, problems);
        ReadPlain(Entries(fields, "moves"), WordKind.Move, false, problems);
        ReadPlain(Entries(fields, "focus"), WordKind.Focus, false, problems);
        foreach (var (move, verbs) in Entries(fields, "verbs"))
        {
            foreach (var verb in AssetScan.WordsOf(verbs))
            {
                _cameraVerbs.TryAdd(Tokens.Key(verb), move.Text);
            }
        }

        foreach (var noun in fields.Texts("nouns"))
        {
            _vocabulary.Add(noun, new Meaning(WordKind.CameraNoun, noun));
        }

        fields.End();
    }

    // 'walk 0.6 carefully: creep, tiptoe'
    private void ReadVerbs(IEnumerable<YamlEntry> entries, ProblemList problems)
    {
        foreach (var (key, value) in entries)
        {
            var parts = key.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var (pace, extra) = (1f, (string?)null);
            foreach (var part in parts.Skip(1))
            {
                if (PlainNumber.TryRead(part, out var number) && number is >= 0.2m and <= 3)
                {
                    pace = (float)number;
                }
                else if (char.IsAsciiDigit(part[0]))
                {
                    problems.Error(key.Place, $"{Quoted.Of(part)} is not a pace", "It goes from 0.2 to 3.");
                }
                else
                {
                    extra = part;
                }
            }

            if (_vocabulary.Find(AssetKind.Action, parts[0]) is null)
            {
                continue;
            }

            foreach (var word in AssetScan.WordsOf(value))
            {
                _vocabulary.Add(word, new Meaning(WordKind.Action, parts[0], pace) { Extra = extra });
            }
        }
    }

    private void ReadStandIns(IEnumerable<YamlEntry> entries)
    {
        foreach (var (key, value) in entries)
        {
            var kind = _vocabulary.Find(AssetKind.Creature, key.Text) is not null ? WordKind.Creature
                : _vocabulary.Find(AssetKind.Prop, key.Text) is not null ? WordKind.Prop : (WordKind?)null;
            if (kind is null)
            {
                continue;
            }

            foreach (var word in AssetScan.WordsOf(value))
            {
                var plain = Tokens.Key(word);
                if (!_standIns.TryGetValue(key.Text, out var list))
                {
                    _standIns.Add(key.Text, list = []);
                }

                list.Add((key.Text, plain));
            }
        }
    }

    private static IEnumerable<YamlEntry> Entries(AssetFields fields, string key) => fields.Fields(key)?.Entries ?? [];
}
