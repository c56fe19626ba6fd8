namespace Throughline.Stage.Direction;

/// <content>Who and what is named.</content>
internal sealed partial class Stager
{
    private static readonly HashSet<string> _generic = new(StringComparer.Ordinal)
    {
        "man", "woman", "person", "figure", "boy", "girl", "child", "lady", "guy", "gentleman", "fellow", "character",
        "stranger", "human", "creature", "animal",
    };

    private void Meet(NounPhrase noun)
    {
        DenyNext(noun);
        if (noun.Head is null)
        {
            MeetWithoutNoun(noun);
            return;
        }

        TurnGroup(noun);
        if (IsCountOf(noun))
        {
            return;
        }

        if (RenamedMember(noun) is { } member)
        {
            _tally.Add(noun.Head, $"cast member {member.Cast}, {member.Asset.Name}");
            Describe(member, noun, member.Id);
            _named[noun] = [member];
            _joint = null;
            return;
        }

        var isObject = _verb is { } open
            && (_joint is null || (_joint is "and" or "or" or "&" or "," && open.HasObject && !VerbFollows(_at + 1)))
            && !(open.Use == VerbUse.Camera && VerbFollows(_at + 1))
            && !(_joint == "," && !CanAct(noun) && noun.Head.As(WordKind.Weather) is not null);
        if (isObject)
        {
            Object(noun);
            _joint = null;
            return;
        }

        if (IsRenaming(noun))
        {
            Describe(_topic[0], noun, _topic[0].Id);
            _joint = null;
            return;
        }

        if (!noun.IsPronoun && !CanAct(noun))
        {
            _isFilming |= noun.Head.As(WordKind.CameraNoun) is { Value: "camera" };
            _sea = IsSea(noun.Head) ? noun.Head : null;
            _body = noun.Head
                .As(WordKind.Body) is not null && Owners(noun) is { Count: > 0 } owners ? (noun, owners) : null;
            StageSetting(noun);
            if (_body is null && (noun.Head.As(WordKind.Garment) is null || _topic.Count == 0))
            {
                _topic = [];
            }

            _verb = null;
            _joint = null;
            _nounIsLast = false;
            return;
        }

        _sea = null;
        var who = Resolve(noun);
        _isFilming &= who.Count == 0;
        var joins = _joint is "and" or "&" or "," or "or"
            && _verb is null && _nounIsLast is false && _main.Count > 0 && _topic.Count > 0
                && Before(2) is NounPhrase && Before() is Particle { Tag: Tag.Conjunction } && VerbFollows(_at + 1);
        if (joins)
        {
            _main = [.. _main, .. who.Where(one => !_main.Contains(one))];
            _topic = _main;
        }
        else if (who.Count > 0 || VerbFollows(_at + 1))
        {
            _main = who;
            _topic = who;
        }

        _last = who;
        _nounIsLast = true;
        _verb = null;
        _joint = null;
        if (who.Count > 0)
        {
            PlaceFronted();
        }
    }

    // Adjectives or numbers alone: they describe, or set a mood.
    private void MeetWithoutNoun(NounPhrase noun)
    {
        if (IsYears(noun))
        {
            return;
        }

        foreach (var term in noun.Modifiers.Concat(noun.Numbers))
        {
            MeetAdjective(term);
        }

        _nounIsLast = false;
    }

    private void MeetAdjective(Term term)
    {
        var who = _verb is { Use: VerbUse.Being or VerbUse.Action or VerbUse.Nature or VerbUse.Wearing } verb
            && _joint is null or "and"
            ? verb.Who
            : _nounIsLast || IsAge(term) ? _last
            : [];
        if (_body is var (part, owners) && _verb is { Use: VerbUse.Being }
            && owners.Any(one => _looks.Body(one, part.Head!.As(WordKind.Body)!.Value, term, part)))
        {
            _tally.Add(part.Head!, $"{owners[0].Id} {part.Head!.Word}");
            return;
        }

        if (who.Count == 0 && _verb is { Use: VerbUse.Being } && StageWaves(term, _sea))
        {
            return;
        }

        if (who.Count > 0 && who.Any(one => _looks.By(one, term, [])))
        {
            foreach (var one in who.Skip(1))
            {
                _looks.By(one, term, []);
            }

            return;
        }

        if (!StageSetting(term) && !DescribeUnknown(term, who) && term.As(WordKind.Pace) is { } pace)
        {
            Pace(term, pace);
        }
    }

    // "A woman, 30s, ...".
    private bool IsAge(Term term) => term.As(WordKind.Age) is not null && char.IsAsciiDigit(term.Word[0])
        && _last is [{ IsPerson: true }] && Before() is Particle { Tag: Tag.Break };

    // "MAYA (8), curly hair": a number alone behind somebody is how old they are.
    private bool IsYears(NounPhrase noun)
    {
        if (noun.Modifiers.Count > 0 || noun.Numbers is not [{ } years] || _last is not [{ IsPerson: true } who]
            || Before() is not Particle { Tag: Tag.Break } || Next() is not (null or Particle { Tag: Tag.Break })
            || !int.TryParse(years.Word, out var age) || age is < 1 or > 110)
        {
            return false;
        }

        who.Traits = who.Traits with { Age = age };
        _tally.Add(years, $"{who.Id} age {age}");
        return true;
    }

    // "A wolf pack", "a bird flock": the count is of what stands before it.
    private void TurnGroup(NounPhrase noun)
    {
        if (noun.Head!.As(WordKind.Number) is not { } count || noun.Modifiers.Count == 0 || noun.Modifiers[^1] is not { Tag: Tag.Noun } one
            || !_vocabulary.Find(one.Lemma).Any(meaning => meaning.IsAlive))
        {
            return;
        }

        _tally.Add(noun.Head, $"count {count.Value}");
        noun.Numbers.Insert(0, noun.Head);
        noun.Modifiers.RemoveAt(noun.Modifiers.Count - 1);
        noun.Head = one;
    }

    // "A flock of gulls", "a pair of old boots": the count goes to what follows "of".
    private bool IsCountOf(NounPhrase noun)
    {
        if (CountedBy(noun) is not { } counted)
        {
            return false;
        }

        _at += 2;
        Meet(counted);
        return true;
    }

    // "A field of sunflowers" counts them too; "a field of wheat" is a field.
    private NounPhrase? CountedBy(NounPhrase noun)
    {
        if (noun.IsPronoun || noun.Head!.As(WordKind.Number) is not { } count || noun.Head.As(WordKind.Prop) is not null
            || Next() is not Particle { Term.Word: "of" } || Next(2) is not NounPhrase { Head: not null } counted
            || (noun.Head.As(WordKind.Set) is not null && !(counted.IsPlural && CanAct(counted))))
        {
            return null;
        }

        _tally.Add(noun.Head, $"count {count.Value}");
        counted.Numbers.InsertRange(0, [noun.Head, .. noun.Numbers]);
        counted.Modifiers.AddRange(noun.Modifiers.Where(term => term.As(WordKind.Size) is null));
        counted.IsDenied |= noun.IsDenied;
        counted.Determiner ??= noun.Determiner;
        return counted;
    }

    // "Mara, an old fisherman, walks": the second names the first again.
    private bool IsRenaming(NounPhrase noun) => _joint == ","
        && _verb is null && _topic.Count == 1 && Before(2) is NounPhrase && noun.Determiner is "a" or "an" or "the"
        && ((Next() is Particle { Tag: Tag.Break } && Next(2) is VerbGroup { Head.Tag: Tag.Verb }) || IsSaidAgain(noun))
        && CanAct(noun) && !_named.ContainsKey(noun) && _topic[0].IsAlive;

    // "The leader, an old nomad in a blue robe, points": who is known is said again with more of him, before the verb.
    private bool IsSaidAgain(NounPhrase noun)
    {
        if (noun.Determiner is not ("a" or "an") || _topic is not [{ IsPerson: true, Count: 1 } known]
            || Before(2) is not NounPhrase { Determiner: "the" } || noun.IsPlural
            || ThingOf(noun) is not ({ Kind: WordKind.Person } meaning, _) || AssetOf(meaning).Asset != known.Asset
            || !Agrees(known, noun.Head!.Lemma) || Next() is not Particle { Tag: Tag.Preposition or Tag.Relative })
        {
            return false;
        }

        for (var i = _at + 1; i < _phrases.Count; i++)
        {
            switch (_phrases[i])
            {
                case Particle { Tag: Tag.Break }:
                    return i + 1 < _phrases.Count && _phrases[i + 1] is VerbGroup or Particle { Tag: Tag.Relative };
                case Particle { Tag: Tag.Conjunction }:
                    return false;
            }
        }

        return false;
    }

    // "A shot of Anna, a woman, in a kitchen": a cast member named again is nobody else, wherever in the sentence that
    // is said.
    private SubjectDraft? RenamedMember(NounPhrase noun)
    {
        var isAside = noun.Determiner is "a" or "an" or "the" && noun.Numbers.Count == 0
            && Before() is Particle { Tag: Tag.Break, Term.Lemma: "," }
                && (Next() is null or Particle { Tag: Tag.Break });
        return isAside && Before(2) is NounPhrase { Head.Member: { } name } && ThingOf(noun) is var (meaning, _)
            && _subjects.Find(subject => subject.Cast == name) is { } member
                && AssetOf(meaning).Asset == member.Asset && Agrees(member, noun.Head!.Lemma)
                ? member : null;
    }

    /// <summary>
    /// Whether a verb comes for the noun that ends at a phrase, before the sentence turns to something else.
    /// </summary>
    private bool VerbFollows(int at)
    {
        for (var i = at; i < Math.Min(_phrases.Count, at + 12); i++)
        {
            switch (_phrases[i])
            {
                case VerbGroup { Head: null }:
                    return true;
                case VerbGroup verb:
                    return verb.Head!.Tag != Tag.Participle || verb.HasAuxiliary || i == at;
                case NounPhrase when i > at
                    && _phrases[i - 1] is Particle { Tag: Tag.Preposition or Tag.Conjunction or Tag.To }:
                case Particle { Tag: Tag.Preposition or Tag.Adverb or Tag.Adjective or Tag.Relative or Tag.Conjunction or Tag.To }:
                    continue;
                default:
                    return false;
            }
        }

        return false;
    }

    /// <summary>Whether a noun names somebody or something that is placed in the scene.</summary>
    private bool CanAct(NounPhrase noun) =>
        _named.ContainsKey(noun) || noun.Head!.Member is not null || ThingOf(noun) is not null;

    // The asset meaning of a noun, unless it rather is a part of the chosen set, a body or a garment.
    private (Meaning Meaning, string? Way)? ThingOf(NounPhrase noun)
    {
        var head = noun.Head!;
        var (meanings, way) = SetChoice.Look(head, _vocabulary);
        var thing = meanings.FirstOrDefault(meaning => meaning.Kind is WordKind.Creature or WordKind.Prop);
        if (meanings.FirstOrDefault(meaning => meaning.Kind is WordKind.Person or WordKind.Breed) is { } word
            && (thing is null || _vocabulary.Tables.Person(word.Value).Asset == thing.Value))
        {
            // The tables say more than the asset's own words: a puppy is a small dog.
            thing = word;
        }

        if (OwnOfSet(head, thing, noun.IsPlural || noun.Numbers.Count > 0) is { } own)
        {
            (thing, way) = (own, null);
        }

        if (noun is { IsPlural: true, Determiner: "the", Modifiers.Count: 0, Numbers.Count: 0 } && thing is { Kind: WordKind.Prop }
            && _setWords is not null && _vocabulary.Find(AssetKind.Prop, thing.Value) is { IsTree: true }
            && _vocabulary.Tables.Homes.Any(home => home.Set == _setWords.Name && home.Word == head.Lemma))
        {
            // "Through the trees" of a forest: they are its own.
            return null;
        }

        if (thing is null
            || (thing.Kind == WordKind.Prop && _set.IsNamed
                && meanings.Take(_setWords is { IsRoom: true } ? meanings.Count : 1).Any(
                    meaning => meaning.Kind == WordKind.Set && meaning.Value == _set.Set)))
        {
            return null;
        }

        if (meanings.Any(meaning => meaning.Kind is WordKind.Time or WordKind.Weather or WordKind.Season or WordKind.CameraNoun or WordKind.Body)
            && thing.Kind is WordKind.Prop
                && noun.Modifiers.Count == 0 && noun.Numbers.Count == 0 && noun.Determiner is not ("a" or "an"))
        {
            return null;
        }

        return (thing, way);
    }

    // Where the set has one of its own that answers to the word, that one is meant: "the fire" in a room with a
    // fireplace.
    private Meaning? OwnOfSet(Term head, Meaning? thing, bool isSeveral)
    {
        if (isSeveral || _setWords is null || thing is not (null or { Kind: WordKind.Prop })
            || (thing is not null && _setWords.Pieces.Contains(thing.Value)))
        {
            return null;
        }

        var own = _setWords.Pieces.Select(name => _vocabulary.Find(AssetKind.Prop, name)).FirstOrDefault(
            piece => piece is not null && piece.Also.Contains(head.Lemma));
        return own is null ? null : new Meaning(WordKind.Prop, own.Name);
    }
}
