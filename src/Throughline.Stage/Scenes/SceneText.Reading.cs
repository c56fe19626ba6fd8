using System.Numerics;
using System.Text;
using Throughline.Camera;
using Throughline.Films;
using Throughline.Problems;
using Throughline.Stage.Assets;
using Throughline.Stage.Direction;
using Throughline.Stage.Rendering;
using Throughline.Yaml;

namespace Throughline.Stage.Scenes;

/// <content>Reading.</content>
public static partial class SceneText
{
    /// <summary>How large a scene file may be, in bytes.</summary>
    public const int LargestFile = 256 << 10;

    private const int MostSubjects = 200;
    private const int MostBeats = 50;

    private static readonly string[] _directions = ["left", "right", "camera", "away", "up", "down", "forward", "back"];
    private static readonly string[] _shades = [
        "dark", "deep", "light", "pale", "pastel", "bright", "vivid", "dull", "faded", "dusty"
    ];

    /// <summary>Reads a scene file.</summary>
    /// <param name="text">Its text: YAML, or JSON of the same keys.</param>
    /// <param name="file">What problems name as their file.</param>
    /// <param name="vocabulary">The names there are; null takes every name.</param>
    public static SceneReading Read(string text, string file, Vocabulary? vocabulary = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(Encoding.UTF8.GetBytes(text), file, vocabulary);
    }

    /// <summary>Reads the bytes of a scene file.</summary>
    /// <inheritdoc cref="Read(string, string, Vocabulary?)"/>
    public static SceneReading Read(ReadOnlySpan<byte> text, string file, Vocabulary? vocabulary = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        var problems = new ProblemList(file);
        var scene = FilmText.Read(text, LargestFile, problems) is { } whole
            && YamlText.Read(whole, "a scene", problems) is { } root
            && AssetFields.Of(root, "a scene", problems) is { } fields ? new Reader(vocabulary, problems)
                .Scene(fields) : null;
        return new SceneReading(problems.HasErrors ? null : scene, problems.ToList());
    }

    /// <summary>Reads one file; gathers what is wrong.</summary>
    private sealed class Reader(Vocabulary? vocabulary, ProblemList problems)
    {
        private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
        private string _set = "";

        public Scene? Scene(AssetFields fields)
        {
            var version = fields.Find("scene");
            if (AssetFields.NumberOf(version) is not { } number)
            {
                fields.Error("scene", "this is no scene file: it has no version", "Begin with 'scene: 1'.");
                return null;
            }

            if (number != Version)
            {
                problems.Error(
                    version!.Place,
                    $"made for {(number > Version ? "a newer" : "another")} Throughline (version {number}); this one reads version {Version}",
                    "Update Throughline.");
                return null;
            }

            var usual = new Scene { Setting = new Setting { Set = "" } };
            var subjects = fields.Items("subjects", MostSubjects);
            foreach (var node in subjects.OfType<YamlMapping>())
            {
                Claim(node.Find("id"));
            }

            var prompt = Plain(fields, "prompt") ?? "";
            var setting = fields.Fields("setting") is { } place ? Setting(place) : null;
            if (!fields.Has("setting"))
            {
                fields.Error(null, "the scene has no 'setting'", "Add 'setting: {set: meadow}'.");
            }

            var scene = new Scene
            {
                Prompt = prompt,
                Look = Known(fields, "look", AssetKind.Look) ?? usual.Look,
                Seed = Whole(fields, "seed", 0),
                Seconds = Exact(fields, "seconds", 0.1m, 600) ?? usual.Seconds,
                Tempo = new Tempo(
                    fields.Has("speed") ? fields.Number("speed", 1, 0.1f, 24) : 1, fields.Flag("ramps")),
                Setting = setting ?? usual.Setting,
                Subjects = [
                    .. subjects.Select(node => AssetFields.Of(node, "a subject", problems)).OfType<AssetFields>()
                        .Select(Subject)
                ],
                Camera = new CameraDirection(),
                Staged = [
                    .. fields.Items("staged", 5000).Select(node => AssetFields.Of(node, "what was staged", problems))
                        .OfType<AssetFields>().Select(Staged)
                ],
                NotStaged = fields.Texts("not_staged"),
                Notes = fields.Texts("notes"),
                Coverage = (double?)Exact(fields, "coverage", 0, 1) ?? 1,
            };
            scene = scene with
            {
                Camera = fields.Fields("camera") is { } camera ? Camera(camera, scene.Seconds) : scene.Camera,
            };
            fields.End();
            return scene;
        }

        private void Claim(YamlNode? id)
        {
            if (id is YamlScalar { IsEmpty: false } name && !_ids.Add(name.Text))
            {
                problems.Error(
                    name.Place, $"a second subject {Quoted.Of(name.Text)}", "Each subject has an id of its own.");
            }
        }

        private Setting Setting(AssetFields fields)
        {
            var usual = new Setting { Set = "" };
            _set = Needed(fields, "set", "the setting", "meadow", AssetKind.Set);
            var setting = new Setting
            {
                Set = _set,
                Hour = fields.Number("hour", usual.Hour, 0, 24),
                Weather = Choice(fields, "weather", usual.Weather),
                Wind = fields.Number("wind", usual.Wind, 0, 1),
                Waves = fields.Has("waves") ? fields.Number("waves", 1, 0, 6) : null,
                Season = Choice(fields, "season", usual.Season),
                Mood = fields.Texts("mood"),
                Era = Plain(fields, "era"),
                Trees = fields.Has("trees") ? Needed(fields, "trees", "the setting", "birch", AssetKind.Prop) : null,
            };
            fields.End();
            return setting;
        }

        private CameraDirection Camera(AssetFields fields, decimal seconds)
        {
            IReadOnlyList<CameraMove> moves = [];
            if (fields.Find("moves") is YamlScalar { IsEmpty: false } text)
            {
                moves = CameraText.Parse(text.Text, text.TextPlace, problems)?.Resolve(seconds, text.Place, problems)
                    ?? [];
                moves = [.. moves.Where(move => move.Kind != CameraMoveKind.Static)];
            }
            else if (fields.Find("moves") is { } other and not YamlRefused)
            {
                problems.Error(
                    other.Place, $"'moves' is a camera text, not {other.Kind}", "Write 'push_in 0.6 + pan_left 10'.");
            }

            var camera = new CameraDirection
            {
                Scale = fields.Has("scale") ? Choice(fields, "scale", ShotScale.Full) : null,
                Angle = Choice(fields, "angle", CameraAngle.EyeLevel),
                Lens = fields.Has("lens") ? fields.Number("lens", 35, 12, 200) : null,
                Subject = Plain(fields, "subject"),
                Focus = fields.Texts("focus"),
                Moves = moves,
            };
            if (camera.Subject is { } subject && !_ids.Contains(subject))
            {
                problems.Unknown(
                    fields.Find("subject")!.Place, $"there is no subject {Quoted.Of(subject)}", subject, _ids);
            }

            foreach (var sharp in camera.Focus.Where(id => !_ids.Contains(id)))
            {
                problems.Unknown(
                    fields.Find("focus")!.Place, $"there is no subject {Quoted.Of(sharp)}", sharp, _ids);
            }

            fields.End();
            return camera;
        }

        private Subject Subject(AssetFields fields)
        {
            var id = Plain(fields, "id") ?? "";
            if (!NameForm.IsName(id))
            {
                fields.Error(
                    "id", id.Length == 0
                        ? "the subject has no 'id'"
                        : $"{Quoted.Of(id)} is not an id: letters a to z, digits, '-' and '_' only",
                        "Write 'id: keeper'.");
            }

            var subject = new Subject
            {
                Id = id,
                Asset = Needed(fields, "asset", "the subject", "person", AssetKind.Creature, AssetKind.Prop),
                Cast = Plain(fields, "cast"),
                Seed = fields.Has("seed") ? Whole(fields, "seed", 0) : null,
                Count = fields.Count("count", 1, 1, 200),
                Enters = Exact(fields, "enters", 0, 600),
                Traits = fields.Fields("traits") is { } traits ? Traits(traits) : Scenes.Traits.None,
                Place = fields.Fields("place") is { } place ? Place(place) : null,
                Beats = [
                    .. fields.Items("beats", MostBeats)
                        .Select(node => AssetFields.Of(node, "a beat", problems)).OfType<AssetFields>().Select(Beat)
                ],
            };
            fields.End();
            return subject;
        }

        private Traits Traits(AssetFields fields)
        {
            var traits = new Traits
            {
                Colour = Colour(fields, "colour"),
                SecondColour = Colour(fields, "second_colour"),
                Material = Named<MaterialKind>(fields, "material"),
                Pattern = Named<Pattern>(fields, "pattern"),
                Size = fields.Number("size", 1, 0.1f, 10),
                Age = fields.Has("age") ? fields.Number("age", 30, 0, 200) : null,
                Build = fields.Has("build") ? fields.Number("build", 0.5f, 0, 1) : null,
                Gender = OneOf(fields, "gender", "woman", "man"),
                Mood = OneOf(fields, "mood", "happy", "sad", "angry", "afraid", "surprised", "tired", "proud", "calm"),
                Hair = OneOf(
                    fields, "hair", "short", "long", "curly", "bun", "braid", "ponytail", "bald", "bob", "mohawk"),
                HairColour = Colour(fields, "hair_colour"),
                Beard = OneOf(fields, "beard", "beard", "moustache", "stubble"),
                Skin = Colour(fields, "skin"),
                Wears = [.. fields.Items("wears", 20).Select(Worn).OfType<Worn>()],
                Holds = Holds(fields),
                Variants = fields.Texts("variants"),
            };
            fields.End();
            return traits;
        }

        private Worn? Worn(YamlNode node)
        {
            if (node is YamlScalar { IsEmpty: false } item)
            {
                Check(item.Text, item.Place, AssetKind.Garment);
                return new Worn(item.Text);
            }

            if (AssetFields.Of(node, "a garment", problems) is not { } fields)
            {
                return null;
            }

            var worn = new Worn(
                Needed(fields, "item", "the garment", "coat", AssetKind.Garment), Colour(fields, "colour"),
                Named<Pattern>(fields, "pattern"));
            fields.End();
            return worn;
        }

        private IReadOnlyList<string> Holds(AssetFields fields)
        {
            var held = fields.Texts("holds");
            foreach (var name in held)
            {
                Check(name, fields.Find("holds")!.Place, AssetKind.Prop);
            }

            if (held.Count > 2)
            {
                fields.Error("holds", $"{held.Count} things for two hands", "Hold at most two.");
            }

            return held;
        }

        private Placing Place(AssetFields fields)
        {
            var at = fields.Numbers("at", 2, 2);
            var place = new Placing
            {
                Relation = Choice(fields, "relation", Relation.Near),
                To = Target(fields, "to", []),
                And = Target(fields, "and", []),
                At = at is null ? null : new Vector2(at[0], at[1]),
                Facing = fields.Has("facing") ? fields.Number("facing", 0, -360, 360) : null,
            };
            fields.End();
            return place;
        }

        private Beat Beat(AssetFields fields)
        {
            var beat = new Beat
            {
                Action = Needed(fields, "action", "the beat", "walk", AssetKind.Action),
                Together = fields.Flag("together"),
                Toward = Target(fields, "toward", _directions),
                Course = Choice(fields, "course", Course.To),
                Pace = fields.Number("pace", 1, 0.2f, 3),
                Manner = Plain(fields, "manner"),
                From = Exact(fields, "from", 0, 600),
                To = Exact(fields, "to", 0, 600),
            };
            if (beat is { From: { } from, To: { } to } && from >= to)
            {
                fields.Error("to", "the beat ends before it starts", "Let 'from' come before 'to'.");
            }

            fields.End();
            return beat;
        }

        private static Staged Staged(AssetFields fields)
        {
            var staged = new Staged(Plain(fields, "words") ?? "", Plain(fields, "as") ?? "", Plain(fields, "way"));
            fields.End();
            return staged;
        }

        // A subject, a place of the set or one of the directions.
        private string? Target(AssetFields fields, string key, string[] directions)
        {
            if (Plain(fields, key) is not { } name)
            {
                return null;
            }

            var anchors = vocabulary?.Find(AssetKind.Set, _set)?.Anchors;
            if (!_ids.Contains(name) && !directions.Contains(name)
                && (vocabulary is null ? false : anchors is null || !anchors.Contains(name)))
            {
                problems.Unknown(
                    fields.Find(key)!.Place,
                    $"{Quoted.Of(name)} is neither a subject nor a place of the set",
                    name,
                    _ids.Concat(anchors ?? []).Concat(directions));
            }

            return name;
        }

        private string Needed(
            AssetFields fields, string key, string what, string example, params ReadOnlySpan<AssetKind> kinds)
        {
            if (fields.Text(key) is not { } name)
            {
                if (!fields.Has(key))
                {
                    fields.Error(null, $"{what} has no '{key}'", $"Add '{key}: {example}'.");
                }

                return example;
            }

            Check(name, fields.Find(key)!.Place, kinds);
            return name;
        }

        private string? Known(AssetFields fields, string key, AssetKind kind)
        {
            var name = fields.Text(key);
            if (name is not null)
            {
                Check(name, fields.Find(key)!.Place, kind);
            }

            return name;
        }

        private void Check(string name, TextPlace place, params ReadOnlySpan<AssetKind> kinds)
        {
            if (vocabulary is null)
            {
                return;
            }

            var known = new List<string>();
            foreach (var kind in kinds)
            {
                if (vocabulary.Find(kind, name) is not null)
                {
                    return;
                }

                known.AddRange(vocabulary.Assets.Where(asset => asset.Kind == kind).Select(asset => asset.Name));
            }

            if (known.Count > 0)
            {
                problems.Unknown(place, $"there is no {SceneNames.Of(kinds[0])} {Quoted.Of(name)}", name, known);
            }
        }

        private string? Colour(AssetFields fields, string key)
        {
            if (Plain(fields, key) is not { } name || vocabulary is null)
            {
                return Plain(fields, key);
            }

            var space = name.IndexOf(' ');
            var plain = space > 0 && _shades.Contains(name[..space]) ? name[(space + 1)..] : name;
            var isNumber = name.Length == 7 && name[0] == '#' && name.Skip(1).All(char.IsAsciiHexDigit);
            if (!isNumber
                && !vocabulary.Find(Tokens.Key(name)).Concat(vocabulary.Find(Tokens.Key(plain))).Any(
                    meaning => meaning.Kind == WordKind.Colour))
            {
                var names = vocabulary.Meanings
                    .Where(pair => pair.Value.Exists(meaning => meaning.Kind == WordKind.Colour))
                    .Select(pair => pair.Key);
                problems.Unknown(fields.Find(key)!.Place, $"{Quoted.Of(name)} is not a colour", name, names);
            }

            return name;
        }

        private string? OneOf(AssetFields fields, string key, params string[] names)
        {
            var name = Plain(fields, key);
            if (name is not null && !names.Contains(name))
            {
                problems.Unknown(fields.Find(key)!.Place, $"there is no {key} {Quoted.Of(name)}", name, names);
            }

            return name;
        }

        private string? Named<T>(AssetFields fields, string key)
            where T : struct, Enum
        {
            var name = Plain(fields, key);
            if (name is not null && SceneNames.Find<T>(name) is null)
            {
                problems.Unknown(
                    fields.Find(key)!.Place, $"there is no {key} {Quoted.Of(name)}", name, SceneNames.All<T>());
            }

            return name;
        }

        private T Choice<T>(AssetFields fields, string key, T otherwise)
            where T : struct, Enum
        {
            if (fields.Text(key) is not { } name)
            {
                return otherwise;
            }

            if (SceneNames.Find<T>(name) is { } value)
            {
                return value;
            }

            problems.Unknown(
                fields.Find(key)!.Place, $"there is no {key} {Quoted.Of(name)}", name, SceneNames.All<T>());
            return otherwise;
        }

        private decimal? Exact(AssetFields fields, string key, decimal least, decimal most)
        {
            if (fields.Find(key) is not { } node || node is YamlRefused)
            {
                return null;
            }

            if (node is YamlScalar scalar && PlainNumber.TryRead(scalar.Text, out var number) && number >= least
                && number <= most)
            {
                return number;
            }

            problems.Error(
                node.Place,
                $"'{key}' is a number from {PlainNumber.Write(least)} to {PlainNumber.Write(most)}, not {node.Kind}");
            return null;
        }

        private long Whole(AssetFields fields, string key, long otherwise)
        {
            if (fields.Find(key) is not { } node || node is YamlRefused)
            {
                return otherwise;
            }

            if (node is YamlScalar scalar
                && long.TryParse(
                    scalar.Text, System.Globalization.NumberStyles.AllowLeadingSign,
                    System.Globalization.CultureInfo.InvariantCulture, out var number))
            {
                return number;
            }

            problems.Error(node.Place, $"'{key}' is a whole number, not {node.Kind}");
            return otherwise;
        }

        // A text that may be empty.
        private static string? Plain(AssetFields fields, string key) =>
            fields.Find(key) is YamlScalar { IsPlain: false } quoted ? quoted.Text : fields.Text(key);
    }
}
