using System.Text.Json.Nodes;
using Throughline.Camera;
using Throughline.Films;

namespace Throughline.Tests.Films;

public sealed class FilmSchemaTests(FilmFolder folder) : IClassFixture<FilmFolder>
{
    private static readonly JsonNode _schema = JsonNode.Parse(FilmSchema.Write())!;

    [Fact]
    public void The_committed_schema_is_the_generated_one()
    {
        var committed = File.ReadAllText(Path.Combine(RepositoryRoot.Folder, "docs", "film.schema.json"));
        Assert.True(
            committed == FilmSchema.Write(),
            "docs/film.schema.json is old: ./throughline schema > docs/film.schema.json");
    }

    [Fact]
    public void Every_key_of_the_schema_is_known_to_the_reader()
    {
        Assert.All(Properties(_schema), key => Assert.True(IsKnown("{throughline: 1, " + key + ": x}", key), key));
        Assert.All(Properties(ShotSchema), key => Assert.True(IsKnown(InShot($"{key}: x"), key), key));
        Assert.All(Properties(CameraSchema), key => Assert.True(IsKnown(InShot($"camera: {{{key}: x}}"), key), key));
        Assert.All(
            Properties(TransitionSchema), key => Assert.True(IsKnown(InShot($"transition: {{{key}: x}}"), key), key));
        Assert.All(
            Properties(CastSchema),
            key => Assert.True(IsKnown($"{{throughline: 1, cast: {{anna: {{{key}: x}}}}}}", key), key));
        Assert.False(IsKnown(InShot("nonsense: x"), "nonsense"));
    }

    [Fact]
    public void Every_key_the_reader_knows_is_in_the_schema()
    {
        Assert.Equal(FilmKeys.Film.Keys.Select(key => key.Name), Properties(_schema));
        Assert.Equal(FilmKeys.Shot.Keys.Select(key => key.Name), Properties(ShotSchema));
        Assert.Equal(FilmKeys.Cast.Keys.Select(key => key.Name), Properties(CastSchema));
        Assert.Equal(
            ["throughline", "title", "ratio", "fps", "look", "cast", "shots"],
            Properties(_schema));
        Assert.Equal(
            [
                "id", "image", "from", "last", "scene", "depth", "matte", "masks", "life", "focus", "prompt", "camera",
                "shutter", "seconds", "transition", "seed", "engine"
            ],
            Properties(ShotSchema));
        Assert.Equal(
            [
                "move", "amount", "ease", "from", "to", "sequence", "horizontal", "vertical", "pan", "tilt", "zoom",
                "roll"
            ],
            Properties(CameraSchema));
    }

    [Fact]
    public void Every_move_is_in_the_schema_with_its_limits()
    {
        Assert.Equal(
            CameraMoves.All.Select(move => move.Name),
            CameraSchema["properties"]!["move"]!["enum"]!.AsArray().Select(name => (string)name!));
        Assert.Equal(
            CameraMoves.All.Select(move => (move.Name, move.Minimum, move.Maximum)),
            CameraSchema["allOf"]!.AsArray().Select(rule => (
                (string)rule!["if"]!["properties"]!["move"]!["const"]!,
                (double)rule["then"]!["properties"]!["amount"]!["minimum"]!,
                (double)rule["then"]!["properties"]!["amount"]!["maximum"]!)));
    }

    [Fact]
    public void Every_mapping_refuses_unknown_keys_and_every_key_is_described()
    {
        foreach (var mapping in new[] { _schema, ShotSchema, CameraSchema, TransitionSchema, CastSchema })
        {
            Assert.False((bool)mapping["additionalProperties"]!);
            Assert.All(
                mapping["properties"]!.AsObject(),
                property => Assert.EndsWith(".", (string)property.Value!["description"]!, StringComparison.Ordinal));
        }
    }

    private static JsonNode ShotSchema => _schema["properties"]!["shots"]!["items"]!;

    private static JsonNode CastSchema => _schema["properties"]!["cast"]!["additionalProperties"]!;

    private static JsonNode TransitionSchema => ShotSchema["properties"]!["transition"]!["anyOf"]![1]!;

    private static JsonNode CameraSchema => _schema["$defs"]!["camera"]!["anyOf"]![1]!;

    private static IEnumerable<string> Properties(JsonNode mapping) =>
        mapping["properties"]!.AsObject().Select(property => property.Key);

    private static string InShot(string keys) =>
        $"throughline: 1\nshots:\n  - id: a\n    image: dawn.jpg\n    seconds: 5\n    {keys}";

    private bool IsKnown(string yaml, string key) =>
        !folder.Read(yaml).Problems.Any(
            problem => problem.Message.Contains($"unknown key '{key}'", StringComparison.Ordinal));
}
