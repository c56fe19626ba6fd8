using System.Collections.Frozen;
using Throughline.Problems;
using Throughline.Yaml;

namespace Throughline.Stage.Stills;

/// <summary>Reads a <see cref="LifeBook"/> from YAML, all mistakes at once.</summary>
internal static class LifeBookReader
{
    private static readonly string[] _keys = ["effects", "words", "strengths", "motions", "flows", "loops", "cannot",
        "still"];

    private static readonly (string Key, LifeWordUse Use)[] _lists =
    [
        ("motions", LifeWordUse.Motion), ("flows", LifeWordUse.Flows), ("loops", LifeWordUse.Loop),
            ("cannot", LifeWordUse.Cannot),
        ("still", LifeWordUse.Still),
    ];

    /// <summary>Reads a book.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="under">The book that this one adds to; null for none.</param>
    /// <param name="problems">What is wrong.</param>
    /// <returns>The book, or null when something is wrong.</returns>
    public static LifeBook? Read(string text, string file, LifeBook? under, out IReadOnlyList<Problem> problems)
    {
        var list = new ProblemList(file);
        var recipes = under is null ? [] : under.Recipes.ToDictionary();
        var words = under is null ? [] : under.Words.ToDictionary();
        if (YamlText.Read(text, "a life file", list) is { } root)
        {
            if (root is YamlMapping book)
            {
                ReadBook(book, recipes, words, list);
            }
            else
            {
                list.Error(root.Place, $"a life file is a mapping, not {root.Kind}", "Write 'effects:' or 'words:'.");
            }
        }

        problems = list.ToList();
        return list.HasErrors ? null : new LifeBook { Recipes = recipes, Words = words.ToFrozenDictionary() };
    }

    private static void ReadBook(
        YamlMapping book, Dictionary<string, LifeRecipe> recipes, Dictionary<string, LifeWord> words,
            ProblemList problems)
    {
        foreach (var (key, _) in book.Entries.Where(e => !_keys.Contains(e.Key.Text)))
        {
            problems.Unknown(key.Place, $"unknown key {Quoted.Of(key.Text)}", key.Text, _keys);
        }

        foreach (var (name, node) in Entries(book, "effects", problems))
        {
            if (LifeFields.Of(node, $"effect '{name.Text}'", problems) is { } fields)
            {
                recipes[name.Text] = LifeRecipes.Read(name.Text, fields);
            }
        }

        foreach (var (effect, node) in Entries(book, "words", problems))
        {
            if (!recipes.ContainsKey(effect.Text))
            {
                problems.Unknown(effect.Place, $"there is no effect {Quoted.Of(effect.Text)}", effect.Text,
                    recipes.Keys);
            }

            foreach (var (word, value) in Entries(node, effect.Text, problems))
            {
                ReadWord(word.Text, value, LifeWordUse.Effect, effect.Text, words, problems);
            }
        }

        foreach (var (word, value) in Entries(book, "strengths", problems))
        {
            ReadWord(word.Text, value, LifeWordUse.Strength, null, words, problems);
        }

        foreach (var (key, use) in _lists)
        {
            foreach (var word in Items(book.Find(key), key, problems))
            {
                words[word.ToLowerInvariant()] = new LifeWord(use);
            }
        }
    }

    // A number, and 'moving' where the word asks only beside a word of motion.
    private static void ReadWord(
        string word, YamlNode value, LifeWordUse use, string? effect, Dictionary<string, LifeWord> words,
            ProblemList problems)
    {
        var parts = value is YamlScalar scalar ? scalar.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
        var isMoving = parts is [_, "moving"] && use == LifeWordUse.Effect;
        if ((parts.Length == 1 || isMoving) && PlainNumber.TryRead(parts[0], out var strength)
            && strength is > 0 and <= 10)
        {
            words[word.ToLowerInvariant()] = new LifeWord(use, effect, (float)strength, isMoving);
        }
        else
        {
            problems.Error(
                value.Place, $"'{word}' has a strength above 0 and up to 10, not {value.Kind}",
                    "Write '1', or '1 moving'.");
        }
    }

    private static IReadOnlyList<YamlEntry> Entries(YamlMapping book, string key, ProblemList problems) =>
        book.Find(key) is { } node ? Entries(node, key, problems) : [];

    private static IReadOnlyList<YamlEntry> Entries(YamlNode node, string key, ProblemList problems)
    {
        if (node is YamlMapping mapping)
        {
            return mapping.Entries;
        }

        problems.Error(node.Place, $"'{key}' is a mapping, not {node.Kind}");
        return [];
    }

    private static IEnumerable<string> Items(YamlNode? node, string key, ProblemList problems)
    {
        if (node is YamlSequence list && list.Items.All(item => item is YamlScalar))
        {
            return list.Items.Select(item => ((YamlScalar)item).Text);
        }

        if (node is not null)
        {
            problems.Error(node.Place, $"'{key}' is a list of words, not {node.Kind}", $"Write '{key}: [one, two]'.");
        }

        return [];
    }
}
