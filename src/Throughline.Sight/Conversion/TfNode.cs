using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Throughline.Sight.Conversion;

/// <summary>A node of a TensorFlow graph with one output, which has the node's name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Operation">The operator.</param>
/// <param name="Inputs">Names of the nodes whose outputs go in.</param>
internal sealed record TfNode(string Name, string Operation, string[] Inputs)
{
    /// <summary>Its settings as the file has them; undefined when it has none.</summary>
    public JsonElement Attributes { get; init; }

    /// <summary>A list of whole numbers.</summary>
    public long[] Numbers(string name) => Find(name, "list") is { } list && list.TryGetProperty("i", out var items)
        ? [.. items.EnumerateArray().Select(Whole)] : [];

    /// <summary>A whole number; 0 when absent.</summary>
    public long Number(string name) => Find(name, "i") is { } value ? Whole(value) : 0;

    /// <summary>A yes or no; no when absent.</summary>
    public bool Flag(string name) => Find(name, "b") is { ValueKind: JsonValueKind.True };

    /// <summary>Text; empty when absent.</summary>
    public string Text(string name) => Find(name, "s") is { } value ? Decode(value) : "";

    /// <summary>A list of texts.</summary>
    public string[] Texts(string name) => Find(name, "list") is { } list && list.TryGetProperty("s", out var items)
        ? [.. items.EnumerateArray().Select(Decode)] : [];

    private static string Decode(JsonElement value) => Encoding.ASCII.GetString(value.GetBytesFromBase64());

    // Whole numbers are written as numbers or, being 64 bits long, as text.
    private static long Whole(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? long.Parse(value.GetString()!, CultureInfo.InvariantCulture) : value.GetInt64();

    private JsonElement? Find(string name, string kind) =>
        Attributes.ValueKind == JsonValueKind.Object && Attributes.TryGetProperty(name, out var attribute)
        && attribute.TryGetProperty(kind, out var value) ? value : null;
}
