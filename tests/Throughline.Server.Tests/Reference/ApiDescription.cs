using System.Text.Json;

namespace Throughline.Server.Tests.Reference;

/// <summary>The API's description, and whether an answer is as it says.</summary>
internal sealed class ApiDescription(JsonElement root)
{
    /// <summary>Every operation, as <c>GET /api/tasks</c>.</summary>
    public IEnumerable<string> Operations => root.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
        .Where(one => one.Name != "parameters").Select(one => $"{one.Name.ToUpperInvariant()} {path.Name}"));

    /// <summary>Every reference within the document.</summary>
    public IEnumerable<string> References => All(root).Select(one => one.GetString()!);

    /// <summary>What a reference means; fails when it means nothing.</summary>
    public JsonElement Find(string reference) =>
        reference.Split('/')[1..].Aggregate(root, (at, name) => at.GetProperty(name));

    /// <summary>Where an answer is not as its description says; empty when all is well.</summary>
    /// <param name="operation">Such as <c>GET /api/tasks</c>.</param>
    /// <param name="status">The answer's status.</param>
    /// <param name="mediaType">The answer's media type.</param>
    /// <param name="body">The answer.</param>
    public IReadOnlyList<string> Check(string operation, int status, string mediaType, JsonElement body)
    {
        string[] parts = operation.Split(' ');
        JsonElement responses = root.GetProperty("paths")
            .GetProperty(parts[1]).GetProperty(parts[0].ToLowerInvariant()).GetProperty("responses");
        if (!responses.TryGetProperty($"{status}", out JsonElement response))
        {
            return [$"{operation} says nothing of {status}"];
        }

        response = Meant(response);
        if (!response.TryGetProperty("content", out JsonElement content)
            || !content.TryGetProperty(mediaType, out JsonElement described))
        {
            return [$"{operation} {status} says nothing of {mediaType}"];
        }

        var wrong = new List<string>();
        Check(described.GetProperty("schema"), body, operation, wrong);
        return wrong;
    }

    private static IEnumerable<JsonElement> All(JsonElement at) => at.ValueKind switch
    {
        JsonValueKind.Object =>
            at.EnumerateObject().SelectMany(field => field.Name == "$ref" ? [field.Value] : All(field.Value)),
        JsonValueKind.Array => at.EnumerateArray().SelectMany(All),
        _ => [],
    };

    private static bool Is(string type, JsonElement value) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => throw new ArgumentException($"'{type}' is no type.", nameof(type)),
    };

    private JsonElement Meant(JsonElement element) =>
        element.TryGetProperty("$ref", out JsonElement reference) ? Find(reference.GetString()!) : element;

    private void Check(JsonElement schema, JsonElement value, string where, List<string> wrong)
    {
        schema = Meant(schema);
        if (schema.TryGetProperty("oneOf", out JsonElement choices))
        {
            if (!choices.EnumerateArray().Any(choice => IsFine(choice, value)))
            {
                wrong.Add($"{where} is none of its kinds: {value}");
            }

            return;
        }

        if (schema.TryGetProperty("type", out JsonElement type)
            && !(type.ValueKind == JsonValueKind.String ? [type] : type.EnumerateArray().ToArray()).Any(
                one => Is(one.GetString()!, value)))
        {
            wrong.Add($"{where} is no {type}: {value}");
            return;
        }

        if (schema.TryGetProperty("enum", out JsonElement values)
            && values.EnumerateArray().All(one => one.GetString() != value.GetString()))
        {
            wrong.Add($"{where} is none of {values}: {value}");
        }

        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out JsonElement items))
        {
            foreach (JsonElement item in value.EnumerateArray())
            {
                Check(items, item, where + "[]", wrong);
            }
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            CheckFields(schema, value, where, wrong);
        }
    }

    private void CheckFields(JsonElement schema, JsonElement value, string where, List<string> wrong)
    {
        if (schema.TryGetProperty("required", out JsonElement required))
        {
            wrong.AddRange(
                required.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(
                    name => $"{where} lacks {name}"));
        }

        bool isClosed = schema.TryGetProperty("additionalProperties", out JsonElement additional)
            && additional.ValueKind == JsonValueKind.False;
        foreach (JsonProperty field in value.EnumerateObject())
        {
            if (schema.TryGetProperty("properties", out JsonElement properties)
                && properties.TryGetProperty(field.Name, out JsonElement described))
            {
                Check(described, field.Value, $"{where}.{field.Name}", wrong);
            }
            else if (isClosed)
            {
                wrong.Add($"{where}.{field.Name} is not described");
            }
        }
    }

    private bool IsFine(JsonElement schema, JsonElement value)
    {
        var wrong = new List<string>();
        Check(schema, value, "", wrong);
        return wrong.Count == 0;
    }
}
