using System.Globalization;
using System.Numerics;
using Throughline.Problems;
using Throughline.Yaml;

namespace Throughline.Stage.Assets;

/// <summary>
/// One mapping of an asset file, asked key by key. What is missing has a default, what is wrong is reported where it
/// stands, and <see cref="End"/> reports the keys that nobody asked for.
/// </summary>
internal sealed class AssetFields
{
    private readonly YamlMapping _mapping;
    private readonly List<string> _known = [];
    private readonly string _what;

    private AssetFields(YamlMapping mapping, string what, ProblemList problems)
    {
        _mapping = mapping;
        _what = what;
        Problems = problems;
    }

    /// <summary>Where problems go.</summary>
    public ProblemList Problems { get; }

    /// <summary>Where the mapping begins.</summary>
    public TextPlace Place => _mapping.Place;

    /// <summary>The keys in the order of the file.</summary>
    public IEnumerable<YamlEntry> Entries => _mapping.Entries;

    /// <summary>The fields of a mapping; null, reported, when <paramref name="node"/> is something else.</summary>
    public static AssetFields? Of(YamlNode node, string what, ProblemList problems)
    {
        if (node is YamlMapping mapping)
        {
            return new AssetFields(mapping, what, problems);
        }

        if (node is not YamlRefused)
        {
            problems.Error(
                node.Place, $"{what} is a mapping, not {node.Kind}", "Write keys with values, such as 'colour: red'.");
        }

        return null;
    }

    /// <summary>A number in a text; null when it is none.</summary>
    public static float? NumberOf(YamlNode? node) =>
        node is YamlScalar { Text: var text } && PlainNumber.TryRead(text, out var number) ? (float)number : null;

    /// <summary>Whether the mapping has the key.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>The value as it is, or null.</summary>
    public YamlNode? Find(string key)
    {
        if (!_known.Contains(key))
        {
            _known.Add(key);
        }

        return _mapping.Find(key);
    }

    /// <summary>A text, or null.</summary>
    public string? Text(string key)
    {
        switch (Find(key))
        {
            case null or YamlRefused:
                return null;
            case YamlScalar { IsEmpty: false } scalar:
                return scalar.Text;
            case var other:
                Problems.Error(other.Place, $"'{key}' is a text, not {other.Kind}");
                return null;
        }
    }

    /// <summary>Several texts; one alone may stand without brackets.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        switch (Find(key))
        {
            case null or YamlRefused:
                return [];
            case YamlScalar { IsEmpty: false } scalar:
                return [scalar.Text];
            case YamlSequence list when list.Items.All(item => item is YamlScalar):
                return [.. list.Items.Select(item => ((YamlScalar)item).Text)];
            case var other:
                Problems.Error(other.Place, $"'{key}' is a word or a list of words, not {other.Kind}");
                return [];
        }
    }

    /// <summary>A number within bounds.</summary>
    public float Number(string key, float otherwise, float least = -10000, float most = 10000)
    {
        switch (Find(key))
        {
            case null or YamlRefused:
                return otherwise;
            case var node when NumberOf(node) is { } number:
                return Within(node, key, number, least, most);
            case var other:
                Problems.Error(other.Place, $"'{key}' is a number, not {other.Kind}");
                return otherwise;
        }
    }

    /// <summary>A whole number within bounds.</summary>
    public int Count(string key, int otherwise, int least, int most) =>
        (int)MathF.Round(Number(key, otherwise, least, most));

    /// <summary>
    /// Numbers, between <paramref name="fewest"/> and <paramref name="most"/> of them; null when the key is missing or
    /// wrong.
    /// </summary>
    public float[]? Numbers(string key, int fewest, int most) =>
        Find(key) is { } node ? NumbersOf(node, key, fewest, most) : null;

    /// <summary>Three numbers; one alone stands for all three.</summary>
    public Vector3 Vector(string key, Vector3 otherwise) =>
        Find(key) is not { } node ? otherwise
        : NumberOf(node) is { } all ? new Vector3(all)
        : NumbersOf(node, key, 3, 3) is { } three ? new Vector3(three[0], three[1], three[2]) : otherwise;

    /// <summary>
    /// A list of points of <paramref name="parts"/> numbers each (or up to <paramref name="mostParts"/>).
    /// </summary>
    public float[][] Points(string key, int parts, int fewest, int most, int mostParts = 0)
    {
        if (Find(key) is not { } node)
        {
            return [];
        }

        if (node is not YamlSequence list || list.Items.Count < fewest || list.Items.Count > most)
        {
            Refuse(
                node, $"'{key}' is a list of {fewest} to {most} points",
                $"Write [[0, 0], [1, 2]] with {parts} numbers each.");
            return [];
        }

        var points = list.Items
            .Select(item => NumbersOf(item, key, parts, Math.Max(parts, mostParts))).OfType<float[]>().ToArray();
        return points.Length == list.Items.Count ? points : [];
    }

    /// <summary>A yes or no.</summary>
    public bool Flag(string key, bool otherwise = false)
    {
        switch (Find(key))
        {
            case null or YamlRefused:
                return otherwise;
            case YamlScalar { Text: "true" or "yes" }:
                return true;
            case YamlScalar { Text: "false" or "no" }:
                return false;
            case var other:
                Problems.Error(other.Place, $"'{key}' is yes or no, not {other.Kind}");
                return otherwise;
        }
    }

    /// <summary>One of the names of <typeparamref name="T"/>, in small letters; spaces and '_' are free.</summary>
    public T Choice<T>(string key, T otherwise)
        where T : struct, Enum => Text(key) is { } text ? ChoiceOf(Find(key)!, text, key, otherwise) : otherwise;

    /// <summary>The fields of a mapping below, or null.</summary>
    public AssetFields? Fields(string key) => Find(key) is { } node ? Of(node, $"'{key}'", Problems) : null;

    /// <summary>The items of a list; null items are left out; at most <paramref name="most"/>.</summary>
    public IReadOnlyList<YamlNode> Items(string key, int most = 500)
    {
        switch (Find(key))
        {
            case null or YamlRefused:
                return [];
            case YamlSequence list when list.Items.Count <= most:
                return list.Items;
            case var other:
                Refuse(other, $"'{key}' is a list of at most {most}", null);
                return [];
        }
    }

    /// <summary>Reports an error at a key, or at the mapping when the key is missing.</summary>
    public void Error(string? key, string message, string? fix = null) =>
        Problems.Error(key is not null && _mapping.Find(key) is { } node ? node.Place : Place, message, fix);

    /// <summary>Reports the keys that were never asked for.</summary>
    public void End()
    {
        foreach (var entry in _mapping.Entries)
        {
            if (!_known.Contains(entry.Key.Text))
            {
                Problems.Unknown(
                    entry.Key.Place, $"{_what} has no key {Quoted.Of(entry.Key.Text)}", entry.Key.Text, _known);
            }
        }
    }

    private T ChoiceOf<T>(YamlNode node, string text, string key, T otherwise)
        where T : struct, Enum
    {
        var plain = text.Replace(" ", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(value.ToString(), plain, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        var names = Enum.GetNames<T>().Select(name => name.ToLowerInvariant());
        Problems.Unknown(node.Place, $"there is no {key} {Quoted.Of(text)}", plain, names);
        return otherwise;
    }

    private float[]? NumbersOf(YamlNode node, string key, int fewest, int most)
    {
        if (node is YamlSequence list && list.Items.Count >= fewest && list.Items.Count <= most)
        {
            var numbers = list.Items.Select(NumberOf).ToList();
            if (numbers.TrueForAll(number => number is not null))
            {
                return [.. list.Items.Zip(numbers, (item, number) => Within(item, key, number!.Value, -10000, 10000))];
            }
        }

        var count = fewest == most ? fewest.ToString(CultureInfo.InvariantCulture) : $"{fewest} to {most}";
        Refuse(node, $"'{key}' is a list of {count} numbers", null);
        return null;
    }

    private float Within(YamlNode node, string key, float number, float least, float most)
    {
        if (number >= least && number <= most)
        {
            return number;
        }

        Problems.Error(
            node.Place, FormattableString.Invariant($"'{key}' is {number}"),
            FormattableString.Invariant($"It goes from {least} to {most}."));
        return Math.Clamp(number, least, most);
    }

    private void Refuse(YamlNode node, string message, string? fix)
    {
        if (node is not YamlRefused)
        {
            Problems.Error(node.Place, message, fix);
        }
    }
}
