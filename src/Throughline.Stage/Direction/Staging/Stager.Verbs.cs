using Throughline.Stage.Scenes;

namespace Throughline.Stage.Direction;

/// <content>What somebody does.</content>
internal sealed partial class Stager
{
    private void Meet(VerbGroup group)
    {
        var head = group.Head;
        if (head is null)
        {
            _verb = new Verb { Term = null, Use = VerbUse.Being, Who = SubjectsOf(group), IsDenied = group.IsDenied };
            _joint = null;
            _nounIsLast = false;
            return;
        }

        if (_verb?.Use == VerbUse.Camera && _joint is null or "and" or "then" or ","
            && head.As(WordKind.Move) is not null)
        {
            Film(head, StrengthNear(group.At));
            return;
        }

        if ((_isFilming || (_verb?.Use == VerbUse.Camera
                && (head.Tag == Tag.Gerund || _vocabulary.Find(head.Lemma).Any(meaning => meaning.Kind == WordKind.Move))))
            && FilmVerb(group, head))
        {
            return;
        }

        if (IsFocus(group, head))
        {
            return;
        }

        head = Meant(head);

        if (IsSeenDoing(group, out var seen))
        {
            if (!_named.TryGetValue(seen, out var doers))
            {
                _tally.Add(head, "what is watched");
                _verb = new Verb { Term = head, Use = VerbUse.Nature, Who = [] };
                _joint = null;
                return;
            }

            _topic = doers;
        }

        var who = SubjectsOf(group);
        if (who.Count == 0 && _joint is null && StageWaves(head, _sea))
        {
            _verb = new Verb { Term = head, Use = VerbUse.Nature, Who = who };
            return;
        }

        if (head.Meanings.Count == 0
            && _vocabulary.Find(head.Word).Concat(_vocabulary.Find(head.Lemma))
                .Where(meaning => Array.IndexOf(_settingKinds, meaning.Kind) >= 0).ToList() is { Count: > 0 } said)
        {
            // "It is raining", "it snows".
            head.Chosen = head.Chosen with { Meanings = said };
            StageSetting(head);
            _verb = new Verb { Term = head, Use = VerbUse.Nature, Who = who };
            _joint = null;
            return;
        }

        var role = head.As(WordKind.Role)?.Value;
        group.IsPassive |= head.Chosen.Form == WordForm.Past && Next() is Particle { Term.Word: "by" }
            && (role == "holding" || head.As(WordKind.Action)?.Value is "carry" or "throw" or "strike" or "drop" or "catch" or "chase" or "pick_up");
        var use = role switch
        {
            "wearing" => VerbUse.Wearing,
            "holding" when group.IsPassive && Next() is Particle { Term.Word: "by" } => VerbUse.Passive,
            "holding" => VerbUse.Holding,
            "having" when head.As(WordKind.Action) is null || head.Lemma is "have" => VerbUse.Having,
            "showing" => VerbUse.Showing,
            _ => VerbUse.Action,
        };
        if (use == VerbUse.Showing && who.Exists(one => one.IsAlive) && head.As(WordKind.Action) is not null)
        {
            use = VerbUse.Action;
        }

        foreach (var helper in group.Helpers)
        {
            _tally.Add(helper, "the verb it begins");
        }

        _verb = use == VerbUse.Action
            ? Act(group, head, who, role)
            : new Verb { Term = head, Use = use, Who = who, IsDenied = group.IsDenied };
        if (use is VerbUse.Passive)
        {
            _tally.Add(head, "who holds it");
        }

        if (use is VerbUse.Wearing or VerbUse.Holding or VerbUse.Having or VerbUse.Showing)
        {
            _tally.Add(
                head, use == VerbUse.Showing
                    ? "what is shown"
                    : $"what {(who.Count > 0 ? who[0].Id : "the subject")} {(use == VerbUse.Wearing ? "wears" : use == VerbUse.Holding ? "holds" : "has")}");
        }

        _joint = null;
        _nounIsLast = false;
    }

    // "Takes a walk", "gives a wave", "does a kickflip": the noun says what is done.
    private Term Meant(Term head)
    {
        if (head.Lemma is not ("do" or "take" or "make" or "give" or "have" or "perform")
            || Next() is not NounPhrase { Determiner: "a" or "an", Numbers.Count: 0, Head: { } done } noun || ThingOf(noun) is not null
            || _vocabulary.Find(done.Lemma).FirstOrDefault(meaning => meaning.Kind == WordKind.Action) is not { } action)
        {
            return head;
        }

        _tally.Add(done, action.Value);
        head.Chosen = head.Chosen with { Lemma = done.Lemma, Meanings = [action] };
        _at++;
        return head;
    }

    // "She watches the leaves fall", "he hears the dog bark": what is watched does it.
    private bool IsSeenDoing(VerbGroup group, out NounPhrase seen)
    {
        seen = Before() as NounPhrase ?? new NounPhrase { At = group.At };
        return Before() is NounPhrase && Before(2) is VerbGroup { Head: { } watches } && watches.Chosen != group.Head!.Chosen
            && _joint is null && !group.HasAuxiliary && group.Head.Chosen is { Tag: Tag.Verb, Form: WordForm.Base }
            && watches.Lemma is "watch" or "see" or "hear" or "let" or "make" or "help" or "observe" or "feel";
    }

    // "Cars and buses passing": all who were joined right before it, where it says that they go.
    private bool ArePassing(VerbGroup group) =>
        group.Head is { Tag: Tag.Gerund } head && head.As(WordKind.Action) is { } action && Acting.IsMoving(action.Value)
            && Before(2) is Particle { Tag: Tag.Conjunction } && Before(3) is NounPhrase
            && _main.Count > _last.Count && _last.All(_main.Contains);

    // The subject of a verb: who was named right before it, or the sentence's own, or the first one still to come.
    private List<SubjectDraft> SubjectsOf(VerbGroup group)
    {
        var isReduced = _nounIsLast && !group.HasAuxiliary && group.Head?.Tag is Tag.Gerund or Tag.Participle;
        if (isReduced && _last.Count > 0)
        {
            _topic = ArePassing(group) ? _main : _last;
            return _topic;
        }

        if (_nounIsLast && _verb is null && _last.Count > 0 && _topic.Count == 0)
        {
            return _last;
        }

        if (_topic.Count > 0)
        {
            return _topic;
        }

        if (Before() is NounPhrase)
        {
            return [];
        }

        for (var i = _at + 1; i < _phrases.Count; i++)
        {
            if (_phrases[i] is NounPhrase { Head: not null } noun && _phrases[i - 1] is not Particle { Tag: Tag.Preposition } and not VerbGroup { Head: not null }
                && (noun.IsPronoun ? _subjects.Count > 0 : CanAct(noun)) && i > _at + 1 && _phrases[i - 1] is Particle)
            {
                _topic = Resolve(noun);
                return _topic;
            }

            if (_phrases[i] is Particle { Tag: Tag.Break, Term.Lemma: "." })
            {
                break;
            }
        }

        return _main;
    }

    private Verb Act(VerbGroup group, Term head, List<SubjectDraft> who, string? role)
    {
        var action = head.As(WordKind.Action);
        var nature = head.As(WordKind.Nature);
        string? way = null;
        if (action is null && nature is null && head.Meanings.Count == 0
            && _vocabulary.Kin?.Verb(head.Lemma) is var (kin, kinWay))
        {
            (action, way) = (kin, kinWay);
        }

        if (group.IsPassive && role is "covered" or "made" or "lit")
        {
            _tally.Add(head, "what it is of");
            if (role == "lit")
            {
                who.ForEach(one => one.Variants.Add("lit"));
            }

            return new Verb { Term = head, Use = role == "lit" ? VerbUse.Being : VerbUse.Passive, Who = who };
        }

        if (group.IsPassive && action is not null && (Next() is Particle { Term.Word: "by" }
            || (action.Value == Giving && who.Count > 0 && who.TrueForAll(one => !one.IsAlive))))
        {
            return new Verb { Term = head, Use = VerbUse.Passive, Who = who, Action = action.Value };
        }

        if (head.Word is "seen" or "viewed" or "glimpsed" && !group.HasAuxiliary && who.Count > 0
            && Next() is not Particle { Term.Word: "by" })
        {
            // "The earth seen from the moon" looks at nothing.
            _tally.Add(head, "what is shown");
            return new Verb { Term = head, Use = VerbUse.Being, Who = who };
        }

        if (group.IsPassive && who.Count > 0 && who.Any(one => _looks.By(one, head, [])))
        {
            return new Verb { Term = head, Use = VerbUse.Being, Who = who };
        }

        if (who.Count == 0 || who.TrueForAll(one => !one.IsAlive && one.Asset.Element is null))
        {
            return Happen(head, who, nature ?? (action?.Value == "idle" ? action : null), role);
        }

        if (action is null)
        {
            if (nature is not null && who.TrueForAll(one => !one.IsAlive))
            {
                return Happen(head, who, nature, role);
            }

            if (role is "glowing")
            {
                who.ForEach(one => one.Variants.Add("lit"));
                _tally.Add(head, $"{who[0].Id} is lit");
            }
            else if (role is "starting")
            {
                _tally.Add(head, "the verb it begins");
            }

            return new Verb { Term = head, Use = VerbUse.Unknown, Who = who };
        }

        return Perform(group, head, who, action, way);
    }

    // Things and weather: what they do by themselves asks for nothing more.
    private Verb Happen(Term head, List<SubjectDraft> who, Meaning? nature, string? role)
    {
        if (role == "glowing" && who.Count > 0)
        {
            who.ForEach(one => one.Variants.Add("lit"));
            _tally.Add(head, $"{who[0].Id} is lit");
        }
        else if (who is [{ Asset.Element: null }] && head.Lemma is "rotate" or "spin" or "revolve" or "turn")
        {
            _turned = head;
            _tally.Add(head, "camera orbit_right");
            return new Verb { Term = head, Use = VerbUse.Nature, Who = who };
        }
        else if (nature is not null)
        {
            // "The sun sets", "the moon rises": these say an hour.
            if (Before() is NounPhrase { Head: { } noun } && noun.Lemma == "sun"
                && head.Lemma is "set" or "sink" or "rise" or "go down" or "come up")
            {
                _setting.Hour(head.Lemma is "rise" or "come up" ? 6.3f : 17.9f, $"{noun.Text} {head.Text}");
            }

            _tally.Add(head, who.Count > 0 ? $"{who[0].Id}, {nature.Value}" : nature.Value);
        }

        return new Verb { Term = head, Use = nature is null ? VerbUse.Unknown : VerbUse.Nature, Who = who };
    }

    private Verb Perform(VerbGroup group, Term head, List<SubjectDraft> who, Meaning action, string? way)
    {
        if (group.IsDenied)
        {
            _tally.Add(head, $"left out: no {action.Value}");
            foreach (var one in who.Where(one => one.Beats.Count == 0 && Acting.IsMoving(action.Value)))
            {
                one.Beats.Add(new Beat { Action = "idle" });
            }

            return new Verb { Term = head, Use = VerbUse.Action, Who = who, IsDenied = true };
        }

        var name = action.Value;
        var (atOnce, said) = AtOnce(group, action.Value, who);
        foreach (var one in who)
        {
            name = Musical(head, _acting.Suited(action.Value, one), one);
            var beat = new Beat
            {
                Action = name,
                Pace = Math.Clamp(action.Number == 0 ? 1 : action.Number, 0.2f, 3),
                Manner = Acting.CourseOf(action.Extra) is null ? action.Extra : null,
                From = CueOf(head)?.From,
            };
            if (!one.IsAlive && one.Asset.Element == "air" && Acting.Climb(head.Lemma) is { } climb)
            {
                beat = beat with
                {
                    Action = "fly",
                    Toward = climb,
                    Course = Course.To,
                    Pace = head.Lemma is "take off" or "lift off" or "launch" or "blast off" ? 1.2f : 0.35f,
                };
            }

            if (one.Beats is [.., { Action: "idle", Toward: null }]
                && (said || group is { HasAuxiliary: false, Head.Tag: Tag.Gerund }))
            {
                // "Stands watching": the second says what the first only holds open.
                one.Beats.RemoveAt(one.Beats.Count - 1);
            }

            if (atOnce && one.Beats.Count > 0 && _acting.GoTogether(one, name))
            {
                one.Beats.Add(beat with { Together = true });
            }
            else if (said && one.Beats.Count > 0)
            {
                var gone = one.Beats.FindLastIndex(other => !other.Together);
                _notes.Add(
                    $"nobody can {name.Replace('_', ' ')} and {one.Beats[gone].Action.Replace('_', ' ')} at the same time: the later, '{head.Text}', counts.");
                one.Beats.RemoveRange(gone, one.Beats.Count - gone);
                one.Beats.Add(beat);
            }
            else if (_joint == "after" && one.Beats.Count > 0)
            {
                one.Beats.Insert(one.Beats.Count - 1, beat);
            }
            else if (one.Beats.Count < 12)
            {
                one.Beats.Add(beat);
            }
        }

        Hands(name, who);
        _tally.Add(
            head, name == head.Lemma || way is { Length: > 0 }
                ? name
                : $"{name}{(action.Number is > 0 and < 1 ? ", slowly" : action.Number > 1 ? ", quickly" : "")}",
            way is { Length: > 0 } ? way : name == head.Lemma ? null : $"{head.Lemma} is a word for {name}");
        foreach (var adverb in group.Adverbs)
        {
            Adverb(adverb, who);
        }

        return new Verb { Term = head, Use = VerbUse.Action, Who = who, Action = name };
    }

    /// <summary>
    /// Whether a verb goes on at the same time as the one before, and whether it is said so: "waves as he walks",
    /// "walks, waving" and "sings and dances"; "sits and reads" is one after the other.
    /// </summary>
    private (bool AtOnce, bool Said) AtOnce(VerbGroup group, string action, IReadOnlyList<SubjectDraft> who)
    {
        var busy = who.Any(one => one.Beats.Count > 0);
        if (!busy && group is { HasAuxiliary: false, Head.Tag: Tag.Gerund }
            && Before() is null or Particle { Tag: Tag.Break, Term.Lemma: "." })
        {
            // "Waving to the camera, he walks": the sentence's verb is still to come.
            (_isAtOnce, _saysAtOnce) = (true, false);
            return (false, false);
        }

        if (_isAtOnce && busy)
        {
            _isAtOnce = false;
            return (true, _saysAtOnce);
        }

        var trails = group is { HasAuxiliary: false, Head.Tag: Tag.Gerund } && _joint is null or ",";
        var joined = _joint is "and" or "&" && Before(2) is VerbGroup { Head: not null } && !Acting.IsPassing(action)
            && who.All(one => one.Beats.Count == 0 || !Acting.IsPassing(one.Beats[^1].Action));
        return (busy && (trails || joined), false);
    }

    private void MeetAdverb(Term term)
    {
        if (term.As(WordKind.Direction) is { Value: "camera" } && IsCamera(term) && Next() is VerbGroup or Particle { Tag: Tag.Adverb }
            && Before() is not Particle { Tag: Tag.Preposition or Tag.To })
        {
            _isFilming = true;
            if (term.Word.EndsWith("drone", StringComparison.Ordinal))
            {
                _camera.Angle(CameraAngle.Aerial, term.Text);
            }

            return;
        }

        if (IsAloft(term))
        {
            return;
        }

        if (term.As(WordKind.Role) is { Value: "together" })
        {
            _tally.Add(term, "side by side");
            return;
        }

        if (term.Weight == 0 && term.Meanings.Count == 0)
        {
            // "Then", "finally": what follows comes after.
            if (term.Word is "then" or "finally" or "afterwards" or "next" or "eventually" or "later")
            {
                _topic = _main;
                _verb = null;
                _joint = "then";
            }

            return;
        }

        if (Adverb(term, _verb is { Use: VerbUse.Action } verb ? verb.Who : _nounIsLast ? _last : [])
            || StageSetting(term))
        {
            return;
        }

        if (term.As(WordKind.Pace) is { } pace)
        {
            Pace(term, pace);
        }
        else
        {
            DescribeUnknown(term, _last);
        }
    }

    private static bool IsCamera(Term term) =>
        term.Word.EndsWith("camera", StringComparison.Ordinal) || term.Word.EndsWith("drone", StringComparison.Ordinal);

    // A pace by itself: of the camera when that moves, else of everything.
    private void Pace(Term term, Meaning pace)
    {
        if (_camera.HasMove)
        {
            _tally.Add(term, "pace of the camera");
            return;
        }

        if (Next() is not (null or Particle { Tag: Tag.Break }))
        {
            return;
        }

        _pace = pace.Number;
        _tally.Add(term, $"pace {pace.Value} of everything");
    }

    // How it is done: pace, manner, feeling or direction of the last beat.
    private bool Adverb(Term term, IReadOnlyList<SubjectDraft> who)
    {
        var meanings = term.Meanings;
        string? way = null;
        if (meanings.Count == 0 && _vocabulary.Kin?.Quality(term.Lemma, WordClass.Adverb) is var (word, like))
        {
            (meanings, way) = (_vocabulary.Find(word), like);
        }

        var staged = false;
        foreach (var meaning in meanings)
        {
            foreach (var one in who.Where(one => one.Beats.Count > 0))
            {
                var beat = one.Beats[^1];
                var changed = meaning.Kind switch
                {
                    WordKind.Pace => beat with { Pace = Math.Clamp(beat.Pace * meaning.Number, 0.2f, 3) },
                    WordKind.Manner => beat with { Manner = beat.Manner ?? meaning.Value },
                    WordKind.Feeling => beat with { Manner = Acting.MannerOf(meaning.Value) },
                    WordKind.Direction => beat with { Toward = beat.Toward ?? meaning.Value, Course = Course.To },
                    _ => null,
                };
                if (changed is null)
                {
                    continue;
                }

                one.Beats[^1] = changed;
                if (meaning.Kind == WordKind.Feeling && one.IsAlive && one.Traits.Mood is null)
                {
                    one.Traits = one.Traits with { Mood = meaning.Value };
                }

                staged = true;
                _tally.Add(term, $"{one.Id} {meaning.Kind.ToString().ToLowerInvariant()} {meaning.Value}", way);
            }
        }

        if (!staged && _verb?.Use == VerbUse.Camera
            && meanings.Any(meaning => meaning.Kind is WordKind.Pace or WordKind.Direction))
        {
            _tally.Add(term, "the camera");
            return true;
        }

        return staged;
    }
}
