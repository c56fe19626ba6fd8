using Throughline.Stage.Scenes;

namespace Throughline.Stage.Direction;

/// <content>Whom or what a verb is done to.</content>
internal sealed partial class Stager
{
    // What the verb is done to.
    private void Object(NounPhrase noun)
    {
        var verb = _verb!;
        verb.HasObject = true;
        switch (verb.Use)
        {
            case VerbUse.Wearing when noun.Head!.As(WordKind.Garment) is { } garment && verb.Who.Count > 0:
                Wear(verb.Who, noun, garment);
                return;
            case VerbUse.Wearing or VerbUse.Having when noun.Head!.As(WordKind.Body) is not null
                || noun.Head!.As(WordKind.Hair) is not null || noun.Head!.As(WordKind.Garment) is not null:
                With(noun, verb.Who);
                return;
            case VerbUse.Wearing or VerbUse.Holding or VerbUse.Having:
                Hold(noun, verb.Who);
                return;
            case VerbUse.Being when verb.Who.Count == 1
                && !noun.IsPronoun && CanAct(noun) && noun.Head!.As(WordKind.Person) is not null:
                Describe(verb.Who[0], noun, verb.Who[0].Id);
                return;
            case VerbUse.Camera:
                FilmSubject(noun);
                return;
        }

        if (noun.Head!.Lemma == "wave" && verb is { Use: VerbUse.Action, Action: "pick_up" or "catch" or "ride" or "jump" }
            && _vocabulary.Find(AssetKind.Action, "surf") is not null && verb.Who.Any(one => one.IsPerson))
        {
            foreach (var one in verb.Who.Where(one => one is { IsPerson: true, Beats.Count: > 0 }))
            {
                one.Beats[^1] = one.Beats[^1] with { Action = "surf" };
            }

            _tally.Add(noun.Head!, "surf");
            return;
        }

        if (!noun.IsPronoun && !CanAct(noun))
        {
            if (verb is { Use: VerbUse.Action, Action: not null } && TargetOf(noun) is { } place)
            {
                var over = verb.Term?.Lemma is "cross" ? CrossingOf(place) : null;
                Aim(
                    verb, over ?? place, over is not null ? Course.Along
                        : Acting.CourseOf(verb.Term?.As(WordKind.Action)?.Extra) ?? Acting.Natural(verb));
            }

            StageSetting(noun);
            if (!_tally.Has(noun.Head!) && !verb.IsDenied)
            {
                StayOff(noun, verb);
            }

            return;
        }

        if (IsInHand(noun, verb) || Give(noun, verb) || IsThrown(noun, verb))
        {
            return;
        }

        if ((verb is { Use: VerbUse.Action, Action: "carry" or "pick_up" or "throw" or "strike" } || _vocabulary.Find(verb.Term?.Lemma ?? "").Any(meaning => meaning is { Kind: WordKind.Role, Value: "using" }))
            && verb.Term?.Lemma != "plant" && CanBeHeld(noun, verb.Who))
        {
            foreach (var one in verb.Who
                .Where(
                    one => one.Beats is [.., { Action: var action }]
                        && (verb.Term?.Lemma, action) is ("play", "dance") or ("open", "knock")))
            {
                // To play a guitar is no dance, to open an umbrella no knock at a door.
                one.Beats[^1] = one.Beats[^1] with { Action = "idle" };
            }

            Hold(noun, verb.Who);
            foreach (var one in verb.Who.Where(
                one => verb.Term?.Lemma is "open" or "unfold" or "unroll" && one.Beats.Count > 0
                    && ThingOf(noun) is ({ Value: "book" or "scroll" or "letter" or "newspaper" or "map" }, _)))
            {
                one.Beats[^1] = one.Beats[^1] with { Action = "read" };
            }

            return;
        }

        if (verb is { Use: VerbUse.Action, Action: "light" } && CanBeHeld(noun, verb.Who)
            && ThingOf(noun) is var (smoked, _) && AssetOf(smoked).Asset is { Played: "smoke" })
        {
            // A cigarette is lit at the mouth.
            Hold(noun, verb.Who);
            foreach (var one in verb.Who.Where(one => one.Beats is [.., { Action: "light" }]))
            {
                one.Beats[^1] = one.Beats[^1] with { Action = "light_up" };
            }

            return;
        }

        if (verb is { Use: VerbUse.Action, Action: "fly" } && verb.Who.Any(one => one.IsPerson)
            && ThingOf(noun) is var (flown, _) && AssetOf(flown).Asset is { Kind: AssetKind.Prop } flying)
        {
            Fly(noun, verb, flying);
            return;
        }

        if (Lift(noun, verb))
        {
            return;
        }

        var objects = Resolve(noun);
        if (Bear(verb, objects))
        {
            return;
        }

        if (verb.Term?.Lemma is "play" or "practise" && objects is [{ Asset.Played: { } played }, ..])
        {
            foreach (var one in verb.Who.Where(one => one.Beats is [.., { Action: "dance" }]))
            {
                one.Beats[^1] = one.Beats[^1] with { Action = played };
            }
        }

        _last = objects;
        _nounIsLast = true;
        if (verb.Use is VerbUse.Showing or VerbUse.Being or VerbUse.Unknown or VerbUse.Nature && verb.Who.Count == 0)
        {
            _main = objects;
            _topic = objects;
            _verb = null;
            PlaceFronted();
            return;
        }

        if (verb is { Use: VerbUse.Action, Action: "chase", IsDenied: false }
            && objects is [{ IsAlive: true, Beats.Count: 0 } chased, ..])
        {
            // Who is chased runs.
            chased.Beats.Add(new Beat { Action = _acting.Suited("run", chased) });
        }

        if (verb is { Use: VerbUse.Action, Action: not null, IsDenied: false } && objects.Count > 0)
        {
            Aim(
                verb, "#" + objects[0].Id,
                Acting.CourseOf(verb.Term?.As(WordKind.Action)?.Extra) ?? Acting.Natural(verb));
        }
    }

    // Who rides what Stage has not does not ride a horse instead.
    private void StayOff(NounPhrase noun, Verb verb)
    {
        foreach (var one in verb.Who.Where(one => one.Beats is [.., var last] && Acting.IsMounted(last.Action) && last.Manner is null))
        {
            _notes.Add($"there is no {noun.Head!.Text} to {one.Beats[^1].Action}: the {one.Id} stands there without.");
            one.Beats[^1] = one.Beats[^1] with { Action = "idle" };
        }
    }

    // What one throws, another catches: it is there already.
    private bool IsThrown(NounPhrase noun, Verb verb)
    {
        if (verb.Action != "catch")
        {
            return false;
        }

        var thrower = _subjects.Find(
            one => one.Holds.Count > 0 && one.Beats.Exists(beat => beat.Action == "throw") && !verb.Who.Contains(one)
                && (noun.IsPronoun || (ThingOf(noun) is var (meaning, _) && one.Holds.Contains(meaning.Value))));
        if (thrower is null)
        {
            return false;
        }

        if (!noun.IsPronoun)
        {
            _tally.Add(noun.Head!, $"what the {thrower.Id} throws");
        }

        Aim(verb, "#" + thrower.Id, Course.At);
        return true;
    }

    // To fly an aeroplane is to drive it through the air; to fly a kite is to hold it and look up.
    private void Fly(NounPhrase noun, Verb verb, AssetWords flying)
    {
        var flown = Resolve(noun);
        foreach (var one in verb.Who.Where(one => one.Beats.Count > 0 && flown.Count > 0))
        {
            one.Beats[^1] = flying.IsRidden
                ? one.Beats[^1] with { Action = "drive", Toward = "#" + flown[0].Id, Course = Course.To }
                : one.Beats[^1] with
                {
                    Action = "point",
                    Toward = flown.Count > 0 ? "#" + flown[0].Id : "up",
                    Course = Course.At,
                };
        }

        if (flown.Count == 0)
        {
            return;
        }

        if (flying.IsRidden)
        {
            flown[0].Beats.Add(new Beat { Action = "fly" });
        }
        else
        {
            flown[0].Place ??= PlaceOf(
                flying.IsHandy && verb.Who.Count == 1 && flown[0].Count <= verb.Who[0].Count
                    ? Relation.HeldBy
                    : Relation.Above,
                "#" + verb.Who[0].Id, null);
        }

        _last = flown;
        _nounIsLast = true;
    }

    private static void Aim(Verb verb, string target, Course course)
    {
        foreach (var one in verb.Who.Where(one => one.Beats.Count > 0 && "#" + one.Id != target))
        {
            var beat = one.Beats[^1];
            one.Beats[^1] = beat.Toward is not null && Acting.IsMounted(beat.Action) ? beat : beat with
            {
                Toward = target,
                Course = one.IsAlive && Acting.IsMounted(beat.Action) && target[0] == '#' ? Course.To : course,
            };
        }
    }

    private void FilmSubject(NounPhrase noun)
    {
        if (!noun.IsPronoun && !CanAct(noun))
        {
            StageSetting(noun);
            _topic = [];
            _main = [];
            if (IsGoingOn())
            {
                return;
            }
        }
        else
        {
            var who = Resolve(noun);
            _camera.Subject ??= who.Count > 0 ? who[0].Id : null;
            (_main, _topic, _last) = (who, who, who);
            _nounIsLast = true;
            if (IsGoingOn())
            {
                _nounIsLast = false;
                return;
            }
        }

        _verb = null;

        // "From the sky to a camper": the second is filmed as well.
        bool IsGoingOn() => Next() is Particle { Term.Word: "to" or "onto" }
            && Before() is Particle { Term.Word: "from" };
    }
}
