using System.Numerics;
using System.Text.Json.Nodes;
using CsCheck;
using Throughline.Camera;
using Throughline.Stage.Direction;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Tests.Direction;

public sealed class SceneTextTests
{
    private const string Small = """
        scene: 1
        setting: {set: coast, hour: 18.4}
        subjects:
        - id: keeper
          asset: person
          beats:
          - {action: walk, toward: path, course: along}

        """;

    private static readonly Gen<string> _text =
        Gen.String[Gen.OneOf(Gen.Char[' ', '~'], Gen.Char['\u00A1', '\u0220'], Gen.OneOf("\n\t\r\"'\\:#-{}[],&*!|>%@`\u0007\u2028".Select(letter => Gen.Const(letter)).ToArray())), 1, 24];
    private static readonly Gen<string?> _maybe = Gen.Select(Gen.Bool, _text).Select(
        pair => pair.Item1 ? pair.Item2 : null);
    private static readonly Gen<float> _share = Gen.Float[0, 1];
    private static readonly Gen<string?> _colour = Gen.Int[0, 2].Select(i => new[] { null, "dark red", "#00ff7f" }[i]);

    private static readonly Gen<Beat> _beat =
        from action in Gen.Int[0, 2].Select(i => new[] { "walk", "wave", "look" }[i])
        from toward in Gen.Int[0, 4].Select(i => new[] { null, "left", "camera", "path", "b" }[i])
        from course in Gen.Int[0, 6]
        from pace in Gen.Float[0.2f, 3]
        from manner in _maybe
        from start in Gen.Int[0, 100]
        select new Beat
        {
            Action = action,
            Toward = toward,
            Course = (Course)course,
            Pace = pace,
            Manner = manner,
            From = start > 50 ? start / 10m : null,
            To = start > 70 ? (start + 5) / 10m : null,
        };

    private static readonly Gen<Traits> _traits =
        from colour in _colour
        from size in Gen.Float[0.1f, 10]
        from age in Gen.Float[0, 120]
        from mood in Gen.Int[0, 2].Select(i => new[] { null, "sad", "proud" }[i])
        from wears in Gen.Int[0, 3]
        from variant in _text
        select new Traits
        {
            Colour = colour,
            SecondColour = age > 30 ? "pale blue" : null,
            Material = age > 60 ? "wood" : null,
            Pattern = wears == 1 ? "dots" : null,
            Size = size,
            Age = age > 50 ? age : null,
            Build = size > 5 ? 0.25f : null,
            Mood = mood,
            Gender = wears == 2 ? "woman" : null,
            Wears = [
                .. new[] { new Worn("hat"), new Worn("coat", "red"), new Worn("scarf", colour, "stripes") }.Take(wears)
            ],
            Holds = wears > 1 ? ["lantern"] : [],
            Variants = wears > 2 ? [variant] : [],
        };

    private static readonly Gen<Scene> _scene =
        from prompt in _maybe
        from seed in Gen.Long
        from hour in Gen.Float[0, 24]
        from weather in Gen.Int[0, 8]
        from season in Gen.Int[0, 3]
        from wind in _share
        from mood in _text.Array[0, 3]
        from traits in _traits
        from beats in _beat.Array[0, 4]
        from at in Gen.Select(Gen.Float[-50, 50], Gen.Float[-50, 50])
        from scale in Gen.Int[-1, 7]
        from note in _text.Array[0, 3]
        select new Scene
        {
            Prompt = prompt ?? "",
            Seed = seed,
            Seconds = 8,
            Tempo = new Tempo(0.1f + (wind * 20), weather > 5),
            Look = "ink",
            Setting = new Setting
            {
                Set = "coast",
                Hour = hour,
                Weather = (Weather)weather,
                Season = (Season)season,
                Wind = wind,
                Mood = mood,
                Era = prompt,
            },
            Camera = new CameraDirection
            {
                Scale = scale < 0 ? null : (ShotScale)scale,
                Angle = (CameraAngle)(weather % 8),
                Lens = wind > 0.5f ? 12 + (wind * 100) : null,
                Subject = wind > 0.3f ? "b" : null,
                Focus = wind > 0.4f ? ["a", "b"] : [],
                Moves = wind > 0.6f ? [
                    new CameraMove { Kind = CameraMoveKind.PushIn, Amount = 0.5, Ease = Ease.Linear, From = 1, To = 3 },
                    new CameraMove { Kind = CameraMoveKind.TiltUp }
                ] : [],
            },
            Subjects =
            [
                new Subject
                {
                    Id = "a",
                    Asset = "person",
                    Cast = prompt,
                    Seed = weather > 4 ? seed : null,
                    Count = 1 + weather,
                    Traits = traits,
                    Beats = beats,
                    Place = new Placing { Relation = Relation.Between, To = "b", And = "path" },
                },
                new Subject
                {
                    Id = "b",
                    Asset = "dog",
                    Place = new Placing { At = new Vector2(at.Item1, at.Item2), Facing = at.Item1 },
                },
            ],
            Coverage = Math.Round(wind, 4),
            Notes = note,
            NotStaged = mood,
            Staged = [.. note.Select(words => new Staged(words, "prop dog", words.Length > 5 ? words : null))],
        };

    [Fact]
    public void What_is_written_is_read_back()
    {
        _scene.Sample(scene =>
        {
            var text = SceneText.Write(scene);
            var reading = SceneText.Read(text, "scene.yaml");
            Assert.True(reading.Problems.Count == 0, $"{string.Join('\n', reading.Problems)}\n{text}");
            Assert.Equal(Plain(scene), Plain(reading.Scene!));
            Assert.Equal(text, SceneText.Write(reading.Scene!));
        }, iter: 300, threads: 1);
    }

    [Fact]
    public void The_JSON_of_a_scene_is_read_by_the_same_reader()
    {
        _scene.Sample(scene =>
        {
            var reading = SceneText.Read(SceneText.WriteJson(scene).ToJsonString(), "scene.json");
            Assert.True(reading.Problems.Count == 0, string.Join('\n', reading.Problems));
            Assert.Equal(Plain(scene), Plain(reading.Scene!));
        }, iter: 100, threads: 1);
    }

    [Fact]
    public void A_staged_scene_is_short_and_readable()
    {
        var scene = new Director(Words.All).Stage(
            new DirectionRequest { Prompt = "a red fox runs to a lantern in the forest at dusk", Seed = 3 });

        Assert.Equal(
            """
            # A staged scene. Edit it and give it back with --scene.
            scene: 1
            prompt: a red fox runs to a lantern in the forest at dusk
            look: storybook
            seed: 3
            seconds: 5
            setting:
              set: forest
              hour: 18.4
              weather: fair
            subjects:
            - id: fox
              asset: fox
              traits: {colour: red}
              beats:
              - {action: run, toward: lantern}
            - id: lantern
              asset: lantern
            coverage: 1
            staged:
            - {words: red, as: fox colour red}
            - {words: fox, as: creature fox}
            - {words: runs, as: run}
            - {words: lantern, as: prop lantern}
            - {words: forest, as: set forest}
            - {words: dusk, as: time 18.4}

            """.ReplaceLineEndings("\n"),
            SceneText.Write(scene));
        Assert.Empty(SceneText.Read(SceneText.Write(scene), "scene.yaml", Words.All).Problems);
    }

    [Theory]
    [InlineData("set: coast", "set: cost", "scene.yaml:2:16: there is no set 'cost'. Did you mean 'coast'?")]
    [InlineData("asset: person", "asset: persn", "scene.yaml:5:10: there is no creature 'persn'. Did you mean 'person'?")]
    [InlineData("action: walk", "action: wlak", "scene.yaml:7:14: there is no action 'wlak'. Did you mean 'walk'?")]
    [InlineData("toward: path", "toward: pth", "scene.yaml:7:28: 'pth' is neither a subject nor a place of the set. Did you mean 'path'?")]
    [InlineData("course: along", "course: allong", "scene.yaml:7:42: there is no course 'allong'. Did you mean 'along'?")]
    [InlineData("hour: 18.4", "hour: 25", "scene.yaml:2:29: 'hour' is 25. It goes from 0 to 24.")]
    [InlineData("hour: 18.4", "huor: 18", "scene.yaml:2:23: 'setting' has no key 'huor'. Did you mean 'hour'?")]
    [InlineData("id: keeper", "id: the keeper", "scene.yaml:4:7: 'the keeper' is not an id: letters a to z, digits, '-' and '_' only. Write 'id: keeper'.")]
    [InlineData("scene: 1", "scene: 2", "scene.yaml:1:8: made for a newer Throughline (version 2); this one reads version 1. Update Throughline.")]
    public void A_mistake_is_told_with_its_place_and_what_would_be_right(string right, string wrong, string problem)
    {
        var reading = SceneText.Read(Small.Replace(right, wrong, StringComparison.Ordinal), "scene.yaml", Words.All);

        Assert.Null(reading.Scene);
        Assert.Contains(problem, reading.Problems.Select(one => one.ToString()));
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var reading = SceneText.Read(
            Small.Replace("walk", "wlak", StringComparison.Ordinal).Replace("18.4", "99", StringComparison.Ordinal)
                .Replace("person", "persn", StringComparison.Ordinal), "scene.yaml", Words.All);

        Assert.Equal([2, 5, 7], reading.Problems.Select(problem => problem.Line));
    }

    [Fact]
    public void Any_damage_to_a_file_is_read_or_refused_and_never_thrown()
    {
        var good = SceneText.Write(
            new Director(Words.All).Stage(
                new DirectionRequest
                {
                    Prompt = "two red foxes run to a lantern in the forest at dusk, slow push in",
                }));
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Int[0, 12], _text).Sample(damage =>
        {
            var (at, length, instead) = damage;
            var bad = good[..at] + instead + good[Math.Min(good.Length, at + length)..];
            var reading = SceneText.Read(bad, "scene.yaml", Words.All);
            Assert.Equal(reading.Scene is null, reading.Problems.Any(problem => !problem.IsNote));
        }, iter: 500, threads: 1);
    }

    [Fact]
    public void The_explanation_is_one_object_with_coverage_staged_and_not_staged()
    {
        var json = SceneText.Explain(
            new Director(Words.All).Stage(
                new DirectionRequest { Prompt = "a fox in the forest ponders epistemology" }));

        Assert.InRange(json["coverage"]!.GetValue<double>(), 0.1, 0.9);
        Assert.Contains("epistemology", json["notStaged"]!.AsArray().Select(node => node!.GetValue<string>()));
        Assert.Equal("fox", json["staged"]!.AsArray().Select(node => node!["words"]!.GetValue<string>()).First());
        Assert.Equal("forest", json["scene"]!["setting"]!["set"]!.GetValue<string>());
        Assert.Equal(["coverage", "staged", "notStaged", "notes", "scene"], json.Select(pair => pair.Key));
        Assert.NotNull(JsonNode.Parse(json.ToJsonString()));
    }

    // Records compare collections by reference: their JSON compares all there is.
    private static string Plain(Scene scene) => SceneText.WriteJson(scene).ToJsonString();
}
