using Throughline.Stage.Scenes;

namespace Throughline.Stage.Direction;

/// <summary>How verbs are played: what moves, what goes together, and what an action becomes for whom.</summary>
internal sealed class Acting(Vocabulary vocabulary)
{
    private static readonly HashSet<string> _moving = new(
        StringComparer.Ordinal) { "walk", "run", "jump", "leap", "swim", "fly", "dive", "ride", "surf", "drive", "sail", "chase", "dance", "carry" };
    private static readonly HashSet<string> _passing = new(
        StringComparer.Ordinal) { "idle", "sit", "stand_up", "lie_down", "turn", "jump", "fall", "pick_up", "throw", "drop", "catch", "strike", "nod", "bow", "knock", "sleep", "shake_head", "shake_hands", "give", "kick", "spin" };
    private static readonly HashSet<string> _mounted = new(StringComparer.Ordinal) { "ride", "surf", "drive", "sail" };

    /// <summary>Whether an action goes from place to place.</summary>
    public static bool IsMoving(string? action) => action is not null && _moving.Contains(action);

    /// <summary>
    /// Whether an action is over when the next begins, or a posture: it goes together with nothing by a mere "and".
    /// </summary>
    public static bool IsPassing(string action) => _passing.Contains(action);

    /// <summary>Whether an action is done on what carries one.</summary>
    public static bool IsMounted(string action) => _mounted.Contains(action);

    /// <summary>
    /// An action as somebody or something does it: birds fly and fish swim where others walk; boats sail, cars drive.
    /// </summary>
    public string Suited(string action, SubjectDraft who)
    {
        bool Has(string name) => vocabulary.Find(AssetKind.Action, name) is not null;
        if (!who.IsAlive)
        {
            var own =
                who.Asset.Element switch { "water" => "sail", "air" => "fly", _ => action is "fly" or "sail" ? action : "drive" };
            return IsMoving(action) && Has(own) ? own : action;
        }

        return who.Asset.Family switch
        {
            "fish" when action is "jump" && Has("leap") => "leap",
            "fish" when action is "walk" or "run" or "fly" or "drive" or "idle" && Has("swim") => "swim",
            "insect" when action is "walk" or "run" or "dance" && Has("fly") => "fly",
            "quadruped" when action == "fly" && !who.Asset.IsWinged && Has("walk") => "run",
            _ when action == "dive" && who.Asset is not ({ Family: "bird", Element: null or "air" } or { IsWinged: true }) => "swim",
            _ => action,
        };
    }

    /// <summary>
    /// Whether the body has what it takes to do something beside all that is done at that time already.
    /// </summary>
    public bool GoTogether(SubjectDraft who, string action)
    {
        var first = who.Beats.FindLastIndex(beat => !beat.Together);
        var uses = PartsOf(action);
        return uses.Count > 0 && who.Beats.Skip(first).All(
            beat => PartsOf(beat.Action) is { Count: > 0 } others && !uses.Overlaps(others));
    }

    private HashSet<string> PartsOf(string action) =>
        [
            .. (vocabulary.Find(AssetKind.Action, action)?.Uses ?? []).SelectMany(
                part => part == "arms" ? (string[])["left_arm", "right_arm"] : [part])
        ];

    /// <summary>
    /// The course of a verb without a word for it: travellers go to what they are said to go, others turn to it.
    /// </summary>
    public static Course Natural(Verb verb) => verb.Action is { } action && IsMoving(action) ? verb.Term?.Lemma switch
    {
        "leave" or "flee" or "escape" or "exit" or "depart" => Course.From,
        "pass" => Course.Past,
        "cross" => Course.Through,
        "circle" or "orbit" or "round" => Course.Around,
        "climb" or "ascend" or "descend" or "roam" or "patrol" or "wander" => Course.Along,
        _ => Course.To,
    }
    : Course.At;

    /// <summary>The course that a table names beside an action; null for none.</summary>
    public static Course? CourseOf(string? extra) =>
        extra is not null && Enum.TryParse<Course>(extra, ignoreCase: true, out var course) ? course : null;

    /// <summary>Where what flies by itself goes by a verb: it rises and comes down; null for neither.</summary>
    public static string? Climb(string verb) => verb switch
    {
        "rise" or "ascend" or "climb" or "take off" or "lift off" or "launch" or "blast off" => "up",
        "land" or "descend" or "touch down" or "sink" => "down",
        _ => null,
    };

    /// <summary>The manner of who feels so.</summary>
    public static string MannerOf(string feeling) => feeling switch
    {
        "happy" => "happily",
        "sad" => "sadly",
        "angry" => "angrily",
        "afraid" => "nervously",
        "surprised" => "curiously",
        "tired" => "tiredly",
        "proud" => "proudly",
        _ => "calmly",
    };
}
