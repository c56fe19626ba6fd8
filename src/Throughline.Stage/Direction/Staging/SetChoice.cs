namespace Throughline.Stage.Direction;

/// <summary>Where a prompt plays: the place it names, or else the one where what it names belongs.</summary>
internal sealed class SetChoice
{
    private static readonly HashSet<string> _within = [
        "in", "on", "at", "inside", "through", "across", "along", "into", "onto", "around", "over", "down", "up",
        "from", "throughout", "amid", "within", "among", "to", "toward", "towards", "in the middle of",
        "in the heart of", "in the centre of", "in the center of", "off", "under", "beneath"
    ];

    private readonly Vocabulary _vocabulary;
    private readonly Dictionary<string, float> _scores = new(StringComparer.Ordinal);
    private (string Set, string Words, float Weight)? _named;
    private bool _isOutdoors;

    private SetChoice(Vocabulary vocabulary) => _vocabulary = vocabulary;

    /// <summary>The set's name; null when there are no sets at all.</summary>
    public string? Set { get; private set; }

    /// <summary>Whether the prompt names the place.</summary>
    public bool IsNamed => _named is not null;

    /// <summary>Another place that the prompt names, which the later one replaces; null for none.</summary>
    public string? Replaced { get; private set; }

    /// <summary>The words that name the place.</summary>
    public string? Words => _named?.Words;

    /// <summary>Chooses.</summary>
    public static SetChoice Of(IReadOnlyList<Term> terms, Vocabulary vocabulary)
    {
        var choice = new SetChoice(vocabulary);
        for (var i = 0; i < terms.Count; i++)
        {
            if (terms[i].Tag is Tag.Noun or Tag.Adjective && !IsDenied(terms, i))
            {
                choice.Weigh(terms, i);
            }
        }

        choice.Choose();
        return choice;
    }

    /// <summary>What a noun means, in the tables or by what it is a kind of.</summary>
    public static (IReadOnlyList<Meaning> Meanings, string? Way) Look(Term term, Vocabulary vocabulary)
    {
        if (term.Meanings.Count > 0)
        {
            return (term.Meanings, null);
        }

        return vocabulary.Kin?.Noun(term.Lemma) is { } kin
            ? ([kin.Meaning], kin.Way.Length == 0 ? null : kin.Way)
            : ([], null);
    }

    private void Choose()
    {
        var sets = _vocabulary.Assets.Where(asset => asset.Kind == AssetKind.Set && !(_isOutdoors && asset.IsRoom))
            .Select(asset => asset.Name).Order(StringComparer.Ordinal).ToList();
        if (_named is { } named)
        {
            Set = named.Set;
            return;
        }

        var best = sets.Where(_scores.ContainsKey).OrderByDescending(set => _scores[set]).FirstOrDefault();
        Set = best ?? (sets.Contains("meadow") ? "meadow" : sets.FirstOrDefault());
    }

    private void Weigh(IReadOnlyList<Term> terms, int i)
    {
        var term = terms[i];
        var (meanings, way) = Look(term, _vocabulary);
        if (term.Member is not null)
        {
            return;
        }

        if (term.Lemma == "moon" && IsStoodOn(terms, i)
            && _vocabulary.Find("moon surface").FirstOrDefault(meaning => meaning.Kind == WordKind.Set)?.Value is { } moon)
        {
            Name(terms, i, moon, false, false);
        }

        _isOutdoors |= meanings.Any(meaning => meaning.Kind == WordKind.Time) && IsOverhead(terms, i);
        var isThing = meanings.Any(
            meaning => meaning.Kind is WordKind.Creature
                or WordKind.Person or WordKind.Breed or WordKind.Prop or WordKind.Garment);
        foreach (var meaning in meanings)
        {
            if (meaning.Kind == WordKind.Set)
            {
                Name(terms, i, meaning.Value, isThing, way is not null);
            }
            else if (meaning.Kind == WordKind.Anchor)
            {
                foreach (var set in _vocabulary.Assets
                    .Where(asset => asset.Kind == AssetKind.Set && asset.Anchors.Contains(meaning.Value)))
                {
                    Add(set.Name, 0.8f);
                }
            }
        }

        if (isThing && term.Word.IndexOf(' ', StringComparison.Ordinal) is > 0 and var end)
        {
            // A kitchen table stands in a kitchen.
            foreach (var room in _vocabulary.Find(term.Word[..end]).Where(meaning => meaning.Kind == WordKind.Set))
            {
                Add(room.Value, 3);
            }
        }

        var assets = meanings.Where(
            meaning => meaning.Kind is WordKind.Creature or WordKind.Prop or WordKind.Breed or WordKind.Person)
            .Select(meaning => meaning.Value).Take(1).ToList();
        foreach (var (set, word) in _vocabulary.Tables.Homes)
        {
            if (word == term.Lemma || word == term.Word)
            {
                Add(set, 1.2f);
            }
            else if (assets.Contains(word.Replace(' ', '_')))
            {
                Add(set, 1);
            }
        }
    }

    // "On the moon", "seen from the moon": that is where it plays, and no hour of the night.
    private static bool IsStoodOn(IReadOnlyList<Term> terms, int i)
    {
        var k = i - 1;
        while (k >= 0 && terms[k].Tag is Tag.Determiner or Tag.Adjective)
        {
            k--;
        }

        return k >= 0 && terms[k].Word is "on" or "onto" or "from";
    }

    // Whoever is under the stars is outdoors, whatever else there is.
    private static bool IsOverhead(IReadOnlyList<Term> terms, int i)
    {
        var k = i - 1;
        while (k >= 0 && terms[k].Tag is Tag.Determiner or Tag.Adjective or Tag.Possessive)
        {
            k--;
        }

        return k >= 0 && terms[k].Word is "under" or "beneath" or "below";
    }

    private void Name(IReadOnlyList<Term> terms, int i, string set, bool isThing, bool isKin)
    {
        var isModifier = i + 1 < terms.Count && terms[i + 1].Tag == Tag.Noun && terms[i].Tag == Tag.Noun;
        if ((terms[i].As(WordKind.Weather) is not null && terms.Skip(i + 1).Take(3).Any(term => term.Word == "outside") && terms.Take(i).Any(term => term.Tag == Tag.Noun))
            || (isModifier && terms[i + 1].Lemma is "light" or "skyline" or "noise")
                || (terms.Any(term => term.Lemma is "window" or "curtain" or "windowsill") && IsView(terms, i)))
        {
            // City lights, the sea from the window, "snow falls outside": that is seen from where one is.
            return;
        }

        var k = i - 1;
        while (k >= 0
            && terms[k].Tag is Tag.Determiner
                or Tag.Adjective or Tag.Number or Tag.Possessive or Tag.Participle or Tag.Gerund or Tag.Noun)
        {
            if (terms[k].Tag == Tag.Noun && terms[k + 1].Tag != Tag.Noun)
            {
                break;
            }

            k--;
        }

        var weight = isModifier ? 5f : 6f;
        if (k >= 0 && terms[k].Tag is Tag.Preposition && !isModifier)
        {
            weight = _within.Contains(terms[k].Word) ? 10 : terms[k].Word == "of" ? 6 : 7;

            // A village surrounded by mountains, a village in the mountains is a village.
            if (k > 0 && terms[k - 1].As(WordKind.Set) is not null && terms[k - 1].As(WordKind.Prop) is null
                && (terms[k].Word is "in" or "on" or "at" || k < 4 || Enumerable.Range(0, k - 1).All(j => terms[j].Tag is not Tag.Noun)))
            {
                weight = 5;
            }

            if (terms[k].Word == "by" && k > 0 && terms[k - 1].Chosen.Form is WordForm.Past or WordForm.Gerund)
            {
                weight = 5;
            }
        }

        weight -= isKin ? 1.5f : 0;
        if (isThing && weight < 9)
        {
            Add(set, 1);
            return;
        }

        if (_named is { } before && before.Set != set && weight >= before.Weight && before.Weight >= 7)
        {
            Replaced = before.Words;
        }

        if (_named is null || weight >= _named.Value.Weight)
        {
            _named = (set, terms[i].Text, weight);
        }
    }

    // "Looks out at the sea".
    private static bool IsView(IReadOnlyList<Term> terms, int i) => Enumerable.Range(Math.Max(0, i - 5), Math.Min(5, i))
        .Any(k => terms[k].Tag is Tag.Verb or Tag.Gerund && terms[k].As(WordKind.Action)?.Value == "look");

    private void Add(string set, float score) => _scores[set] = _scores.GetValueOrDefault(set) + score;

    private static bool IsDenied(IReadOnlyList<Term> terms, int i)
    {
        for (var k = i - 1; k >= 0 && k > i - 4
            && terms[k].Tag is Tag.Adjective or Tag.Determiner or Tag.Negation or Tag.Preposition; k--)
        {
            if (terms[k].Word is "no" or "without" or "not")
            {
                return true;
            }
        }

        return false;
    }
}
