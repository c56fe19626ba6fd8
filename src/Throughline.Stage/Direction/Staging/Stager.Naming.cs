using Throughline.Stage.Scenes;

namespace Throughline.Stage.Direction;

/// <content>Who a noun phrase speaks of: somebody new, somebody named before, or whom a pronoun means.</content>
internal sealed partial class Stager
{
    // Who has to do with animals and is none.
    private static readonly HashSet<string> _keepers = new(StringComparer.Ordinal)
    {
        "walker", "rider", "tamer", "seller", "watcher", "keeper", "farmer", "hunter", "slayer", "trainer", "breeder",
        "catcher", "charmer", "owner", "lover", "lady", "handler", "groomer", "herder", "driver", "engineer", "man",
        "woman", "boy", "girl", "child", "king", "queen", "family", "crowd", "band", "team", "couple",
    };

    // Whether the prompt wants nobody there.
    private bool _isDeserted;

    /// <summary>Who a noun phrase speaks of; somebody named for the first time enters the scene.</summary>
    private List<SubjectDraft> Resolve(NounPhrase noun)
    {
        if (_named.TryGetValue(noun, out var known))
        {
            return known;
        }

        var found = noun.IsPronoun ? Pronoun(noun.Head!.Word) : Named(noun);
        _named[noun] = found;
        if (noun.IsPronoun && noun.Head!.Weight > 0 && found.Count > 0)
        {
            _tally.Add(noun.Head, string.Join(" and ", found.Select(one => one.Id)));
        }

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
                return Last(present, subject => !subject.IsPerson && !subject.IsPlural)
                    ?? Last(present, _ => true) ?? [];
            case "they"
                or "them" or "themselves" or "their" or "both" or "each other" or "all" or "these" or "those" or "ones":
                return _main.Count > 1
                    ? _main
                    : AllOf(present) is { Count: > 1 } everybody && !present.Exists(one => one.IsPlural || one.Count > 1)
                    ? everybody
                    : Last(present, subject => subject.IsPlural || subject.Count > 1) ?? Last(present, _ => true) ?? [];
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

    // "A boy meets a girl. They dance": where nobody is several, they are everybody.
    private static List<SubjectDraft> AllOf(List<SubjectDraft> present) =>
        present.FindAll(one => one.IsPerson) is { Count: > 1 } people ? people : present.FindAll(one => one.IsAlive);

    private static List<SubjectDraft>? Last(List<SubjectDraft> present, Func<SubjectDraft, bool> fits) =>
        present.LastOrDefault(fits) is { } last ? [last] : null;

    private List<SubjectDraft> Gendered(List<SubjectDraft> present, string gender)
    {
        var other = gender == "man" ? "woman" : "man";
        var found = present.LastOrDefault(
            subject => subject.IsPerson && subject.Traits.Gender == gender && subject.Count == 1)
            ?? present.LastOrDefault(subject => subject.IsPerson && subject.Traits.Gender is null && subject.Count == 1)
            ?? present.LastOrDefault(subject => subject.IsAlive && subject.Traits.Gender != other);
        if (found is null)
        {
            // "She gives him a letter": where there is only she, he comes in.
            if ((present.Count > 0 && !present.Exists(one => one.IsPerson && one.Traits.Gender == other))
                || _vocabulary.Find(AssetKind.Creature, "person") is not { } person)
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

        if (InTrade(noun, meaning) is { } beast)
        {
            asset = beast;
        }

        if (noun.IsDenied)
        {
            _isDeserted |= asset.Name == "person" && noun.Modifiers.Count == 0;
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

        var subject = Again(noun, asset, head.Lemma)
            ?? Enter(asset, head.Lemma, word, null, CountOf(noun, asset) * (word?.Count ?? 1));
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

    // "A robot gardener", "a fox baker": what has the trade. A lion tamer and a horse rider are people.
    private AssetWords? InTrade(NounPhrase noun, Meaning meaning)
    {
        if (meaning.Kind != WordKind.Person || noun.Modifiers is not [.., { Tag: Tag.Noun } before] || _keepers.Contains(noun.Head!.Lemma)
            || _vocabulary.Find(before.Lemma).FirstOrDefault(one => one.Kind is WordKind.Creature or WordKind.Breed) is not { } kind
            || AssetOf(kind).Asset is not { Kind: AssetKind.Creature } asset || asset.Name == "person")
        {
            return null;
        }

        _tally.Add(before, $"creature {asset.Name}");
        return asset;
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
            var asset = _vocabulary.Find(AssetKind.Creature, cast.Asset)
                ?? _vocabulary.Find(AssetKind.Prop, cast.Asset)!;
            subject = new SubjectDraft
            {
                Id = Unused(Tokens.Key(member)),
                Asset = asset,
                Noun = noun.Head!.Lemma,
                Cast = member,
                Seed = cast.Seed,
                Traits = cast.Traits with { Wears = [], Holds = [], Variants = [] },
            };
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
        if (noun.Determiner is "a" or "an" or "another" || noun.Numbers.Count > 0
            || noun.Modifiers.Exists(term => term.Word is "second" or "third" or "another" or "different"))
        {
            return null;
        }

        var isDefinite = noun.Determiner is "the" or "this" or "that" or "these" or "those"
            || noun.OwnerPronoun is not null;
        return _subjects.LastOrDefault(
            subject => subject.Asset == asset
                && !subject.IsDenied && subject.Noun == lemma && (isDefinite || noun.IsPlural == subject.IsPlural))
            ?? (isDefinite
                && _generic.Contains(lemma) ? _subjects.LastOrDefault(
                    subject => subject.Asset == asset
                        && !subject.IsDenied && !subject.IsPlural && Agrees(subject, lemma)) : null)
            ?? (isDefinite
                ? _subjects.LastOrDefault(
                    subject => subject.Asset == asset
                        && !subject.IsDenied && !asset.Name.Equals("person", StringComparison.Ordinal))
                : null);
    }

    private bool Agrees(SubjectDraft subject, string lemma)
    {
        var gender = _vocabulary.Find(lemma).Where(meaning => meaning.Kind == WordKind.Person)
            .Select(meaning => _vocabulary.Tables.Person(meaning.Value).Gender).FirstOrDefault();
        return gender is null || subject.Traits.Gender is null || subject.Traits.Gender == gender;
    }

    private int CountOf(NounPhrase noun, AssetWords asset)
    {
        var count = 0f;
        foreach (var number in noun.Numbers)
        {
            var one = number.As(WordKind.Number)?.Number
                ?? (float.TryParse(number.Word, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var read)
                    ? read
                    : 0);
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

        var isOne = noun.Determiner is "a" or "an" or "another" or "this" or "that" or "each" or "every"
            || (noun.Head!.Lemma == noun.Head.Word && SingularVerbFollows());
        return isOne || !noun.IsPlural && noun.Head!.Word != "people" ? 1
            : asset.Family is "bird" or "fish" or "insect" ? 5
            : 3;
    }

    // "The deer runs" is one deer, "deer run" are several.
    private bool SingularVerbFollows() =>
        Next() is VerbGroup { Head: { Chosen: { Tag: Tag.Verb, Form: WordForm.Third } } };

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

        var subject = new SubjectDraft
        {
            Id = Unused(id ?? noun),
            Asset = asset,
            Noun = noun,
            Word = word,
            Count = count,
            IsPlural = count > 1,
            Traits = traits,
        };
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
        var plain = string.Concat(noun.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter == ' ')).Trim()
            .Replace(' ', '_');
        plain = plain.Length == 0 ? "subject" : plain;
        var id = plain;
        for (var i = 2; _subjects.Exists(subject => subject.Id == id)
            || id is "left" or "right" or "camera" or "away" or "up" or "down" or "forward" or "back"; i++)
        {
            id = FormattableString.Invariant($"{plain}_{i}");
        }

        return id;
    }

    // "His dog", "the keeper's dog" stays beside whom it belongs to; what hands hold is held.
    private void Own(NounPhrase noun, SubjectDraft owned)
    {
        var owners =
            noun.Owner is { } owner ? Resolve(owner) : noun.OwnerPronoun is { } pronoun ? Pronoun(pronoun.Word) : [];
        if (Before() is Particle { Tag: Tag.Preposition, Term.Word: not "with" })
        {
            return;
        }

        if (owners.Count == 1 && owners[0] != owned && owned.Place is null && _subjects.Contains(owners[0])
            && (owned.IsAlive || (owned.Asset.IsHandy && owners[0].IsAlive)))
        {
            owned.Place =
                new Placing { Relation = owned.IsAlive ? Relation.Beside : Relation.HeldBy, To = "#" + owners[0].Id };
        }
    }
}
