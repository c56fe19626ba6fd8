using Throughline.Stage.Scenes;

namespace Throughline.Stage.Direction;

/// <content>What somebody or something looks like.</content>
internal sealed partial class Stager
{
    private static readonly WordKind[] _settingKinds =
        [WordKind.Time, WordKind.Weather, WordKind.Wind, WordKind.Season, WordKind.Mood, WordKind.Era, WordKind.Look, WordKind.Tempo];

    private void Describe(SubjectDraft subject, NounPhrase noun, string id)
    {
        if (noun.Head is { Member: null } head && subject.Id == id && subject.Noun != head.Lemma
            && head.As(WordKind.Person) is { } person
                && _vocabulary.Tables.Person(person.Value) is { } word && subject.Cast is null)
        {
            // Named again by another word: what that says is so too.
            subject.Traits = subject.Traits with
            {
                Age = subject.Traits.Age ?? word.Age,
                Gender = subject.Traits.Gender ?? word.Gender,
                Beard = subject.Traits.Beard ?? word.Beard,
            };
            if (subject.Word is null && word.Wears.Count > 0 && subject.Wears.Count == 0)
            {
                subject.Wears.AddRange(
                    word.Wears.Select((item, i) => new Worn(item, i < word.Colours.Count ? word.Colours[i] : null)));
            }

            _tally.Add(head, $"{subject.Id} again");
        }

        for (var i = 0; i < noun.Modifiers.Count; i++)
        {
            var term = noun.Modifiers[i];
            if (_tally.Has(term))
            {
                continue;
            }

            if (!_looks.Skin(subject, term) && !_looks.By(subject, term, noun.Modifiers.Skip(i + 1))
                && !StageSetting(term) && !Does(subject, term)
                && !(term.Meanings.Any(meaning => meaning.Kind == WordKind.Set) && StagePlace(term)))
            {
                DescribeUnknown(term, [subject]);
            }
        }
    }

    // "A laughing bride", "a sleeping cat": beside whatever else is done.
    private bool Does(SubjectDraft subject, Term term)
    {
        if (term.Tag != Tag.Gerund || !subject.IsAlive || term.As(WordKind.Action) is not { } action || subject.Aside is not null)
        {
            return false;
        }

        subject.Aside = _acting.Suited(action.Value, subject);
        _tally.Add(term, subject.Aside);
        return true;
    }

    // A word that no table has: its plainer cousin in WordNet may do.
    private bool DescribeUnknown(Term term, IReadOnlyList<SubjectDraft> who)
    {
        if (term.Meanings.Count > 0 || term.Tag is not (Tag.Adjective or Tag.Adverb)
            || _vocabulary.Kin?.Quality(
                term.Lemma, term.Tag == Tag.Adverb ? WordClass.Adverb : WordClass.Adjective) is not var (word, way))
        {
            return false;
        }

        var plain = new Term
        {
            First = term.First,
            Count = term.Count,
            Text = term.Text,
            Word = word,
            Readings = [],
            Weight = term.Weight,
            Chosen = new Term.Reading(term.Tag, word, WordForm.Base, 0, [.. _vocabulary.Find(word)]),
        };
        var staged = who.Count > 0 && _looks.By(who[0], plain, []);
        if (!staged && !StageSetting(plain))
        {
            return false;
        }

        var became = _tally.Staged.First(one => one.Words == term.Text).As;
        _tally.Remove(term);
        _tally.Add(term, became, way);
        return true;
    }

    /// <summary>A word of time, weather, season, mood, era or look; false when it is none.</summary>
    private bool StageSetting(Term term)
    {
        if (_tally.Has(term))
        {
            return true;
        }

        var staged = false;
        foreach (var meaning in term.Meanings)
        {
            if (Array.IndexOf(_settingKinds, meaning.Kind) < 0
                && meaning is not { Kind: WordKind.Variant, Value: "snowy" or "wet" or "blooming" or "empty" })
            {
                continue;
            }

            staged = true;
            switch (meaning.Kind)
            {
                case WordKind.Time:
                    _setting.Hour(meaning.Number, term.Text);
                    break;
                case WordKind.Weather when Enum.TryParse<Weather>(meaning.Value, ignoreCase: true, out var weather):
                    _setting.Weather(weather, term.Text);
                    break;
                case WordKind.Wind:
                    _setting.Wind(meaning.Number);
                    break;
                case WordKind.Season when Enum.TryParse<Season>(meaning.Value, ignoreCase: true, out var season):
                    _setting.Season(season, term.Text);
                    break;
                case WordKind.Variant when meaning.Value == "empty":
                    _setting.Mood("lonely");
                    break;
                case WordKind.Variant:
                    _setting.Season(
                        meaning.Value == "blooming" ? Season.Spring
                            : meaning.Value == "snowy" ? Season.Winter
                            : Season.Autumn, term.Text);
                    break;
                case WordKind.Mood:
                    _setting.Mood(meaning.Value);
                    if (meaning.Value == "rays")
                    {
                        // Rays are seen where the sun is low.
                        _setting.HourIfNone(LowSun, term.Text);
                    }

                    break;
                case WordKind.Era:
                    _setting.Era(meaning.Value, term.Text);
                    break;
                case WordKind.Look:
                    _setting.Looks(meaning.Value, term.Text);
                    break;
                case WordKind.Tempo:
                    _tempo = meaning.Value switch
                    {
                        "slow" => _slowMotion,
                        "fast" => new Tempo(16, false),
                        _ => new Tempo(0.25f, true),
                    };
                    break;
            }

            _tally.Add(term, $"{meaning.Kind.ToString().ToLowerInvariant()} {meaning.Value}");
        }

        return staged;
    }

    /// <summary>
    /// A noun of the setting: an hour, a weather, the set itself or a part of it. What describes it describes the
    /// setting.
    /// </summary>
    private void StageSetting(NounPhrase noun)
    {
        var head = noun.Head!;
        if (noun.IsDenied || IsOver(noun))
        {
            DenySetting(noun);
            return;
        }

        var isLens = head.As(WordKind.CameraNoun) is not null || LensOf(head) is not null;
        var staged = isLens ? FilmLens(noun) : StageSetting(head) | StagePlace(head);
        if (!staged && head.As(WordKind.Body) is not null)
        {
            staged = StageBody(noun, Owners(noun));
        }
        else if (!staged && head.As(WordKind.Garment) is { } garment && Owners(noun) is { Count: > 0 } owners)
        {
            Wear(owners, noun, garment);
            staged = true;
        }

        foreach (var term in noun.Modifiers)
        {
            if (!(staged && (StageTrees(term, head) || StageWaves(term, head))) && !StageSetting(term) && !StagePlace(term) && !DescribeUnknown(term, [])
                && (head.As(WordKind.CameraNoun) is not null || staged))
            {
                ModifySetting(term, head);
            }
        }

        foreach (var number in noun.Numbers.Where(_ => staged))
        {
            _tally.Add(number, "part of the set");
        }
    }

    // "A rainbow after the rain": that is over.
    private bool IsOver(NounPhrase noun) => noun.Head!.As(WordKind.Weather) is not null
        && noun.At > 0 && _terms[noun.At - 1].Word == "after" && Next() is not VerbGroup;

    // "A birch wood", "a pine forest": what a set with trees is grown with.
    private bool StageTrees(Term term, Term head)
    {
        if (!head.Meanings.Any(meaning => meaning.Kind == WordKind.Set)
            || _vocabulary.Find(term.Lemma).FirstOrDefault(meaning => meaning.Kind == WordKind.Prop) is not { } plant
            || _vocabulary.Assets.FirstOrDefault(asset => asset.Name == plant.Value) is not { IsTree: true })
        {
            return false;
        }

        _setting.Trees(plant.Value);
        _tally.Add(term, $"trees {plant.Value}");
        return true;
    }

    private static bool IsSea(Term noun) =>
        noun.Tag == Tag.Noun && (noun.Lemma == "wave" || noun.As(WordKind.Scenery) is { Value: "sea" });

    // "Gentle waves", "a raging sea", "waves crash".
    private bool StageWaves(Term term, Term? head)
    {
        if (head is null || !IsSea(head) || term.As(WordKind.Weather) is not null
            || _vocabulary.Find(term.Lemma).FirstOrDefault(meaning => meaning.Kind == WordKind.Sea) is not { } sea)
        {
            return false;
        }

        _setting.Waves(sea.Number);
        _tally.Add(term, $"waves {sea.Value}");
        return true;
    }

    // Words of pace before a camera noun are the camera's; sizes and ages of places are the set's own.
    private void ModifySetting(Term term, Term head)
    {
        if (head.As(WordKind.CameraNoun) is not null && term.As(WordKind.Pace) is { } pace)
        {
            _tally.Add(term, $"camera, pace {pace.Value}");
        }
        else if (term.As(WordKind.Direction) is null && term.As(WordKind.Shade) is { Value: "bright" })
        {
            _setting.Mood("bright");
            _tally.Add(term, "mood bright");
        }
        else if (term.As(WordKind.Feeling) is { Value: "calm" })
        {
            _setting.Mood("calm");
            _tally.Add(term, "mood calm");
        }
    }

    // The set, or something that it has by itself.
    private bool StagePlace(Term term)
    {
        if (_setWords is null || _tally.Has(term))
        {
            return _setWords is not null && _tally.Has(term);
        }

        var (meanings, way) = SetChoice.Look(term, _vocabulary);
        if (meanings.Any(meaning => meaning.Kind == WordKind.Set && meaning.Value == _setWords.Name))
        {
            _tally.Add(
                term, $"set {_setWords.Name}", way ?? (term.Lemma == _setWords.Name.Replace('_', ' ')
                    ? null
                    : $"{term.Lemma} is a word for {_setWords.Name}"));
            return true;
        }

        if (meanings.FirstOrDefault(meaning => meaning.Kind == WordKind.Anchor && _setWords.Anchors.Contains(meaning.Value)) is { } anchor)
        {
            _tally.Add(term, $"place {anchor.Value} of the set {_setWords.Name}");
            return true;
        }

        if (_vocabulary.Tables.Homes.Any(home => home.Set == _setWords.Name && (home.Word == term.Lemma || home.Word == term.Word))
            && !meanings.Any(meaning => meaning.IsAlive))
        {
            _tally.Add(term, $"part of the set {_setWords.Name}");
            return true;
        }

        if (term.As(WordKind.Scenery) is { Value: not "sea" } scenery)
        {
            _tally.Add(term, scenery.Value == "light" ? "the light of the hour" : $"part of the set {_setWords.Name}");
            return true;
        }

        return false;
    }

    private void DenySetting(NounPhrase noun)
    {
        var head = noun.Head!;
        var said = head.Meanings.FirstOrDefault(
            meaning => meaning.Kind is WordKind.Weather
                or WordKind.Wind or WordKind.Season or WordKind.Garment or WordKind.Body or WordKind.Scenery);
        switch (said?.Kind)
        {
            case WordKind.Wind:
                _setting.Wind(0);
                break;
            case WordKind.Weather:
                _setting.Weather(
                    said.Value is "cloudy" or "overcast" ? Weather.Clear : Weather.Fair, $"no {head.Text}");
                break;
            case WordKind.Garment:
                foreach (var one in _last)
                {
                    one.Wears.RemoveAll(worn => worn.Item == said.Value);
                }

                break;
        }

        _tally.Add(head, "left out, as asked");
        foreach (var modifier in noun.Modifiers)
        {
            _tally.Add(modifier, "left out, as asked");
        }
    }

    // Whose a body or a garment is: as the words say, or whoever was named last.
    private List<SubjectDraft> Owners(NounPhrase noun)
    {
        var owners = noun.Owner is { } owner ? Resolve(
            owner) : noun.OwnerPronoun is { } pronoun ? Pronoun(pronoun.Word) : _last.Count > 0 ? _last : _main;
        return [.. owners.Where(one => one.IsAlive)];
    }

    private void Wear(IReadOnlyList<SubjectDraft> who, NounPhrase noun, Meaning garment)
    {
        string? colour = null, pattern = null;
        foreach (var term in noun.Modifiers)
        {
            if (term.As(WordKind.Colour) is { } named && colour is null)
            {
                var at = noun.Modifiers.IndexOf(term);
                colour = at > 0 && noun.Modifiers[at - 1]
                    .As(WordKind.Shade) is { } shade ? $"{shade.Value} {named.Value}" : named.Value;
            }
            else if (term.As(WordKind.Pattern) is { } pattern2)
            {
                pattern = pattern2.Value;
            }
            else if (term.As(WordKind.Shade) is null)
            {
                continue;
            }

            _tally.Add(term, $"colour or pattern of the {garment.Value}");
        }

        foreach (var one in who)
        {
            one.Wears.RemoveAll(worn => worn.Item == garment.Value);
            one.Wears.Add(new Worn(garment.Value, colour, pattern));
        }

        _tally.Add(
            noun.Head!, $"{who[0].Id} wears {garment.Value}",
            noun.Head!.Lemma == garment.Value ? null : $"{noun.Head.Lemma} is a word for {garment.Value}");
    }

    // Hair, beard, skin and face with the words that describe them.
    private bool StageBody(NounPhrase noun, IReadOnlyList<SubjectDraft> who)
    {
        if (who.Count == 0 || noun.Head!.As(WordKind.Body) is not { } part)
        {
            return false;
        }

        var staged = part.Value is "beard" or "moustache";
        foreach (var one in who)
        {
            if (staged)
            {
                one.Traits = one.Traits with { Beard = part.Value };
            }

            foreach (var term in noun.Modifiers)
            {
                staged |= _looks.Body(one, part.Value, term, noun);
            }

            if (part.Value == "face" && noun.Head.Word is "smile" or "grin")
            {
                one.Traits = one.Traits with { Mood = "happy" };
                staged = true;
            }
        }

        if (staged || part.Value is "body" or "face" && noun.Modifiers.Count == 0)
        {
            _tally.Add(noun.Head!, $"{who[0].Id} {part.Value}");
        }

        return staged;
    }
}
