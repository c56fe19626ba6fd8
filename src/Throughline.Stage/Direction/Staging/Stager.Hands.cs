using Throughline.Stage.Scenes;

namespace Throughline.Stage.Direction;

/// <content>What goes without saying: what hands hold to do something, and what somebody rides.</content>
internal sealed partial class Stager
{
    private static readonly HashSet<string> _instruments = new(StringComparer.Ordinal) { "guitar", "violin" };

    // To play with an instrument in one's hands is to make music.
    private string Musical(Term head, string action, SubjectDraft who) =>
        action == "dance"
            && head.Lemma is "play" or "perform" && _vocabulary.Find(AssetKind.Action, "strum") is { } music
        && who.Word?.Holds.Any(_instruments.Contains) == true ? music.Name : action;

    // To pour there must be a pot and a cup, to smoke a pipe.
    private void Hands(string action, IReadOnlyList<SubjectDraft> who)
    {
        var held = _vocabulary.Find(AssetKind.Action, action)?.Holds ?? [];
        foreach (var one in who.Where(one => one.IsPerson && one.Cast is null && held.Count > 0 && !(action == "strum" && one.Word?.Holds.Count > 0)))
        {
            var rest = one.Holds.Except(held).ToList();
            one.Holds.Clear();
            one.Holds.AddRange(held.Where(name => _vocabulary.Find(AssetKind.Prop, name) is not null));
            one.Holds.AddRange(rest);
        }
    }

    // Tea that is poured, a pipe that is smoked: the hands have it already.
    private bool IsInHand(NounPhrase noun, Verb verb)
    {
        if (noun.IsPronoun || verb is not { Action: { } action, Who.Count: > 0 } || !verb.Who[0].IsPerson
            || ThingOf(noun) is not var (meaning, way)
            || DoneWith(verb, action, meaning.Value) is not { Holds.Count: > 0 } doing
                || !doing.Holds.Contains(meaning.Value) || !verb.Who[0].Holds.Contains(meaning.Value))
        {
            return false;
        }

        _tally.Add(noun.Head!, $"{verb.Who[0].Id} holds {meaning.Value}", way);
        foreach (var modifier in noun.Modifiers)
        {
            _ = StageSetting(modifier);
        }

        return true;
    }

    // The same done with another thing is an action of its own, named by both: wine is poured from a bottle.
    private AssetWords? DoneWith(Verb verb, string action, string thing)
    {
        var usual = _vocabulary.Find(AssetKind.Action, action);
        if (usual?.Holds.Contains(thing) == true
            || _vocabulary.Assets.FirstOrDefault(
                asset => asset.Kind == AssetKind.Action && asset.Holds.Contains(thing)
                    && asset.Name.StartsWith(action + "_", StringComparison.Ordinal)) is not { } other)
        {
            return usual;
        }

        foreach (var one in verb.Who.Where(one => one.Beats is [.., { } last] && last.Action == action))
        {
            one.Beats[^1] = one.Beats[^1] with { Action = other.Name };
            one.Holds.RemoveAll(name => usual?.Holds.Contains(name) == true);
        }

        verb.Action = other.Name;
        Hands(other.Name, verb.Who);
        return other;
    }

    // What is thrown is as large as a fist, what is carried no larger than arms can hold, whatever else its asset is
    // used for.
    private bool Lift(NounPhrase noun, Verb verb)
    {
        var most = verb is not { Use: VerbUse.Action, Who: [{ IsAlive: true } only] } || only.Count > 1
            ? 0
            : verb.Action switch { "throw" or "strike" => 0.14f, "drop" => 0.5f, "pick_up" => 0.3f, "carry" => 0.5f, _ => 0f };
        if (verb.Term?.Lemma == "plant" && !noun.IsPronoun && ThingOf(noun) is { Meaning: var planted }
            && _vocabulary.Find(AssetKind.Prop, planted.Value) is { Size: > 2.4f } tall
                && Resolve(noun) is [{ Place: null } pole])
        {
            // A flag that somebody plants is one that he has carried there.
            pole.Traits = pole.Traits with { Size = Math.Clamp(2.4f / tall.Size, 0.1f, 1) };
            return false;
        }

        if (most == 0 || noun.IsPronoun || noun.Head!.Member is not null || ThingOf(noun) is not var (meaning, _) || meaning.Kind != WordKind.Prop
            || _vocabulary.Find(AssetKind.Prop, meaning.Value) is not { Element: null, Size: > 0 and < 2.5f } asset
                || (asset.IsHandy && asset.Size <= most && verb.Action != "drop")
            || Resolve(noun) is not [{ Place: null } thing])
        {
            return false;
        }

        thing.Place = PlaceOf(Relation.HeldBy, "#" + verb.Who[0].Id, null);
        thing.Traits =
            thing.Traits with { Size = Math.Clamp(Math.Min(thing.Traits.Size, most / asset.Size), 0.1f, 10) };
        (_last, _nounIsLast) = ([thing], true);
        if (verb.Action == "drop")
        {
            Aim(verb, "#" + thing.Id, Course.At);
        }

        return true;
    }

    /// <summary>
    /// Who rides, drives or sails needs something to do it on: what the verb or the rider's word says, else the usual.
    /// </summary>
    private void Mount(List<SubjectDraft> subjects)
    {
        foreach (var rider in subjects.Where(one => one.IsAlive && one.Beats.Count > 0).ToList())
        {
            var at = rider.Beats.FindIndex(beat => Acting.IsMounted(beat.Action));
            if (at < 0 && Beneath(rider, subjects) is { } under
                && rider.Beats.FindIndex(beat => beat.Action is "walk" or "run" or "chase" or "jump" or "fly") is >= 0 and var going)
            {
                // "A cowboy on a black horse gallops."
                Ride(rider, going, under);
                rider.Place = null;
                continue;
            }

            if (at < 0 && rider.Word?.Rides is { } own && rider.Place?.Relation is not Relation.On)
            {
                at = rider.Beats.FindIndex(beat => beat.Action is "walk" or "run" or "chase");
                if (at >= 0 && _vocabulary.Find(AssetKind.Prop, own) is not null)
                {
                    Seat(rider, at, own, subjects);
                }
            }
            else if (at >= 0
                && !subjects.Any(
                    other => "#" + other.Id == rider.Beats[at].Toward && (other.IsAlive || other.Asset.IsRidden)))
            {
                if (Beneath(rider, subjects) is { } said)
                {
                    // "She rides in a convertible."
                    Ride(rider, at, said);
                    rider.Place = null;
                    continue;
                }

                var beat = rider.Beats[at];
                var named = beat.Manner is { } manner && _vocabulary.Find(AssetKind.Prop, manner) is { IsRidden: true }
                    ? manner
                    : null;
                Seat(rider, at, named ?? rider.Word?.Rides ?? Usual(beat.Action), subjects);
            }
        }
    }

    // What carries somebody who is said to be on it or in it, and does nothing itself.
    private static SubjectDraft? Beneath(SubjectDraft rider, List<SubjectDraft> subjects) =>
        rider is { IsPerson: true, Place: { Relation: Relation.On or Relation.Inside } place }
            ? subjects.Find(
                one => "#" + one.Id == place.To && one != rider && one.Beats.Count == 0
                    && (one.Asset.IsRidden || (one.Count == rider.Count && one is { IsAlive: true, Asset.Family: "quadruped" }
                        && place.Relation == Relation.On)))
            : null;

    private static string Usual(string action) =>
        action switch { "drive" => "car", "sail" => "sailing_boat", "surf" => "surfboard", _ => "horse" };

    private void Seat(SubjectDraft rider, int at, string name, List<SubjectDraft> subjects)
    {
        if ((_vocabulary.Find(AssetKind.Prop, name) ?? _vocabulary.Find(AssetKind.Creature, name)) is not { } asset)
        {
            return;
        }

        if (rider.Word is { Count: > 1 } && rider.Count == rider.Word.Count && asset.IsRidden)
        {
            // "A family drives to the sea" in one car, not in four.
            _notes.Add($"one of the {rider.Id} is seen in the {asset.Name.Replace('_', ' ')}: it has one seat.");
            (rider.Count, rider.IsPlural) = (1, false);
        }

        var mount = subjects.Find(
            other => other.Asset == asset && other.Beats.Count == 0 && other.Count == rider.Count);
        if (mount is null)
        {
            mount = new SubjectDraft
            {
                Id = Unused(asset.Name.Replace('_', ' ')),
                Asset = asset,
                Noun = asset.Name,
                Count = rider.Count,
                IsPlural = rider.Count > 1,
            };
            _subjects.Add(mount);
            subjects.Add(mount);
            _notes.Add($"{rider.Id} needs something for it: a {asset.Name.Replace('_', ' ')}.");
        }

        Ride(rider, at, mount);
    }

    // The rider keeps the seat, the mount goes.
    private void Ride(SubjectDraft rider, int at, SubjectDraft mount)
    {
        var (beat, asset) = (rider.Beats[at], mount.Asset);
        var isSaid = Acting.IsMounted(beat.Action);
        mount.Beats.Add(
            new Beat
            {
                Action = MountAction(mount, isSaid ? beat : beat with { Pace = beat.Action == "walk" ? 1 : 1.4f }),
                Toward = beat.Toward,
                Course = beat.Course,
                Pace = beat.Pace,
            });
        rider.Beats[at] = beat with
        {
            Action = isSaid ? beat.Action
                : mount.IsAlive ? "ride"
                : asset.Name switch
                {
                    "surfboard" or "skateboard" => "surf",
                    "bicycle" or "motorcycle" or "sledge" or "cart" => "ride",
                    _ => asset.Element == "water" ? "sail" : "drive",
                },
            Toward = "#" + mount.Id,
            Course = Course.To,
            Manner = beat.Manner == asset.Name ? null : beat.Manner,
        };
    }
}
