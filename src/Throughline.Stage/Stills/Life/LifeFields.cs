using Throughline.Problems;
using Throughline.Yaml;

namespace Throughline.Stage.Stills;

/// <summary>The keys of one mapping of a life file while they are read. What is asked for is known; the rest is
/// reported
/// by <see cref="End"/>.</summary>
internal sealed class LifeFields(YamlMapping mapping, string what, ProblemList problems)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>The fields of a node; null, and an error, when it is no mapping.</summary>
    public static LifeFields? Of(YamlNode node, string what, ProblemList problems)
    {
        if (node is YamlMapping mapping)
        {
            return new LifeFields(mapping, what, problems);
        }

        problems.Error(node.Place, $"{what} is a mapping, not {node.Kind}");
        return null;
    }

    /// <summary>Reports keys that nothing asked for.</summary>
    public void End()
    {
        foreach (var (key, _) in mapping.Entries.Where(e => !_asked.Contains(e.Key.Text)))
        {
            problems.Unknown(key.Place, $"{what}: unknown key {Quoted.Of(key.Text)}", key.Text, _asked);
        }
    }

    /// <summary>A number within -10000 to 10000; <paramref name="usual"/> when it is missing, an error when that is
    /// null.</summary>
    public float Number(string key, float? usual = null) => Numbers(key, 1, usual is { } value ? [value] : null)[0];

    /// <summary>Two numbers.</summary>
    public (float First, float Second) Pair(string key, (float First, float Second)? usual = null)
    {
        var numbers = Numbers(key, 2, usual is { } value ? [value.First, value.Second] : null);
        return (numbers[0], numbers[1]);
    }

    /// <summary>Exactly <paramref name="count"/> numbers, or any number of them for 0.</summary>
    public float[] Numbers(string key, int count, float[]? usual = null)
    {
        switch (Find(key))
        {
            case null when usual is not null:
                return usual;
            case null:
                problems.Error(mapping.Place, $"{what} has no '{key}'");
                return new float[Math.Max(1, count)];
            case YamlSequence { Items.Count: > 0 } list when count == 0 || (count > 1 && list.Items.Count == count):
                return [.. list.Items.Select(item => One(key, item))];
            case YamlScalar scalar when count <= 1:
                return [One(key, scalar)];
            case { } node:
                var wanted = count == 1 ? "a number" : $"{count} numbers in a list";
                problems.Error(node.Place, $"{what}: '{key}' is {wanted}, not {node.Kind}");
                return new float[Math.Max(1, count)];
        }
    }

    /// <summary>One of a few names.</summary>
    public T Choice<T>(string key, T? usual = null)
        where T : struct, Enum
    {
        var node = Find(key);
        if (node is null && usual is { } value)
        {
            return value;
        }

        var names = Enum.GetNames<T>().Select(n => n.ToLowerInvariant());
        if (node is YamlScalar text && Enum.TryParse<T>(text.Text, ignoreCase: true, out var found)
            && names.Contains(text.Text))
        {
            return found;
        }

        problems.Unknown(
            node?.Place ?? mapping.Place, $"{what}: '{key}' is one of {string.Join(", ", names)}",
                (node as YamlScalar)?.Text ?? "", names);
        return default;
    }

    /// <summary>Whether it says true.</summary>
    public bool Flag(string key)
    {
        var node = Find(key);
        if (node is not (null or YamlScalar { Text: "true" or "false" }))
        {
            problems.Error(node.Place, $"{what}: '{key}' is true or false, not {node.Kind}");
        }

        return node is YamlScalar { Text: "true" };
    }

    /// <summary>A word; null when it is missing.</summary>
    public string? Word(string key) => Find(key) is YamlScalar { IsEmpty: false } scalar ? scalar.Text : null;

    /// <summary>A list of words; none when it is missing.</summary>
    public IReadOnlyList<string> Words(string key) => Find(key) is YamlSequence list
        ? [.. list.Items.OfType<YamlScalar>().Select(s => s.Text)] : [];

    /// <summary>Whether the key's value is a list.</summary>
    public bool IsList(string key) => Find(key) is YamlSequence;

    /// <summary>What a mapping within it says, read to its end; null when the key is missing.</summary>
    public T? Part<T>(string key, Func<LifeFields, T> read)
        where T : class
    {
        if (Find(key) is not { } node || Of(node, $"{what}: '{key}'", problems) is not { } fields)
        {
            return null;
        }

        var part = read(fields);
        fields.End();
        return part;
    }

    /// <summary>What a mapping within it says; an error when the key is missing.</summary>
    public T Needed<T>(string key, Func<LifeFields, T> read)
        where T : class
    {
        if (Find(key) is null)
        {
            problems.Error(mapping.Place, $"{what} has no '{key}'");
        }

        return Part(key, read) ?? read(new LifeFields(new YamlMapping(mapping.Place, []), what, new ProblemList("")));
    }

    private YamlNode? Find(string key)
    {
        _asked.Add(key);
        return mapping.Find(key);
    }

    private float One(string key, YamlNode node)
    {
        if (node is YamlScalar scalar && PlainNumber.TryRead(scalar.Text, out var number) && Math.Abs(number) <= 10000)
        {
            return (float)number;
        }

        problems.Error(node.Place, $"{what}: '{key}' is a number from -10000 to 10000, not {node.Kind}");
        return 0;
    }
}
