using Throughline.Stage.Scenes;

namespace Throughline.Stage.Direction;

/// <content>Who and what is named.</content>
internal sealed partial class Stager
{
    private static readonly HashSet<string> _generic = new(StringComparer.Ordinal)
    {
        "man", "woman", "person", "figure", "boy", "girl", "child", "lady", "guy", "gentleman", "fellow", "character", "stranger", "human", "creature", "animal",
    };

    private void Meet(NounPhrase noun)
    {
        if (noun.Head is null)
        {
            MeetWithoutNoun(noun);
            return;
        }

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

        var isObject = _verb is { } open && (_joint is null || (_joint is "and" or "or" or "&" or "," && open.HasObject && !VerbFollows(_at + 1)))
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
            _body = noun.Head.As(WordKind.Body) is not null && Owners(noun) is { Count: > 0 } owners ? (noun, owners) : null;
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

        var who = Resolve(noun);
        _isFilming &= who.Count == 0;
        var joins = _joint is "and" or "&" or "," or "or" && _verb is null && _nounIsLast is false && _main.Count > 0 && _topic.Count > 0 && Before(2) is NounPhrase && Before() is Particle { Tag: Tag.Conjunction } && VerbFollows(_at + 1);
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
        foreach (var term in noun.Modifiers.Concat(noun.Numbers))
        {
            MeetAdjective(term);
        }

        _nounIsLast = false;
    }

    private void MeetAdjective(Term term)
    {
        var who = _verb is { Use: VerbUse.Being or VerbUse.Action or VerbUse.Nature or VerbUse.Wearing } verb && _joint is null or "and" ? verb.Who : _nounIsLast ? _last : [];
        if (_body is var (part, owners) && _verb is { Use: VerbUse.Being } && owners.Any(one => BodyBy(one, part.Head!.As(WordKind.Body)!.Value, term, part)))
        {
            _tally.Add(part.Head!, $"{owners[0].Id} {part.Head!.Word}");
            return;
        }

        if (who.Count > 0 && who.Any(one => DescribeBy(one, term, [])))
        {
            foreach (var one in who.Skip(1))
            {
                DescribeBy(one, term, []);
            }

            return;
        }

        if (!StageSetting(term) && !DescribeUnknown(term, who) && term.As(WordKind.Pace) is { } pace)
        {
            Pace(term, pace);
        }
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
    private bool IsRenaming(NounPhrase noun) => _joint == "," && _verb is null && _topic.Count == 1 && Before(2) is NounPhrase && noun.Determiner is "a" or "an" or "the"
        && Next() is Particle { Tag: Tag.Break } && Next(2) is VerbGroup { Head.Tag: Tag.Verb } && CanAct(noun) && !_named.ContainsKey(noun)
        && _topic[0].IsAlive;

    // "A shot of Anna, a woman, in a kitchen": a cast member named again is nobody else, wherever in the sentence that is said.
    private SubjectDraft? RenamedMember(NounPhrase noun)
    {
        var isAside = noun.Determiner is "a" or "an" or "the" && noun.Numbers.Count == 0
            && Before() is Particle { Tag: Tag.Break, Term.Lemma: "," } && (Next() is null or Particle { Tag: Tag.Break });
        return isAside && Before(2) is NounPhrase { Head.Member: { } name } && ThingOf(noun) is var (meaning, _)
            && _subjects.Find(subject => subject.Cast == name) is { } member && AssetOf(meaning).Asset == member.Asset && Agrees(member, noun.Head!.Lemma)
                ? member : null;
    }

    /// <summary>Whether a verb comes for the noun that ends at a phrase, before the sentence turns to something else.</summary>
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
                case NounPhrase when i > at && _phrases[i - 1] is Particle { Tag: Tag.Preposition or Tag.Conjunction or Tag.To }:
                case Particle { Tag: Tag.Preposition or Tag.Adverb or Tag.Adjective or Tag.Relative or Tag.Conjunction or Tag.To }:
                    continue;
                default:
                    return false;
            }
        }

        return false;
    }

    /// <summary>Whether a noun names somebody or something that is placed in the scene.</summary>
    private bool CanAct(NounPhrase noun) => _named.ContainsKey(noun) || noun.Head!.Member is not null || ThingOf(noun) is not null;

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

        if (thing is null || (meanings[0].Kind == WordKind.Set && meanings[0].Value == _set.Set && thing.Kind == WordKind.Prop && _set.IsNamed))
        {
            return null;
        }

        if (meanings.Any(meaning => meaning.Kind is WordKind.Time or WordKind.Weather or WordKind.Season or WordKind.CameraNoun or WordKind.Body)
            && thing.Kind is WordKind.Prop && noun.Modifiers.Count == 0 && noun.Numbers.Count == 0 && noun.Determiner is not ("a" or "an"))
        {
            return null;
        }

        return (thing, way);
    }

    // Where the set has one of its own that answers to the word, that one is meant: "the fire" in a room with a fireplace.
    private Meaning? OwnOfSet(Term head, Meaning? thing, bool isSeveral)
    {
        if (isSeveral || _setWords is null || thing is not (null or { Kind: WordKind.Prop }) || (thing is not null && _setWords.Pieces.Contains(thing.Value)))
        {
            return null;
        }

        var own = _setWords.Pieces.Select(name => _vocabulary.Find(AssetKind.Prop, name)).FirstOrDefault(piece => piece is not null && piece.Also.Contains(head.Lemma));
        return own is null ? null : new Meaning(WordKind.Prop, own.Name);
    }

    /// <summary>Who a noun phrase speaks of; somebody named for the first time enters the scene.</summary>
    private List<SubjectDraft> Resolve(NounPhrase noun)
    {
        if (_named.TryGetValue(noun, out var known))
        {
            return known;
        }

        var found = noun.IsPronoun ? Pronoun(noun.Head!.Word) : Named(noun);
        _named[noun] = found;
        return found;
    }

    private List<SubjectDraft> Pronoun(string word)
    {
        var present = _subjects.Where(subject => !subject.IsDenied).ToList();
        switch (word)
        {
            case "he" or "him" or "himself" or "his":
                return Gendered(present, "man");
            case "she" or "her" or "herself" or "hers":
                return Gendered(present, "woman");
            case "it" or "itself" or "its":
                return Last(present, subject => !subject.IsPerson && !subject.IsPlural) ?? Last(present, _ => true) ?? [];
            case "they" or "them" or "themselves" or "their" or "both" or "each other" or "all" or "these" or "those" or "ones":
                return _main.Count > 1 ? _main : Last(present, subject => subject.IsPlural || subject.Count > 1) ?? Last(present, _ => true) ?? [];
            case "who" or "which" or "that":
                return _last;
            case "someone" or "somebody" or "anyone" or "i" or "you" or "we" or "me" or "us" or "one":
                if (word is "someone" or "somebody" && _vocabulary.Find(AssetKind.Creature, "person") is { } person)
                {
                    return [Enter(person, "person", null, null, 1)];
                }

                return [];
            default:
                return [];
        }
    }

    private static List<SubjectDraft>? Last(List<SubjectDraft> present, Func<SubjectDraft, bool> fits) =>
        present.LastOrDefault(fits) is { } last ? [last] : null;

    private List<SubjectDraft> Gendered(List<SubjectDraft> present, string gender)
    {
        var other = gender == "man" ? "woman" : "man";
        var found = present.LastOrDefault(subject => subject.IsPerson && subject.Traits.Gender == gender && subject.Count == 1)
            ?? present.LastOrDefault(subject => subject.IsPerson && subject.Traits.Gender is null && subject.Count == 1)
            ?? present.LastOrDefault(subject => subject.IsAlive && subject.Traits.Gender != other);
        if (found is null)
        {
            if (present.Count > 0 || _vocabulary.Find(AssetKind.Creature, "person") is not { } person)
            {
                return [];
            }

            found = Enter(person, gender, null, null, 1);
        }

        if (found is { IsPerson: true, Cast: null } && found.Traits.Gender is null)
        {
            found.Traits = found.Traits with { Gender = gender };
        }

        return [found];
    }

    private List<SubjectDraft> Named(NounPhrase noun)
    {
        var head = noun.Head!;
        if (head.Member is { } member)
        {
            return [Member(noun, member)];
        }

        if (ThingOf(noun) is not var (meaning, way))
        {
            return [];
        }

        var (asset, word) = AssetOf(meaning);
        if (asset is null)
        {
            return [];
        }

        if (noun.IsDenied)
        {
            _tally.Add(head, $"left out: no {asset.Name}", way);
            foreach (var gone in _subjects.Where(subject => subject.Asset == asset && (subject.Noun == head.Lemma || _generic.Contains(head.Lemma) || head.Lemma == asset.Name)))
            {
                gone.IsDenied = true;
                _notes.Add($"'{head.Text}' are first named and then denied: the later counts.");
            }

            foreach (var modifier in noun.Modifiers)
            {
                _tally.Add(modifier, "left out");
            }

            return [];
        }

        var subject = Again(noun, asset, head.Lemma) ?? Enter(asset, head.Lemma, word, null, CountOf(noun, asset) * (word?.Count ?? 1));
        if (noun.IsPlural || noun.Numbers.Count > 0)
        {
            subject.IsPlural = subject.Count > 1;
        }

        _tally.Add(head, Named(asset, subject.Count), way ?? WayOf(meaning, head, asset));
        foreach (var number in noun.Numbers)
        {
            _tally.Add(number, $"count {subject.Count}");
        }

        Own(noun, subject);
        Describe(subject, noun, subject.Id);
        return [subject];
    }

    private static string Named(AssetWords asset, int count) =>
        $"{(asset.Kind == AssetKind.Creature ? "creature" : "prop")} {asset.Name}{(count > 1 ? FormattableString.Invariant($" x{count}") : "")}";

    private static string? WayOf(Meaning meaning, Term head, AssetWords asset) =>
        head.Lemma == asset.Name.Replace('_', ' ') ? null
        : meaning.Kind is WordKind.Person or WordKind.Breed ? $"{head.Lemma} is played by {asset.Name}" : $"{head.Lemma} is a word for {asset.Name}";

    private SubjectDraft Member(NounPhrase noun, string member)
    {
        var subject = _subjects.Find(known => known.Cast == member);
        if (subject is null)
        {
            var cast = _castOf(member);
            var asset = _vocabulary.Find(AssetKind.Creature, cast.Asset) ?? _vocabulary.Find(AssetKind.Prop, cast.Asset)!;
            subject = new SubjectDraft { Id = Unused(Tokens.Key(member)), Asset = asset, Noun = noun.Head!.Lemma, Cast = member, Seed = cast.Seed, Traits = cast.Traits with { Wears = [], Holds = [], Variants = [] } };
            subject.Wears.AddRange(cast.Traits.Wears);
            subject.Holds.AddRange(cast.Traits.Holds);
            subject.Variants.AddRange(cast.Traits.Variants);
            _subjects.Add(subject);
        }

        _tally.Add(noun.Head!, $"cast member {member}, {subject.Asset.Name}");
        Describe(subject, noun, subject.Id);
        return subject;
    }

    private (AssetWords? Asset, PersonWords? Word) AssetOf(Meaning meaning)
    {
        var word = meaning.Kind is WordKind.Person or WordKind.Breed ? _vocabulary.Tables.Person(meaning.Value) : null;
        var name = word?.Asset ?? meaning.Value;
        var kind = meaning.Kind == WordKind.Prop ? AssetKind.Prop : AssetKind.Creature;
        return (_vocabulary.Find(kind, name) ?? _vocabulary.Find(AssetKind.Prop, name), word);
    }

    // Somebody named before: "the dog" after "a dog", "the man" after "an old keeper".
    private SubjectDraft? Again(NounPhrase noun, AssetWords asset, string lemma)
    {
        if (noun.Determiner is "a" or "an" or "another" || noun.Numbers.Count > 0 || noun.Modifiers.Exists(term => term.Word is "second" or "third" or "another" or "different"))
        {
            return null;
        }

        var isDefinite = noun.Determiner is "the" or "this" or "that" or "these" or "those" || noun.OwnerPronoun is not null;
        return _subjects.LastOrDefault(subject => subject.Asset == asset && !subject.IsDenied && subject.Noun == lemma && (isDefinite || noun.IsPlural == subject.IsPlural))
            ?? (isDefinite && _generic.Contains(lemma) ? _subjects.LastOrDefault(subject => subject.Asset == asset && !subject.IsDenied && !subject.IsPlural && Agrees(subject, lemma)) : null)
            ?? (isDefinite ? _subjects.LastOrDefault(subject => subject.Asset == asset && !subject.IsDenied && !asset.Name.Equals("person", StringComparison.Ordinal)) : null);
    }

    private bool Agrees(SubjectDraft subject, string lemma)
    {
        var gender = _vocabulary.Find(lemma).Where(meaning => meaning.Kind == WordKind.Person).Select(meaning => _vocabulary.Tables.Person(meaning.Value).Gender).FirstOrDefault();
        return gender is null || subject.Traits.Gender is null || subject.Traits.Gender == gender;
    }

    private int CountOf(NounPhrase noun, AssetWords asset)
    {
        var count = 0f;
        foreach (var number in noun.Numbers)
        {
            var one = number.As(WordKind.Number)?.Number
                ?? (float.TryParse(number.Word, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var read) ? read : 0);
            count = count == 0 || one == 0 ? count + one : Math.Max(count, one);
        }

        if (count >= 1)
        {
            if (count > 200)
            {
                _notes.Add($"{count} {asset.Name} are too many: 200 are the most.");
            }

            return (int)Math.Min(count, 200);
        }

        var isOne = noun.Determiner is "a" or "an" or "another" or "this" or "that" or "each" or "every" || (noun.Head!.Lemma == noun.Head.Word && SingularVerbFollows());
        return isOne || !noun.IsPlural && noun.Head!.Word != "people" ? 1 : asset.Family is "bird" or "fish" or "insect" ? 5 : 3;
    }

    // "The deer runs" is one deer, "deer run" are several.
    private bool SingularVerbFollows() => Next() is VerbGroup { Head: { Chosen: { Tag: Tag.Verb, Form: WordForm.Third } } };

    private SubjectDraft Enter(AssetWords asset, string noun, PersonWords? word, string? id, int count)
    {
        var traits = Traits.None;
        if (word is not null)
        {
            traits = traits with
            {
                Age = word.Age,
                Gender = word.Gender,
                Hair = word.Hair,
                Beard = word.Beard,
                Size = word.Size,
                Colour = word.Colour,
                SecondColour = word.Second,
                Pattern = word.Pattern,
            };
        }

        var subject = new SubjectDraft { Id = Unused(id ?? noun), Asset = asset, Noun = noun, Word = word, Count = count, IsPlural = count > 1, Traits = traits };
        if (word is not null)
        {
            subject.Holds.AddRange(word.Holds.Where(held => _vocabulary.Find(AssetKind.Prop, held) is not null));
        }

        if (word?.Variant is { } variant)
        {
            subject.Variants.Add(variant);
        }

        if (_subjects.Count < MostSubjects)
        {
            _subjects.Add(subject);
        }
        else
        {
            _notes.Add($"a scene has at most {MostSubjects} subjects: '{noun}' is left out.");
        }

        return subject;
    }

    private string Unused(string noun)
    {
        var plain = string.Concat(noun.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter == ' ')).Trim().Replace(' ', '_');
        plain = plain.Length == 0 ? "subject" : plain;
        var id = plain;
        for (var i = 2; _subjects.Exists(subject => subject.Id == id) || id is "left" or "right" or "camera" or "away" or "up" or "down" or "forward" or "back"; i++)
        {
            id = FormattableString.Invariant($"{plain}_{i}");
        }

        return id;
    }

    // "His dog", "the keeper's dog" stays beside whom it belongs to; what hands hold is held.
    private void Own(NounPhrase noun, SubjectDraft owned)
    {
        var owners = noun.Owner is { } owner ? Resolve(owner) : noun.OwnerPronoun is { } pronoun ? Pronoun(pronoun.Word) : [];
        if (Before() is Particle { Tag: Tag.Preposition, Term.Word: not "with" })
        {
            return;
        }

        if (owners.Count == 1 && owners[0] != owned && owned.Place is null && _subjects.Contains(owners[0]) && (owned.IsAlive || (owned.Asset.IsHandy && owners[0].IsAlive)))
        {
            owned.Place = new Placing { Relation = owned.IsAlive ? Relation.Beside : Relation.HeldBy, To = "#" + owners[0].Id };
        }
    }
}
