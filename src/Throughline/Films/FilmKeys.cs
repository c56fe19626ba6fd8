using Throughline.Yaml;
using System.Text.Json.Nodes;
using Throughline.Camera;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Problems;

namespace Throughline.Films;

/// <summary>Every key of film.yaml, version 1: what the reader knows and the schema shows.</summary>
internal static class FilmKeys
{
    /// <summary>The version this program reads.</summary>
    public const int Version = 1;

    /// <summary>How many shots a film may have.</summary>
    public const int MostShots = 1000;

    /// <summary>How many cast members a film may have.</summary>
    public const int MostCast = 200;

    /// <summary>The shortest shot in seconds.</summary>
    public const decimal ShortestShot = 1;

    /// <summary>The longest shot in seconds.</summary>
    public const decimal LongestShot = 600;

    private static readonly IntegerForm _seed = new(0, uint.MaxValue);
    private static readonly FileForm _file = new();
    private static readonly TextForm _words = new(5000);
    private static readonly TextForm _line = new(200, oneLine: true);

    /// <summary>The keys of a shot.</summary>
    public static FilmTable<ShotDraft> Shot { get; } = new(
    [
        Key<string>("id", new NameForm("shot-1"), (shot, id) => shot.Id = id, "Name of the shot, unique in the film.", needs: "'id: opening'"),
        Key<string>("image", _file, (shot, image) => shot.Image = image, "The picture that is the first frame, relative to the film's folder."),
        Key<string>("from", _line, (shot, from) => shot.From = from, "The shot whose last frame is this shot's first."),
        Key<string>("last", _file, (shot, last) => shot.Last = last, "The picture the shot ends on."),
        Key<string>("depth", _file, (shot, depth) => shot.Depth = depth, "How near each pixel of the first frame is, as a grey picture; near is white."),
        Key<IReadOnlyDictionary<LifePlace, string>>("masks", new MasksForm(), (shot, masks) => shot.Masks = masks, "Where something that moves by itself belongs: the names of places with grey pictures, white where it is."),
        Key<string>("life", _file, (shot, life) => shot.Life = life, "A file of words and effects, over those that the engine knows."),
        Key<FocusPoint>("focus", new FocusForm(), (shot, focus) => shot.Focus = focus, "What stays in frame and what the camera aims at: fractions of the picture from the top left. Usually 0.5, 0.5."),
        Key<string>("prompt", _words, (shot, prompt) => shot.Prompt = prompt, "What happens, in words."),
        Key<CameraScript>("camera", new CameraForm(), (shot, camera) => shot.Camera = camera, "How the camera moves. Usually static."),
        Key<decimal>("shutter", new NumberForm(0, 360, "degrees"), (shot, shutter) => shot.Shutter = shutter, "Motion blur by shutter angle in degrees: 0 is none, 180 is a film camera."),
        Key<decimal>("seconds", new NumberForm(ShortestShot, LongestShot, "seconds"), (shot, seconds) => shot.Seconds = seconds, "How long the shot lasts.", needs: "'seconds: 5'"),
        Key<Transition>("transition", new TransitionForm(), (shot, transition) => shot.Transition = transition, "How the film comes into this shot from the one before. Usually cut."),
        Key<long>("seed", _seed, (shot, seed) => shot.Seed = seed, "Decides everything that chance decides. Usually from the id."),
        Key<string>("engine", _line, (shot, engine) => shot.Engine = engine, "The engine to shoot with. Usually the plan chooses."),
    ]);

    /// <summary>The keys of a cast member.</summary>
    public static FilmTable<CastDraft> Cast { get; } = new(
    [
        FilmKey.Of<CastDraft, string>("reference", _file, (member, file) => member.Reference = file, "A picture of the member, relative to the film's folder."),
        FilmKey.Of<CastDraft, string>("description", _words, (member, words) => member.Description = words, "What the member looks like, in words."),
        FilmKey.Of<CastDraft, long>("seed", _seed, (member, seed) => member.Seed = seed, "Decides what the description leaves open. Usually from the name."),
    ]);

    /// <summary>The keys of a film.</summary>
    public static FilmTable<FilmFileDraft> Film { get; } = new(
    [
        FilmKey.Of<FilmFileDraft, long>("throughline", new VersionForm(), (_, _) => { }, "Version of this file format.", needs: "'throughline: 1'"),
        FilmKey.Of<FilmFileDraft, string>("title", _line, (film, title) => film.Title = title, "The title. Usually the folder's name."),
        FilmKey.Of<FilmFileDraft, PixelSize>("ratio", new RatioForm(), (film, size) => film.Size = size, "Size of every frame, or its shape. Usually 1280:720."),
        FilmKey.Of<FilmFileDraft, FrameRate>("fps", new RateForm(), (film, rate) => film.Rate = rate, "Frames a second, a whole number or a fraction. Usually 24."),
        FilmKey.Of<FilmFileDraft, string>("look", _line, (film, look) => film.Look = look, "Name of the look. Usually the engine's own."),
        FilmKey.Of<FilmFileDraft, IReadOnlyList<CastDraft>>("cast", new CastForm(), (film, cast) => film.Cast = cast, "Who must stay the same in every shot: name, then reference or description."),
        FilmKey.Of<FilmFileDraft, IReadOnlyList<ShotDraft>>("shots", new ShotsForm(), (film, shots) => film.Shots = shots, "The shot list, in the order of the film.", needs: "'shots:' and below it '- id: opening'"),
    ]);

    private static FilmKey<ShotDraft> Key<TValue>(
        string name, FilmForm<TValue> form, Action<ShotDraft, TValue> set, string description, string? needs = null) =>
        FilmKey.Of(name, form, set, description, needs);

    private sealed class VersionForm : FilmForm<long>
    {
        public override bool TryRead(YamlNode node, string key, FilmContext context, out long value)
        {
            value = Version;
            if (!TryText(node, key, "1", context, out var text))
            {
                return false;
            }

            var good = PlainNumber.TryRead(text.Text, out var version) && version == Version;
            if (!good)
            {
                context.Problems.Error(text.Place, $"'{key}' is 1, the version of this format, not {Quoted.Of(text.Text)}", "Write 'throughline: 1'.");
            }

            return good;
        }

        public override JsonObject Schema() => new() { ["const"] = Version };
    }

    // Names to members; a name is checked like a shot's.
    private sealed class CastForm : FilmForm<IReadOnlyList<CastDraft>>
    {
        private static readonly NameForm _name = new("anna");

        public override bool TryRead(YamlNode node, string key, FilmContext context, out IReadOnlyList<CastDraft> value)
        {
            var members = new List<CastDraft>();
            value = members;
            if (node is not YamlMapping mapping)
            {
                if (node is not YamlRefused)
                {
                    context.Problems.Error(node.Place, $"'{key}' is a mapping of names, not {node.Kind}", "Write 'cast:' and below it 'anna:' with her reference or description.");
                }

                return false;
            }

            if (mapping.Entries.Count > MostCast)
            {
                context.Problems.Error(node.Place, $"the cast has {mapping.Entries.Count} members; {MostCast} is the most");
                return false;
            }

            foreach (var (name, member) in mapping.Entries)
            {
                context.Problems.Subject = NameForm.IsName(name.Text) ? $"cast member {Quoted.Of(name.Text)}" : "cast";
                if (Member(name, member, members, context) is { } draft)
                {
                    members.Add(draft);
                }

                context.Problems.Subject = null;
            }

            return true;
        }

        public override JsonObject Schema()
        {
            var member = Cast.Schema();
            member["anyOf"] = FilmSchema.OneRequired("reference", "description");
            return new JsonObject
            {
                ["type"] = "object",
                ["propertyNames"] = _name.Schema(),
                ["additionalProperties"] = member,
                ["maxProperties"] = MostCast,
            };
        }

        private static CastDraft? Member(YamlScalar name, YamlNode node, List<CastDraft> before, FilmContext context)
        {
            if (!_name.TryRead(name, "cast", context, out var text))
            {
                return null;
            }

            if (before.Find(other => other.Name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } twin)
            {
                context.Problems.Error(name.Place, $"the name is already '{twin.Name}'; upper and lower case count as the same");
                return null;
            }

            var draft = new CastDraft { Name = text };
            if (node is YamlMapping mapping)
            {
                Cast.Read(mapping, draft, "it", context);
                if (!draft.Places.ContainsKey("reference") && !draft.Places.ContainsKey("description"))
                {
                    context.Problems.Error(name.Place, "neither a reference nor a description", "Add 'reference: anna.jpg' or 'description: a woman in a red coat'.");
                }
            }
            else if (node is not YamlRefused)
            {
                context.Problems.Error(node.Place, $"a mapping belongs here, not {node.Kind}", "Write 'reference: anna.jpg' or 'description: ...' below the name.");
            }

            return draft;
        }
    }

    private sealed class ShotsForm : FilmForm<IReadOnlyList<ShotDraft>>
    {
        public override bool TryRead(YamlNode node, string key, FilmContext context, out IReadOnlyList<ShotDraft> value)
        {
            var shots = new List<ShotDraft>();
            value = shots;
            if (node is not YamlSequence list)
            {
                if (node is not YamlRefused)
                {
                    context.Problems.Error(node.Place, $"'{key}' is a list, not {node.Kind}", "Begin each shot with '- id:'.");
                }

                return false;
            }

            if (list.Items.Count is 0 or > MostShots)
            {
                context.Problems.Error(node.Place, $"a film has 1 to {MostShots} shots, not {list.Items.Count}");
                return false;
            }

            foreach (var item in list.Items)
            {
                shots.Add(Shot(item, shots.Count + 1, context));
                context.Problems.Subject = null;
            }

            return true;
        }

        public override JsonObject Schema()
        {
            var shot = FilmKeys.Shot.Schema();
            shot["anyOf"] = FilmSchema.OneRequired("image", "from", "prompt");
            shot["not"] = new JsonObject { ["required"] = FilmSchema.Names(["image", "from"]) };
            return new JsonObject { ["type"] = "array", ["items"] = shot, ["minItems"] = 1, ["maxItems"] = MostShots };
        }

        private static ShotDraft Shot(YamlNode node, int number, FilmContext context)
        {
            var mapping = node as YamlMapping;
            var subject = mapping?.Find("id") is YamlScalar id && NameForm.IsName(id.Text) ? $"shot {Quoted.Of(id.Text)}" : $"shot {number}";
            var draft = new ShotDraft { Place = node.Place, Subject = subject };
            context.Problems.Subject = subject;
            if (mapping is not null)
            {
                FilmKeys.Shot.Read(mapping, draft, "the shot", context);
            }
            else if (node is not YamlRefused)
            {
                context.Problems.Error(node.Place, $"a shot is a mapping, not {node.Kind}", "Begin it with '- id: opening'.");
            }

            return draft;
        }
    }
}

/// <summary>A cast member while it is being read.</summary>
internal sealed class CastDraft : FilmDraft
{
    public required string Name { get; init; }

    public string? Reference { get; set; }

    public string? Description { get; set; }

    public long? Seed { get; set; }

    public CastMember ToMember() => new() { Name = Name, Reference = Reference, Description = Description, Seed = Seed ?? StableSeed.Of(Name) };
}

/// <summary>A film while it is being read.</summary>
internal sealed class FilmFileDraft : FilmDraft
{
    public string? Title { get; set; }

    public PixelSize Size { get; set; } = new(1280, 720);

    public FrameRate Rate { get; set; } = FrameRate.Film;

    public string? Look { get; set; }

    public IReadOnlyList<CastDraft> Cast { get; set; } = [];

    public IReadOnlyList<ShotDraft> Shots { get; set; } = [];
}
