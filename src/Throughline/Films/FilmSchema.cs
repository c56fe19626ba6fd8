using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Throughline.Films;

/// <summary>The JSON schema (draft 2020-12) of film.yaml for editors, made from the keys the reader reads by.</summary>
public static class FilmSchema
{
    /// <summary>The schema as indented JSON, ending in a line feed; always the same for the same program.</summary>
    public static string Write()
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        using (var writer = new Utf8JsonWriter(stream, options))
        {
            Schema().WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    internal static JsonObject Schema()
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Throughline film, version 1",
            ["description"] = "A film: the cast, the shots and the camera.",
        };
        foreach (var (name, value) in FilmKeys.Film.Schema())
        {
            schema[name] = value?.DeepClone();
        }

        schema["$defs"] = new JsonObject { ["camera"] = CameraForm.Definition() };
        return schema;
    }

    internal static JsonObject Enumeration(IEnumerable<string> names) => new() { ["enum"] = Names(names) };

    internal static JsonArray Names(IEnumerable<string> names) =>
        new([.. names.Select(name => JsonValue.Create(name))]);

    internal static JsonArray OneRequired(params string[] names) =>
        new([.. names.Select(name => new JsonObject { ["required"] = Names([name]) })]);
}
