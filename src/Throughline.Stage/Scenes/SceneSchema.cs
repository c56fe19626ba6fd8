using System.Text.Json.Nodes;
using Throughline.Stage.Direction;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Scenes;

/// <summary>
/// The scene file as a JSON schema, with the names there are: what a language model is held to when it writes one.
/// </summary>
public static class SceneSchema
{
    /// <summary>The schema of the scenes that a vocabulary's assets can play.</summary>
    public static JsonObject Of(Vocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        JsonObject Names(params AssetKind[] kinds) => Choice(
            [
                .. vocabulary.Assets.Where(asset => kinds.Contains(asset.Kind))
                    .Select(asset => asset.Name).Distinct().Order(StringComparer.Ordinal)
            ]);
        var text = Type("string");
        var worn = Fields(
            [("item", Names(AssetKind.Garment)), ("colour", text), ("pattern", Named<Pattern>())], "item");
        var traits = Fields(
        [
            ("colour", text), ("second_colour", text), ("material", Named<MaterialKind>()),
            ("pattern", Named<Pattern>()), ("size", Number(0.1, 10)),
            ("age", Number(0, 200)), ("build", Number(0, 1)), ("gender", Choice(["woman", "man"])),
            ("mood", Choice(["happy", "sad", "angry", "afraid", "surprised", "tired", "proud", "calm"])),
            ("hair", Choice(["short", "long", "curly", "bun", "braid", "ponytail", "bald", "bob", "mohawk"])),
            ("hair_colour", text),
            ("beard", Choice(["beard", "moustache", "stubble"])), ("skin", text), ("wears", List(worn, 20)),
            ("holds", List(Names(AssetKind.Prop), 2)),
            ("variants", List(text, 20)),
        ]);
        var place = Fields(
            [("relation", Named<Relation>()), ("to", text), ("and", text), ("facing", Number(-360, 360))]);
        var beat = Fields(
        [
            ("action", Names(AssetKind.Action)), ("together", Type("boolean")), ("toward", text),
            ("course", Named<Course>()), ("pace", Number(0.2, 3)),
            ("manner", text), ("from", Number(0, 600)), ("to", Number(0, 600)),
        ], "action");
        var subject = Fields(
        [
            ("id", text), ("asset", Names(AssetKind.Creature, AssetKind.Prop)), ("count", Number(1, 200)),
            ("traits", traits), ("place", place), ("beats", List(beat, 12)),
        ], "id", "asset");
        var setting = Fields(
        [
            ("set", Names(AssetKind.Set)), ("hour", Number(0, 24)), ("weather", Named<Weather>()),
            ("wind", Number(0, 1)), ("season", Named<Season>()),
            ("mood", List(text, 8)), ("era", text),
        ], "set");
        var camera = Fields(
            [
                ("scale", Named<ShotScale>()), ("angle", Named<CameraAngle>()), ("lens", Number(12, 200)),
                ("subject", text), ("focus", List(text, 4)), ("moves", text)
            ]);
        return Fields(
        [
            ("scene", Choice([1])), ("look", Names(AssetKind.Look)), ("speed", Number(0.1, 24)), ("ramps", Type("boolean")), ("setting", setting),
            ("subjects", List(subject, 24)), ("camera", camera),
            ("not_staged", List(text, 50)),
        ], "scene", "setting", "subjects");
    }

    private static JsonObject Type(string type) => new() { ["type"] = type };

    private static JsonObject Number(double least, double most) =>
        new() { ["type"] = "number", ["minimum"] = least, ["maximum"] = most };

    private static JsonObject Named<T>()
        where T : struct, Enum => Choice([.. Enum.GetValues<T>().Select(value => SceneNames.Of(value))]);

    private static JsonObject Choice(JsonNode[] values) => new() { ["enum"] = new JsonArray(values) };

    private static JsonObject Choice(IEnumerable<string> values) =>
        Choice([.. values.Select(value => JsonValue.Create(value))]);

    private static JsonObject List(JsonObject of, int most) =>
        new() { ["type"] = "array", ["maxItems"] = most, ["items"] = of.DeepClone() };

    private static JsonObject Fields((string Name, JsonObject Schema)[] fields, params ReadOnlySpan<string> needed)
    {
        var properties = new JsonObject();
        foreach (var (name, schema) in fields)
        {
            properties[name] = schema.DeepClone();
        }

        var required = new JsonArray();
        foreach (var name in needed)
        {
            required.Add((JsonNode)name);
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = required,
            ["additionalProperties"] = false,
        };
    }
}
