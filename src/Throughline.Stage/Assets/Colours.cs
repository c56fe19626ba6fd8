using System.Globalization;
using System.Numerics;
using Throughline.Problems;
using Throughline.Yaml;

namespace Throughline.Stage.Assets;

/// <summary>Colours by name (<c>assets/words/colours.yaml</c>) or as <c>#rrggbb</c>, to linear light.</summary>
public sealed class Colours
{
    /// <summary>Where the names are.</summary>
    public const string File = "words/colours.yaml";

    private readonly Dictionary<string, Vector3> _colours = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The colours of a folder.</summary>
    /// <exception cref="AssetException">The file is not right.</exception>
    public Colours(AssetFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var file = folder.Find(File) ?? throw AssetException.Of(File, "there are no colours", null);
        var problems = new ProblemList(file.Shown);
        foreach (var entry in file.Fields("the list of colours", problems)?.Entries ?? [])
        {
            if (entry.Value is YamlScalar { Text: var text } && Parse(text) is { } colour)
            {
                _colours.TryAdd(entry.Key.Text, colour);
            }
            else
            {
                problems.Error(entry.Value.Place, $"{entry.Value.Kind} is not a colour", "Write '#rrggbb' in quotes.");
            }
        }

        if (problems.HasErrors)
        {
            throw new AssetException(problems.ToList());
        }
    }

    /// <summary>The names.</summary>
    public IReadOnlyCollection<string> Names => _colours.Keys;

    /// <summary>
    /// The colour of a name or <c>#rrggbb</c> in linear light, 0 to 1 each; null when it is none. A shade may come
    /// before a name: <c>dark red</c>, <c>pale blue</c>, <c>bright green</c>, <c>deep purple</c>, <c>light brown</c>,
    /// <c>dull yellow</c>.
    /// </summary>
    public Vector3? Find(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return null;
        }

        name = name.Trim();
        if (name[0] == '#')
        {
            return Parse(name);
        }

        if (_colours.TryGetValue(name, out var colour)
            || _colours.TryGetValue(name.Replace('_', ' ').Replace('-', ' '), out colour))
        {
            return colour;
        }

        var space = name.IndexOfAny([' ', '-', '_']);
        return space > 0 && Find(name[(space + 1)..]) is { } plain ? Shade(
            name[..space].ToLowerInvariant(), plain) : null;
    }

    /// <summary>From sRGB, 0 to 1, to linear light.</summary>
    public static float Linear(float value) =>
        value <= 0.04045f ? value / 12.92f : MathF.Pow((value + 0.055f) / 1.055f, 2.4f);

    private static Vector3? Shade(string shade, Vector3 plain)
    {
        var grey = new Vector3(Vector3.Dot(plain, new(0.2126f, 0.7152f, 0.0722f)));
        return shade switch
        {
            "dark" => plain * 0.35f,
            "deep" => Vector3.Max(Vector3.Lerp(grey, plain, 1.25f), Vector3.Zero) * 0.5f,
            "light" => Vector3.Lerp(plain, Vector3.One, 0.35f),
            "pale" or "pastel" => Vector3.Lerp(Vector3.Lerp(grey, plain, 0.8f), Vector3.One, 0.5f),
            "bright" or "vivid" => Vector3.Clamp(Vector3.Lerp(grey, plain, 1.2f) * 1.3f, Vector3.Zero, Vector3.One),
            "dull" or "faded" or "dusty" => Vector3.Lerp(plain, grey, 0.5f),
            _ => null,
        };
    }

    private static Vector3? Parse(string text) =>
        text.Length == 7 && text[0] == '#'
            && int.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? new Vector3(
                Linear((value >> 16) / 255f), Linear(((value >> 8) & 255) / 255f), Linear((value & 255) / 255f))
            : null;
}
