using System.Globalization;
using System.Text.Json.Nodes;
using Throughline.Camera;

namespace Throughline.Stage.Scenes;

/// <summary>
/// A scene as a tree of keys and values: the one shape of the scene file and of its JSON. What is as usual is left out.
/// </summary>
internal static class SceneTree
{
    /// <summary>The tree of a scene.</summary>
    public static JsonObject Of(Scene scene)
    {
        var tree = new JsonObject { ["scene"] = SceneText.Version };
        Put(tree, "prompt", scene.Prompt.Length == 0 ? null : scene.Prompt);
        tree["look"] = scene.Look;
        tree["seed"] = scene.Seed;
        tree["seconds"] = scene.Seconds;
        Put(tree, "speed", scene.Tempo.IsUsual ? null : Exact(scene.Tempo.Speed));
        Put(tree, "ramps", scene.Tempo.Ramps ? true : null);
        tree["setting"] = Of(scene.Setting);
        Put(tree, "camera", Of(scene.Camera));
        if (scene.Subjects.Count > 0)
        {
            tree["subjects"] = new JsonArray([.. scene.Subjects.Select(Of)]);
        }

        if (scene.Coverage != 1 || scene.Staged.Count > 0 || scene.NotStaged.Count > 0 || scene.Notes.Count > 0)
        {
            tree["coverage"] = scene.Coverage;
            Put(tree, "not_staged", List(scene.NotStaged));
            Put(tree, "notes", List(scene.Notes));
            Put(tree, "staged", scene.Staged.Count == 0 ? null : new JsonArray([.. scene.Staged.Select(Of)]));
        }

        return tree;
    }

    private static JsonObject Of(Setting setting)
    {
        var usual = new Setting { Set = setting.Set };
        var tree = new JsonObject
        {
            ["set"] = setting.Set,
            ["hour"] = Exact(setting.Hour),
            ["weather"] = SceneNames.Of(setting.Weather),
        };
        Put(tree, "wind", setting.Wind == usual.Wind ? null : Exact(setting.Wind));
        Put(tree, "waves", setting.Waves is { } waves ? Exact(waves) : null);
        Put(tree, "season", setting.Season == usual.Season ? null : SceneNames.Of(setting.Season));
        Put(tree, "mood", List(setting.Mood));
        Put(tree, "era", setting.Era);
        Put(tree, "trees", setting.Trees);
        return tree;
    }

    private static JsonObject? Of(CameraDirection camera)
    {
        var tree = new JsonObject();
        Put(tree, "scale", camera.Scale is { } scale ? SceneNames.Of(scale) : null);
        Put(tree, "angle", camera.Angle == CameraAngle.EyeLevel ? null : SceneNames.Of(camera.Angle));
        Put(tree, "lens", Exact(camera.Lens));
        Put(tree, "subject", camera.Subject);
        Put(tree, "focus", List(camera.Focus));
        Put(tree, "moves", camera.Moves.Count == 0 ? null : CameraText.Write(camera.Moves));
        return tree.Count == 0 ? null : tree;
    }

    private static JsonObject Of(Subject subject)
    {
        var tree = new JsonObject { ["id"] = subject.Id, ["asset"] = subject.Asset };
        Put(tree, "cast", subject.Cast);
        Put(tree, "seed", subject.Seed);
        Put(tree, "count", subject.Count == 1 ? null : subject.Count);
        Put(tree, "enters", subject.Enters);
        Put(tree, "traits", Of(subject.Traits));
        Put(tree, "place", subject.Place is { } place ? Of(place) : null);
        Put(tree, "beats", subject.Beats.Count == 0 ? null : new JsonArray([.. subject.Beats.Select(Of)]));
        return tree;
    }

    private static JsonObject? Of(Traits traits)
    {
        var tree = new JsonObject();
        Put(tree, "colour", traits.Colour);
        Put(tree, "second_colour", traits.SecondColour);
        Put(tree, "material", traits.Material);
        Put(tree, "pattern", traits.Pattern);
        Put(tree, "size", traits.Size == 1 ? null : Exact(traits.Size));
        Put(tree, "age", Exact(traits.Age));
        Put(tree, "build", Exact(traits.Build));
        Put(tree, "gender", traits.Gender);
        Put(tree, "mood", traits.Mood);
        Put(tree, "hair", traits.Hair);
        Put(tree, "hair_colour", traits.HairColour);
        Put(tree, "beard", traits.Beard);
        Put(tree, "skin", traits.Skin);
        Put(tree, "wears", traits.Wears.Count == 0 ? null : new JsonArray([.. traits.Wears.Select(Of)]));
        Put(tree, "holds", List(traits.Holds));
        Put(tree, "variants", List(traits.Variants));
        return tree.Count == 0 ? null : tree;
    }

    private static JsonNode Of(Worn worn)
    {
        if (worn is { Colour: null, Pattern: null })
        {
            return worn.Item;
        }

        var tree = new JsonObject { ["item"] = worn.Item };
        Put(tree, "colour", worn.Colour);
        Put(tree, "pattern", worn.Pattern);
        return tree;
    }

    private static JsonObject Of(Placing place)
    {
        var tree = new JsonObject();
        Put(tree, "relation", SceneNames.Of(place.Relation));
        Put(tree, "to", place.To);
        Put(tree, "and", place.And);
        Put(tree, "at", place.At is { } at ? new JsonArray(Exact(at.X), Exact(at.Y)) : null);
        Put(tree, "facing", Exact(place.Facing));
        return tree;
    }

    private static JsonObject Of(Beat beat)
    {
        var tree = new JsonObject { ["action"] = beat.Action };
        Put(tree, "together", beat.Together ? true : null);
        Put(tree, "toward", beat.Toward);
        Put(tree, "course", beat.Course == Course.To ? null : SceneNames.Of(beat.Course));
        Put(tree, "pace", beat.Pace == 1 ? null : Exact(beat.Pace));
        Put(tree, "manner", beat.Manner);
        Put(tree, "from", beat.From);
        Put(tree, "to", beat.To);
        return tree;
    }

    private static JsonObject Of(Staged staged)
    {
        var tree = new JsonObject { ["words"] = staged.Words, ["as"] = staged.As };
        Put(tree, "way", staged.Way);
        return tree;
    }

    // The shortest digits that give the number back, never an exponent; nothing in a scene is finer than 12 decimals.
    private static decimal? Exact(float? value) =>
        value is { } number ? Math.Round(
            decimal.Parse(
                number.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture),
            12) / 1.0000000000000000000000000000m : null;

    private static JsonArray? List(IReadOnlyList<string> items) =>
        items.Count == 0 ? null : new JsonArray([.. items.Select(item => JsonValue.Create(item))]);

    private static void Put(JsonObject tree, string key, JsonNode? value)
    {
        if (value is not null)
        {
            tree[key] = value;
        }
    }
}
