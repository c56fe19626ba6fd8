using Throughline.Stage.Scenes;

namespace Throughline.Stage.Direction;

/// <content>Where somebody is and goes: prepositions with what follows them.</content>
internal sealed partial class Stager
{
    private static readonly HashSet<string> _parts = new(StringComparer.Ordinal)
        { "deck", "roof", "rooftop", "top", "back", "edge", "side", "front", "foot", "bow", "prow", "stern", "bonnet", "bridge", "end", "rim", "base", "shade", "shadow", "middle" };

    // What of these is named is stood upon.
    private static readonly HashSet<string> _upper =
        new(StringComparer.Ordinal) { "deck", "roof", "rooftop", "top", "bow", "prow", "stern", "bonnet", "bridge" };

    // Parts of a house that one is at when one is at the house.
    private static readonly HashSet<string> _openings =
        new(StringComparer.Ordinal) { "door", "doorstep", "doorway", "porch", "entrance", "front door", "window" };

    // What a camera goes by these is not what it shows.
    private static readonly HashSet<string> _passed =
        new(StringComparer.Ordinal) { "through", "past", "between", "out of" };

    // The noun right before a preposition.
    private NounPhrase? _nearest;

    private void MeetPreposition(Particle preposition)
    {
        var word = preposition.Term.Word;
        if (word == "as" && Next() is NounPhrase clause && Next(2) is VerbGroup
            && (clause.IsPronoun || Before() is not VerbGroup { Head.Tag: Tag.Participle }))
        {
            // "As he sits" is a clause; "dressed as a pirate" is none.
            EndPart("as");
            return;
        }

        _nearest = Before() as NounPhrase;
        if (Next() is Particle { Tag: Tag.Preposition } second && preposition.Term.Count == 1 && Next(2) is NounPhrase)
        {
            // "Out of the house", "up to the door": the second says more.
            preposition = second;
            word = second.Term.Word;
            _at++;
        }

        if (Next() is not NounPhrase { Head: not null } noun)
        {
            if (IsAloft(preposition.Term))
            {
                return;
            }

            // "He walks by": a direction at most.
            if (_verb is { Use: VerbUse.Action } && preposition.Term.Meanings.Count > 0)
            {
                MeetAdverb(preposition.Term);
            }

            return;
        }

        _at++;
        noun = Lined(noun);
        if (CountedBy(noun) is { } counted)
        {
            _at += 2;
            noun = counted;
        }

        var whole = WholeOf(noun);
        _isOnPart = whole != noun && _upper.Contains(noun.Head!.Lemma);
        noun = whole;
        var all = new List<NounPhrase> { noun };
        while (word is "between" or "with" or "in between" && Next() is Particle { Tag: Tag.Conjunction } && Next(2) is NounPhrase { Head: not null } other
            && (word != "with" || !VerbFollows(_at + 3)))
        {
            all.Add(other);
            _at += 2;
        }

        Relate(preposition, all);
        _isOnPart = false;
    }

    // "A tree-lined path" is a path.
    private NounPhrase Lined(NounPhrase noun)
    {
        var word =
            Next() switch { VerbGroup { Head: { } verb } => verb.Word, Particle particle => particle.Term.Word, _ => null };
        if (word is not ("lined" or "covered" or "filled" or "topped" or "clad" or "framed" or "strewn" or "studded" or "capped" or "fringed" or "dotted" or "swept" or "soaked" or "drenched")
            || noun.IsPlural || Next(2) is not NounPhrase { Head: not null, Determiner: null } lined)
        {
            return noun;
        }

        _ = StagePlace(noun.Head!);
        _at += 2;
        return lined;
    }

    // "On the deck of a ship" is on the ship.
    private NounPhrase WholeOf(NounPhrase part)
    {
        if (part.IsPronoun || Next() is not Particle { Term.Word: "of" }
            || Next(2) is not NounPhrase { Head: not null } whole || !CanAct(whole)
            || !(_parts.Contains(part.Head!.Lemma) || (_openings.Contains(part.Head.Lemma) && IsBuilding(whole))))
        {
            return part;
        }

        _tally.Add(part.Head, $"part of the {whole.Head.Word}");
        _at += 2;
        return whole;
    }

    private bool IsBuilding(NounPhrase noun) =>
        ThingOf(noun) is var (meaning, _) && AssetOf(meaning).Asset is { Kind: AssetKind.Prop, Element: null, Size: > 2.2f };

    private void Relate(Particle preposition, List<NounPhrase> nouns)
    {
        var word = preposition.Term.Word;
        var noun = nouns[0];
        var isWithout = word is "without" or "except";
        if (isWithout)
        {
            nouns.ForEach(one => one.IsDenied = true);
        }

        if (nouns.TrueForAll(one => Focus(word, one)))
        {
            return;
        }

        var host = _verb is { Use: not (VerbUse.Camera or VerbUse.Unknown) } open && _joint is null ? open.Who
            : _nounIsLast ? _last
            : [];
        if (_nounIsLast && _last is [{ IsAlive: false }, ..]
            && (word == "of" || _verb is { Use: VerbUse.Action, HasObject: true, Term: { } put } && IsPutting(put)))
        {
            // A cup of tea, to put a cup on the table: it is said of the cup.
            host = _last;
        }

        if (word == "of" || isWithout)
        {
            Of(noun, isWithout ? _last : host, isWithout);
            return;
        }

        if (word is "to" && _verb is { Use: VerbUse.Passive, Action: Giving } given && (noun.IsPronoun || CanAct(noun)))
        {
            var takers = Resolve(noun);
            given.Recipient = takers.Count > 0 ? "#" + takers[0].Id : null;
            return;
        }

        if (word == "by" && _verb is { Use: VerbUse.Passive } passive && (noun.IsPronoun || CanAct(noun)))
        {
            ByAgent(noun, passive);
            return;
        }

        if (_verb is { Use: VerbUse.Camera })
        {
            if (_passed.Contains(word))
            {
                // "Dollies out through the window": that is passed, not filmed.
                if (!noun.IsPronoun && IsBuilding(noun))
                {
                    _tally.Add(noun.Head!, "passed by the camera");
                }
                else if (noun.IsPronoun || CanAct(noun))
                {
                    Resolve(noun);
                }
                else
                {
                    StageSetting(noun);
                }

                return;
            }

            FilmSubject(noun);
            return;
        }

        if (_verb is { Use: VerbUse.Nature, Term.Lemma: "reflect" or "mirror" } && !noun.IsPronoun && CanAct(noun))
        {
            // What is seen in a puddle is not in it.
            Resolve(noun);
            return;
        }

        if (_verb is { Use: VerbUse.Action } doing && nouns.TrueForAll(one => IsInHand(one, doing)))
        {
            return;
        }

        if (word is "with" or "in" && _nearest is not null && _named.TryGetValue(_nearest, out var near)
            && near is [{ IsAlive: true }, ..] && nouns.TrueForAll(IsWorn))
        {
            // "Talks to a woman in a red dress": it is hers.
            host = near;
        }

        if (word is "with" or "in" or "wearing" && nouns.All(one => With(one, host)))
        {
            return;
        }

        if (ShelterUnder(word, noun, host))
        {
            return;
        }

        if (word == "with" && host.Count > 0 && host[0].IsAlive && nouns.TrueForAll(one => CanBeHeld(one, host)))
        {
            nouns.ForEach(one => Hold(one, host));
            return;
        }

        if (noun.Head!.As(WordKind.Direction) is { } direction && noun.Head.As(WordKind.Creature) is null
            && _verb is { Use: VerbUse.Action, Who.Count: > 0 } act)
        {
            Aim(act, direction.Value, Acting.IsMoving(act.Action) ? Course.To : Course.At);
            _tally.Add(noun.Head, $"toward {direction.Value}");
            return;
        }

        Place(preposition.Term, nouns, host);
    }

    private static bool IsWorn(NounPhrase noun) =>
        noun.Head!.As(WordKind.Garment) is not null || noun.Head.As(WordKind.Hair) is not null
            || noun.Head.As(WordKind.Body) is not null;

    private bool IsPutting(Term verb) =>
        _vocabulary.Find(verb.Lemma).Any(meaning => meaning is { Kind: WordKind.Role, Value: "putting" });

    private void Place(Term preposition, List<NounPhrase> nouns, IReadOnlyList<SubjectDraft> host)
    {
        var noun = nouns[0];
        var relation = preposition.As(WordKind.Relation)?.Value;
        if (!noun.IsPronoun && !CanAct(noun))
        {
            var isLight = preposition.Word is "in" or "under" && noun.Head!.Lemma is "sun" or "moon" or "sunset" or "sunrise";
            var place = isLight ? null : noun.Head!.As(WordKind.Time) is not null
                && preposition.Word is not ("into" or "to" or "toward" or "towards" or "against")
                && (preposition.Word != "at" || noun.Head.Lemma is not ("moon" or "star" or "sun")) ? null : TargetOf(
                    noun);
            StageSetting(noun);
            if (place == "up" && relation is not "under" && Fly(host))
            {
                return;
            }

            if (place is not null && host.Count > 0)
            {
                Settle(preposition, place, null, host);
            }
            else if (place is not null && _main.Count == 0)
            {
                _fronted.Add((new Particle { At = 0, Term = preposition }, noun));
            }

            return;
        }

        if (preposition.Word is "on" or "onto" or "upon" or "across" && _setWords?.Name == "space"
            && ThingOf(noun) is ({ Value: "planet" or "moon" }, _))
        {
            // Who lands on a planet has it under the feet.
            _tally.Add(noun.Head!, "part of the set space");
            return;
        }

        if (_verb is { Use: VerbUse.Nature, Who.Count: 0 })
        {
            // "Light streams through the trees": that is not where the next one is.
            Resolve(noun);
            return;
        }

        if (host.Count == 0 && (_joint is not null || _at <= 2 || _main.Count == 0) && !_nounIsLast)
        {
            Resolve(noun);
            _fronted.Add((new Particle { At = 0, Term = preposition }, noun));
            return;
        }

        var there = Resolve(noun);
        if (there.Count == 0 || host.Count == 0)
        {
            return;
        }

        var second = nouns.Count > 1 ? Resolve(nouns[1]) : [];
        Settle(preposition, "#" + there[0].Id, second.Count > 0 ? "#" + second[0].Id : null, host);
        if (preposition.Word is "with" && there[0].IsAlive && host.Count > 0 && host[0].Beats.Count > 0
            && there[0].Beats.Count == 0)
        {
            // Who goes along does the same.
            there[0].Beats.AddRange(host[0].Beats);
        }

        // What comes next may say more of the place: "the table by the window".
        if (Next() is Particle { Tag: Tag.Preposition or Tag.Relative }
            or VerbGroup { HasAuxiliary: false, Head.Tag: Tag.Gerund or Tag.Participle })
        {
            _last = there;
            _nounIsLast = _verb is null || Next() is not Particle { Tag: Tag.Preposition };
        }
    }

    // "Gulls overhead", "crows above": they are in the air.
    private bool IsAloft(Term term)
    {
        var isAloft = term.Word is "overhead" or "above" or "high above" or "up above" or "aloft"
            && Fly(_nounIsLast ? _last : _verb?.Who ?? []);
        if (isAloft)
        {
            _tally.Add(term, "in the air");
        }

        return isAloft;
    }

    // What has wings and is overhead flies; false when none of them has.
    private bool Fly(IReadOnlyList<SubjectDraft> who)
    {
        var winged = who.Where(one => one.Asset.Family is "bird" or "insect").ToList();
        foreach (var one in winged.Where(one => one.Beats.Count == 0 && _vocabulary.Find(AssetKind.Action, "fly") is not null))
        {
            one.Beats.Add(new Beat { Action = "fly" });
        }

        return winged.Count > 0;
    }

    // Somebody who moves goes there; somebody who does not stands there.
    private void Settle(Term preposition, string place, string? and, IReadOnlyList<SubjectDraft> who)
    {
        var course = preposition.As(WordKind.Course)
            ?? _vocabulary.Find(preposition.Word).FirstOrDefault(meaning => meaning.Kind == WordKind.Course);
        var relation = preposition.As(WordKind.Relation)
            ?? _vocabulary.Find(preposition.Word).FirstOrDefault(meaning => meaning.Kind == WordKind.Relation);
        var there = _subjects.Find(other => "#" + other.Id == place);
        foreach (var one in who.Where(one => "#" + one.Id != place))
        {
            if (one.IsAlive && there is not null && StandsOn(one, there, preposition))
            {
                continue;
            }

            var isActing = _verb is { Use: VerbUse.Action, IsDenied: false } verb
                && verb.Who.Contains(one) && one.Beats.Count > 0 && _joint is null;
            if (isActing && course is not null && one.Beats[^1] is { Action: "chase", Toward: { } prey }
                && _subjects.Find(other => "#" + other.Id == prey)
                    is { IsAlive: true, Beats: [.., { Toward: null } fleeing] } chased && "#" + chased.Id != place
                && Enum.TryParse<Course>(course.Value, ignoreCase: true, out var flight))
            {
                // "Chases a mouse around the table": so the mouse runs, and who chases it after it.
                chased.Beats[^1] = fleeing with { Toward = place, Course = flight };
                continue;
            }

            if (isActing && preposition.Word is "across" && CrossingOf(place) is { } over
                && Acting.IsMoving(one.Beats[^1].Action) && one.Beats[^1].Toward is null)
            {
                one.Beats[^1] = one.Beats[^1] with { Toward = over, Course = Course.Along };
                continue;
            }

            if (isActing && course is not null && Enum.TryParse<Course>(course.Value, ignoreCase: true, out var way)
                && one.Beats[^1] is var beat && (beat.Toward is null || Acting.IsMounted(beat.Action)
                    || (beat.Toward is "up" or "down" && preposition.Word == "at")))
            {
                var moves = Acting.IsMoving(beat.Action);
                way = (way, preposition.Word) switch
                {
                    (Course.Along, "over" or "above" or "across") when beat.Action is "jump" or "run" or "walk"
                        && place[0] == '#' => Course.Through,
                    (Course.Along, "on" or "upon") when moves && place[0] == '#' => Course.To,
                    _ => way,
                };
                var isRidden = beat.Toward is { Length: > 1 } && Acting.IsMounted(beat.Action);
                if (isRidden && one.IsAlive
                    && _subjects.Find(
                        other => "#" + other.Id == beat.Toward
                            && (other.IsAlive || other.Asset.Element is not null)) is { } mount)
                {
                    // The mount goes where its rider is said to go.
                    mount.Beats.Add(
                        new Beat { Action = MountAction(mount, beat), Toward = place, Course = way, Pace = beat.Pace });
                    continue;
                }

                var isDoneTo = beat.Action is "knock" or "kick" or "throw" or "strike" && there is not null;
                if (moves || way is Course.To or Course.At || isDoneTo)
                {
                    one.Beats[^1] = beat with { Toward = place, Course = moves ? way : Course.At };
                    if (beat.Action == Giving && there is not null)
                    {
                        Receive(there, one);
                    }

                    if (beat.Action == "fly" && relation?.Value is "above")
                    {
                        one.Place ??= PlaceOf(Relation.Above, place, null);
                    }

                    continue;
                }
            }

            if (relation is not null
                && Enum.TryParse<Relation>(
                    relation.Value.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var standing))
            {
                var flies = one.Asset.Family is "bird" or "insect"
                    || one.Asset.Element == "air" || one.Beats.Exists(other => other.Action == "fly") || !one.IsAlive;
                standing = standing == Relation.Above && !flies ? Relation.Near : standing;
                if (one.Place?.To is not null && standing is Relation.Beside or Relation.Near
                    && _subjects.Find(other => "#" + other.Id == place) is { Place: null } near)
                {
                    // It has its place already: the other comes to it.
                    near.Place = PlaceOf(standing, "#" + one.Id, null);
                }

                if (standing == Relation.Above)
                {
                    Fly([one]);
                }

                if (standing is Relation.Beside or Relation.Near && there is { IsPerson: true, Beats.Count: 0 }
                    && one.Beats is [.., { Action: "sit" or "lie_down" or "kneel" or "sleep" } posture])
                {
                    // Who is sat beside sits too.
                    there.Beats.Add(posture);
                }

                one.Place = one.Place is null || one.Place.To is null ? PlaceOf(standing, place, and) : one.Place;
            }
        }
    }

    // The deck of a ship is stood on, a bench from which pigeons are fed is sat on, and who types on a laptop is not on
    // it.
    private bool StandsOn(SubjectDraft who, SubjectDraft there, Term preposition)
    {
        var moves = who.Beats.Count > 0 && Acting.IsMoving(who.Beats[^1].Action);
        var isOn = preposition.Word is "on" or "upon" or "at";
        if (!there.IsAlive && who.Place is null && !moves
            && (_isOnPart || (preposition.Word == "from" && there.Asset.IsSeat)))
        {
            who.Place = PlaceOf(Relation.On, "#" + there.Id, null);
            return true;
        }

        if (there is { IsAlive: false, Asset: { IsHandy: true, IsSeat: false } } && isOn && who.IsPerson
            && who.Beats.Count > 0 && !moves
            && who.Beats[^1].Action is not ("sit" or "idle" or "lie_down" or "sleep" or "dance" or "jump"))
        {
            who.Beats[^1] = who.Beats[^1].Toward is null
                ? who.Beats[^1] with { Toward = "#" + there.Id, Course = Course.At }
                : who.Beats[^1];
            return true;
        }

        return false;
    }

    private string MountAction(SubjectDraft mount, Beat ride) =>
        mount.IsAlive ? ride.Pace > 1.25f ? "run" : "walk" : _acting.Suited("walk", mount);

    private static Placing PlaceOf(Relation relation, string to, string? and) =>
        new() { Relation = relation, To = to, And = and };

    /// <summary>
    /// A place that scenes know by name, for a noun that is nobody: an anchor of the set; null for none.
    /// </summary>
    private string? TargetOf(NounPhrase noun)
    {
        if (noun.IsPronoun || noun.IsDenied || _setWords is null)
        {
            return null;
        }

        var head = noun.Head!;
        if (SetChoice.Look(head, _vocabulary).Meanings
            .FirstOrDefault(
                meaning => meaning.Kind == WordKind.Anchor && _setWords.Anchors.Contains(meaning.Value)) is { } anchor)
        {
            return anchor.Value;
        }

        // "The cliff path" names the set and its path at once.
        var last = head.Lemma[(head.Lemma.LastIndexOf(' ') + 1)..];
        if (_setWords.Anchors.Contains(last))
        {
            return last;
        }

        if (last is "road" or "highway" or "lane" or "track" or "trail" or "street" && _setWords.Anchors.Contains("path"))
        {
            return "path";
        }

        return head.Lemma switch
        {
            "sky" or "star" or "moon" or "cloud" => "up",
            "sea" or "ocean" or "horizon" or "sunset" or "sunrise" or "view" or "landscape" or "sun" =>
                _setWords.Anchors.Contains("horizon") ? "horizon" : "away",
            _ => null,
        };
    }

    // Who crosses a street goes over it, from one side to the other: along the set's crossing. Null where it has none.
    private string? CrossingOf(string place) =>
        place == "street" && _setWords?.Anchors.Contains("crossing") == true ? "crossing" : null;

    // "In a dark forest, a fox ...": what stood before its subject is now said of it.
    private void PlaceFronted()
    {
        if (_fronted.Count == 0 || _main.Count == 0)
        {
            return;
        }

        foreach (var (preposition, noun) in _fronted)
        {
            var place = !noun.IsPronoun && !CanAct(noun) ? TargetOf(noun)
                : Resolve(noun) is [var there, ..] ? "#" + there.Id
                : null;
            var relation = _vocabulary.Find(preposition.Term.Word).FirstOrDefault(
                meaning => meaning.Kind == WordKind.Relation);
            foreach (var one in _main)
            {
                if (place is not null && place != "#" + one.Id && one.Place is null && place is not ("up" or "away") && relation is not null
                    && Enum.TryParse<Relation>(
                        relation.Value.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var standing))
                {
                    one.Place = PlaceOf(standing, place, null);
                }
            }
        }

        _fronted.Clear();
    }

    // What "of" joins: a material, the set, or what the camera shows.
    private void Of(NounPhrase noun, IReadOnlyList<SubjectDraft> host, bool isWithout)
    {
        if (isWithout)
        {
            if (!noun.IsPronoun && noun.Head is not null && ThingOf(noun) is not null)
            {
                Resolve(noun);
            }
            else if (!noun.IsPronoun)
            {
                DenySetting(noun);
            }

            return;
        }

        if (host.Count > 0 && noun.Head!.As(WordKind.Material) is not null
            && host.Any(one => _looks.By(one, noun.Head, [])))
        {
            return;
        }

        if (_verb is { Use: VerbUse.Passive } && _verb.Who.Count > 0)
        {
            if (noun.Head is { } head && !_looks.By(_verb.Who[0], head, []) && !StageSetting(head))
            {
                DescribeUnknown(head, _verb.Who);
            }

            return;
        }

        if (!noun.IsPronoun && !CanAct(noun))
        {
            StageSetting(noun);
            return;
        }

        var who = Resolve(noun);
        if (host.Count == 0 || _verb is { Use: VerbUse.Camera or VerbUse.Showing })
        {
            (_main, _topic, _last) = (who, who, who);
            _nounIsLast = true;
            _verb = null;
            PlaceFronted();
        }
        else if (who.Count > 0 && who[0] != host[0] && who[0].Asset == host[0].Asset)
        {
            // A cup of coffee is one cup.
            _subjects.Remove(who[0]);
            _named[noun] = [host[0]];
        }
        else if (who.Count > 0 && who[0].Place is null && who[0] != host[0])
        {
            who[0].Place = PlaceOf(host[0].IsAlive ? Relation.Beside : Relation.Inside, "#" + host[0].Id, null);
        }
    }

    // "Is chased by a cat": the cat does it to whom the sentence is about.
    private void ByAgent(NounPhrase noun, Verb passive)
    {
        var agents = Resolve(noun);
        foreach (var agent in agents)
        {
            if (passive.Use == VerbUse.Passive && passive.Action is null)
            {
                continue;
            }

            agent.Beats.Add(new Beat
            {
                Action = _acting.Suited(passive.Action!, agent),
                Toward = passive.Who.Count > 0 ? "#" + passive.Who[0].Id : null,
                Course = Acting.IsMoving(passive.Action!) ? Course.To : Course.At,
            });
        }

        if (agents.Count > 0)
        {
            _tally.Add(passive.Term!, $"{passive.Action}, by {agents[0].Id}");
            if (passive is { Action: null or "carry" or "pick_up" or "throw" or "strike", Who: [{ IsAlive: false } held] })
            {
                held.Place = PlaceOf(Relation.HeldBy, "#" + agents[0].Id, null);
                if (agents[0].Beats is [.., var last])
                {
                    agents[0].Beats[^1] = last with { Toward = null, Course = Course.To };
                }
            }
            else if (passive is { Action: Giving })
            {
                Given(passive, agents);
            }
            else if (passive is { Action: "chase", Who: [{ IsAlive: true, Beats.Count: 0 } chased] })
            {
                chased.Beats.Add(new Beat { Action = _acting.Suited("run", chased) });
            }
        }

        _verb = new Verb { Term = passive.Term, Use = VerbUse.Action, Who = agents, Action = passive.Action };
        _last = agents;
    }
}
