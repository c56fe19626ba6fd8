using System.Numerics;
using Throughline.Problems;
using Throughline.Stage.Assets;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Motion;

/// <summary>An action as its file states it: <c>assets/actions/name.yaml</c>.</summary>
internal sealed record ActionText
{
    /// <summary>Name: the file's.</summary>
    public required string Name { get; init; }

    /// <summary>Other words for it, in their plain form.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>How it goes from place to place.</summary>
    public ActionTravel Travel { get; init; }

    /// <summary>Speed against the creature's usual speed of its way of going.</summary>
    public float Speed { get; init; } = 1;

    /// <summary>Whether the usual speed is that of running.</summary>
    public bool Fast { get; init; }

    /// <summary>Whether it keeps its last pose when it is over, such as sitting.</summary>
    public bool Hold { get; init; }

    /// <summary>
    /// Whether it can be done in whatever posture the beat before has left, such as waving while sitting.
    /// </summary>
    public bool Upper { get; init; }

    /// <summary>What of the body it needs; none says nothing, and it is done alone.</summary>
    public BodyParts Uses { get; init; }

    /// <summary>Whether it turns the body towards its target first.</summary>
    public bool Turns { get; init; }

    /// <summary>How much the eyes and head are kept on the target, 0 to 1.</summary>
    public float Gaze { get; init; } = 1;

    /// <summary>Whether an arm points at the target.</summary>
    public bool Points { get; init; }

    /// <summary>How much it speaks, 0 to 1: the mouth moves with syllables.</summary>
    public float Speaks { get; init; }

    /// <summary>What comes out of the open mouth, a kind of the air such as <c>fire</c>; null for nothing.</summary>
    public string? Breath { get; init; }

    /// <summary>
    /// Shares of the clip between which the feet are off the ground, 0 to 1: who jumps somewhere goes there then.
    /// </summary>
    public Vector2 Airborne { get; init; } = new(0.3f, 0.7f);

    /// <summary>
    /// Share of the clip at which what it is about happens, 0 to 1: the hand lets go, the flame catches.
    /// </summary>
    public float Moment { get; init; } = 0.5f;

    /// <summary>Whether it goes up what it is aimed at, rung by rung, and not over the ground.</summary>
    public bool Climbs { get; init; }

    /// <summary>Whether the right hand goes to what it is aimed at and is there at its <see cref="Moment"/>.</summary>
    public bool Reaches { get; init; }

    /// <summary>
    /// What the left hand gives off about its <see cref="Moment"/>, a kind of the air: the flame of a match; null for
    /// nothing.
    /// </summary>
    public string? Strikes { get; init; }

    /// <summary>What the hands hold when nothing is said of it, the right hand first; direction reads it.</summary>
    public IReadOnlyList<string> Holds { get; init; } = [];

    /// <summary>What it is done with when nothing else is said, the doers about it; direction reads it.</summary>
    public IReadOnlyList<string> Brings { get; init; } = [];

    /// <summary>Whether it is done sitting where there is a table for it; direction reads it.</summary>
    public bool Seated { get; init; }

    /// <summary>The action that a family without a clip of its own plays instead.</summary>
    public string? Otherwise { get; init; }

    /// <summary>What each family does.</summary>
    public IReadOnlyDictionary<CreatureFamily, Clip> Clips { get; init; } = new Dictionary<CreatureFamily, Clip>();

    /// <summary>
    /// Other ways in which a family does it, beside <see cref="Clips"/>: nobody stands as all the others do.
    /// </summary>
    public IReadOnlyDictionary<CreatureFamily, IReadOnlyList<Clip>> Others { get; init; } =
        new Dictionary<CreatureFamily, IReadOnlyList<Clip>>();

    /// <summary>The way in which one of a family does it.</summary>
    /// <param name="family">The family; it has a clip.</param>
    /// <param name="toss">0 to 1, which decides the way.</param>
    public Clip ClipOf(CreatureFamily family, float toss)
    {
        var others = Others.GetValueOrDefault(family) ?? [];
        var way = Math.Min((int)(toss * (others.Count + 1)), others.Count);
        return way == 0 ? Clips[family] : others[way - 1];
    }

    /// <summary>Reads an action; what is wrong is reported.</summary>
    public static ActionText Read(AssetFile file, AssetFields fields)
    {
        var clips = new Dictionary<CreatureFamily, Clip>();
        var others = new Dictionary<CreatureFamily, IReadOnlyList<Clip>>();
        foreach (var family in Enum.GetValues<CreatureFamily>())
        {
            var name = family.ToString().ToLowerInvariant();
            if (fields.Fields(name) is { } clip)
            {
                clips.Add(family, Clip.Read(clip));
            }

            if (fields.Has($"{name} or"))
            {
                others.Add(
                    family, [
                        .. fields.Items($"{name} or", 16).Select(
                            item => AssetFields.Of(item, "another way", fields.Problems))
                            .OfType<AssetFields>().Select(Clip.Read)
                    ]);
            }
        }

        var action = new ActionText
        {
            Name = file.Name,
            Words = fields.Texts("words"),
            Travel = fields.Choice("travel", ActionTravel.None),
            Speed = fields.Number("speed", 1, 0.05f, 5),
            Fast = fields.Flag("fast"),
            Hold = fields.Flag("hold"),
            Upper = fields.Flag("upper"),
            Uses = PartsOf(fields),
            Turns = fields.Flag("turns"),
            Gaze = fields.Number("gaze", 1, 0, 1),
            Points = fields.Flag("points"),
            Speaks = fields.Number("speaks", 0, 0, 1),
            Breath = fields.Text("breath"),
            Airborne = fields.Numbers("airborne", 2, 2) is { } off ? new(off[0], off[1]) : new(0.3f, 0.7f),
            Climbs = fields.Flag("climbs"),
            Reaches = fields.Flag("reaches"),
            Strikes = fields.Text("strikes"),
            Moment = fields.Number("moment", 0.5f, 0, 1),
            Holds = fields.Texts("holds"),
            Brings = fields.Texts("brings"),
            Seated = fields.Flag("seated"),
            Otherwise = fields.Text("otherwise"),
            Clips = clips,
            Others = others,
        };
        fields.End();
        return action;
    }

    private static BodyParts PartsOf(AssetFields fields)
    {
        var parts = BodyParts.None;
        foreach (var name in fields.Texts("uses"))
        {
            if (SceneNames.Find<BodyParts>(name) is { } part)
            {
                parts |= part;
            }
            else
            {
                fields.Problems.Unknown(
                    fields.Find("uses")!.Place, $"a body has no {Quoted.Of(name)}", name,
                    Enum.GetValues<BodyParts>().Select(SceneNames.Of));
            }
        }

        return parts;
    }
}
