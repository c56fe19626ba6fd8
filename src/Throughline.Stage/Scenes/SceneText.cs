using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Throughline.Problems;

namespace Throughline.Stage.Scenes;

/// <summary>
/// The scene file: a <see cref="Scene"/> as YAML that people read and edit, and as JSON of the same keys, which the
/// reader takes too. What is as usual is left out.
/// </summary>
public static partial class SceneText
{
    /// <summary>The version that is written and read.</summary>
    public const int Version = 1;

    private const int LongestLine = 100;

    /// <summary>Writes a scene as YAML.</summary>
    public static string Write(Scene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        var text = new StringBuilder("# A staged scene. Edit it and give it back with --scene.\n");
        Block(SceneTree.Of(scene), "", text);
        return text.ToString();
    }

    /// <summary>Writes a scene as JSON, for programs: the keys of the scene file.</summary>
    public static JsonObject WriteJson(Scene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        return SceneTree.Of(scene);
    }

    /// <summary>
    /// What <c>--explain --json</c> prints: coverage, what was staged and what was not, notes, and the scene itself.
    /// </summary>
    public static JsonObject Explain(Scene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        var tree = SceneTree.Of(scene);
        var explained = new JsonObject
        {
            ["coverage"] = scene.Coverage,
            ["staged"] = Take(tree, "staged") ?? new JsonArray(),
            ["notStaged"] = Take(tree, "not_staged") ?? new JsonArray(),
            ["notes"] = Take(tree, "notes") ?? new JsonArray(),
        };
        tree.Remove("coverage");
        explained["scene"] = tree;
        return explained;
    }

    private static JsonNode? Take(JsonObject tree, string key)
    {
        tree.Remove(key, out var value);
        return value;
    }

    private static void Block(JsonObject tree, string indent, StringBuilder text)
    {
        foreach (var (key, value) in tree)
        {
            text.Append(indent).Append(key).Append(':');
            switch (value)
            {
                case JsonObject inner when Flow(inner) is var flow
                    && (flow.Length + indent.Length + key.Length > LongestLine || indent.Length == 0):
                    text.Append('\n');
                    Block(inner, indent + "  ", text);
                    break;
                case JsonArray items when items.Count > 0 && items[0] is JsonObject && (indent.Length == 0
                    || Flow(items).Length + indent.Length + key.Length > LongestLine || key == "beats"):
                    text.Append('\n');
                    foreach (var item in items)
                    {
                        Item(item!, indent, text);
                    }

                    break;
                default:
                    text.Append(' ').Append(Flow(value)).Append('\n');
                    break;
            }
        }
    }

    private static void Item(JsonNode item, string indent, StringBuilder text)
    {
        if (item is JsonObject tree && tree.ContainsKey("id"))
        {
            var inner = new StringBuilder();
            Block(tree, indent + "  ", inner);
            text.Append(indent).Append("- ").Append(inner, indent.Length + 2, inner.Length - indent.Length - 2);
        }
        else
        {
            text.Append(indent).Append("- ").Append(Flow(item)).Append('\n');
        }
    }

    private static string Flow(JsonNode? value) => value switch
    {
        JsonObject tree => $"{{{string.Join(", ", tree.Select(pair => $"{pair.Key}: {Flow(pair.Value)}"))}}}",
        JsonArray items => $"[{string.Join(", ", items.Select(Flow))}]",
        JsonValue scalar =>
            scalar.GetValueKind() == JsonValueKind.String ? Quote(scalar.GetValue<string>()) : Number(scalar),
        _ => "''",
    };

    private static string Number(JsonValue value) =>
        value.TryGetValue(out decimal exact) ? PlainNumber.Write(exact)
        : value.TryGetValue(out double number) ? PlainNumber.Write((decimal)number)
        : value.ToString();

    // Bare where YAML reads the same text back, else in double quotes.
    private static string Quote(string text)
    {
        var bare = text.Length > 0 && char.IsAsciiLetter(text[0]) && text[^1] != ' '
            && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is ' ' or '_' or '-' or '.' or '+')
            && text.ToLowerInvariant() is not ("true" or "false" or "null" or "yes" or "no" or "on" or "off");
        if (bare)
        {
            return text;
        }

        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
        {
            quoted.Append(letter switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                '\r' => "\\r",
                _ when char.IsControl(letter) || letter is '\u2028' or '\u2029' or '\uFEFF' || letter is >= '\uFFFE' =>
                    string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:X4}"),
                _ => letter.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }
}
