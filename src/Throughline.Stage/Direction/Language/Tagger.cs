namespace Throughline.Stage.Direction;

/// <summary>
/// Chooses the part each term plays: the cheapest way through the sentence, where a term costs what its part is
/// unlikely for the word, and each step what the part is unlikely after the one before.
/// </summary>
/// <remarks>Source: Viterbi 1967, doi:10.1109/TIT.1967.1054010.</remarks>
internal static class Tagger
{
    private const float Usual = 3.2f;
    private const float Barred = 1000;

    // Nats, in words: what follows what. What is not listed costs the usual.
    private static readonly float[,] _steps = Table(
        "Start: Determiner .4 Adjective .9 Noun 1 Gerund 1.6 Preposition 1.4 Adverb 1.6 Pronoun .8 Number .9 Verb 2.4 Participle 2.2 Possessive 1 "
            + "Subordinator 1.5 Camera .7 Negation 1.5 Auxiliary 3 Conjunction 1.5 Foreign 1 Break .5 To 2.5 Relative 2.5",
        "Determiner: Noun .4 Adjective .5 Number 1.1 Participle 1.5 Gerund 1.9 Adverb 2.2 Determiner 3 Camera 1 Possessive 3 Verb 7 Preposition 4 Break 5 Pronoun 4.5",
        "Possessive: Noun .3 Adjective .6 Number 1.4 Participle 1.7 Gerund 2.2 Adverb 2.6 Verb 6 Camera 2",
        "Number: Noun .2 Adjective .6 Participle 1.7 Gerund 2 Verb 2.5 Preposition 1.7 Break 1.6 Number 2 Determiner 2.5",
        "Adjective: Noun .3 Adjective .9 Conjunction 1.4 Break 1.3 Preposition 1.9 Gerund 2.3 Participle 2 Camera 1.2 Verb 3.4 Adverb 2.8 Number 2.6 Determiner 3.4 Pronoun 3.5",
        "Noun: Verb .9 Preposition .6 Break .6 Noun 1.5 Gerund 1.1 Participle 1.6 Conjunction .9 Adverb 1.6 Auxiliary .9 Relative 1.2 Possessive 2.2 To 1.8 "
            + "Subordinator 1.4 Camera 1.8 Determiner 2.3 Adjective 2.7 Negation 2.5 Pronoun 3 Number 3",
        "Pronoun: Verb .5 Auxiliary .5 Preposition 1.4 Adverb 1.3 Break 1.1 Gerund 1.6 Conjunction 1.4 Participle 2.2 Relative 1.6 Noun 4.5 Negation 2.2 To 1.8 Adjective 2.5",
        "Verb: Determiner .6 Preposition .5 Adverb .7 Noun 1.5 Adjective 1.6 Pronoun 1 Possessive .9 Break .8 Conjunction .9 To 1.2 Gerund 1.7 Participle 2.4 "
            + "Subordinator 1.2 Number 1.2 Negation 2 Verb 4.5 Camera 3",
        "Gerund: Preposition .5 Determiner .7 Adverb .8 Noun 1.2 Break .7 Adjective 1.5 Possessive .8 Pronoun 1.3 Conjunction 1 To 1.3 Subordinator 1.3 Number 1.2 Camera 2 Gerund 3 Participle 3 Verb 2.6 Auxiliary 2.5",
        "Participle: Preposition .4 Noun 1 Break .9 Adverb 1.1 Determiner 1.8 Conjunction 1.1 Adjective 1.8 To 1.6 Subordinator 1.6 Possessive 2 Gerund 2.4 Verb 3.2",
        "Adverb: Verb .9 Gerund .9 Adjective .9 Adverb 1.4 Preposition .8 Break .6 Determiner 1.3 Conjunction 1.1 Participle 1 Noun 2.3 Subordinator 1.2 Camera 1 Possessive 1.6 Number 1.6 To 1.4 Pronoun 1.6 Auxiliary 2.2",
        "Preposition: Determiner .4 Noun .8 Adjective .9 Possessive .6 Number 1 Pronoun .9 Gerund 1.7 Participle 2.3 Preposition 1.8 Adverb 2.4 Negation 2.4 Verb 6 Break 3.6 Camera 1.8 Foreign 1.5",
        "To: Verb .2 Adverb 2.2 Camera 1.5",
        "Auxiliary: Gerund .4 Participle .6 Verb .7 Adverb .9 Negation .6 Determiner 1 Adjective .9 Preposition 1 Noun 2.2 Auxiliary 1 Number 1.8 Pronoun 1.8 Possessive 1.8 To 2",
        "Negation: Verb .7 Gerund .8 Participle .9 Determiner .9 Noun 1 Adjective .8 Adverb 1.4 Number 1.4 Preposition 1.8 Auxiliary 2 Camera 1.2",
        "Conjunction: Determiner .7 Noun .8 Adjective .9 Verb .9 Gerund .9 Adverb 1.1 Pronoun .9 Preposition 1.3 Possessive .9 Number 1 Participle 1.5 Subordinator 1.5 Camera 1.2 Conjunction 1.6 Negation 1.4 Auxiliary 1.8",
        "Relative: Verb .4 Auxiliary .4 Adverb 1.2 Pronoun 1.1 Determiner 1.3 Noun 1.8 Negation 1.6 Possessive 1.6",
        "Subordinator: Determiner .5 Pronoun .5 Noun 1 Gerund .7 Verb 1.2 Possessive .7 Adjective 1.1 Adverb 1.1 Number 1.3 Participle 1.7 Camera 1.4 Negation 1.6",
        "Break: Determiner .5 Adjective .9 Noun .9 Gerund .9 Preposition 1 Adverb 1.1 Pronoun .9 Number 1 Verb 1.2 Participle 1.4 Possessive .9 Subordinator 1 Camera .7 Negation 1.3 "
            + "Conjunction .7 Break .5 Foreign 1 Relative 1.6 To 2 Auxiliary 2.6",
        "Camera: Preposition .5 Break .5 Conjunction .9 Determiner .8 Noun 1.2 Adjective 1.3 Adverb 1 Camera .7 Possessive 1 To .8 Gerund 1.4 Pronoun 1.3 Subordinator 1.2 Verb 2 Auxiliary 1.6 Number 1.5 Relative 2 Participle 2",
        "Foreign: Break .5 Noun 1 Verb 1 Preposition 1 Foreign .5 Conjunction 1 Determiner 1 Adjective 1 Gerund 1 Camera 1");

    /// <summary>Sets <see cref="Term.Chosen"/> of every term.</summary>
    public static void Tag(IReadOnlyList<Term> terms)
    {
        if (terms.Count == 0)
        {
            return;
        }

        var held = new Dictionary<Term, Term.Reading>();
        Choose(terms, held);
        for (var i = 0; i < terms.Count; i++)
        {
            var doing = Doing(terms, i);
            if (doing.Count > 0)
            {
                var (term, verb) = doing.MinBy(one => Choose(terms, new(held) { [one.Term] = one.Verb }));
                held[term] = verb;
                Choose(terms, held);
            }
        }

        foreach (var (term, verb) in Further(terms))
        {
            held[term] = verb;
        }

        Choose(terms, held);
    }

    /// <summary>
    /// "He pours milk and hands it over", "she turns, points at it": after a verb of somebody, what looks like a noun of
    /// many behind a joint and has an object of its own is the next verb; so it is where no verb was before: "the
    /// captain, an old man in a blue coat, points at the horizon".
    /// </summary>
    private static IEnumerable<(Term Term, Term.Reading Verb)> Further(IReadOnlyList<Term> terms)
    {
        for (var i = 2; i + 1 < terms.Count; i++)
        {
            if (terms[i].Chosen is not { Tag: Direction.Tag.Noun, Form: WordForm.Plural }
                || terms[i - 1].Tag is not (Direction.Tag.Break or Direction.Tag.Conjunction) || terms[i - 1].Chosen.Lemma == "."
                || !(HasThird(terms, i) ? IsDoneTo(terms, i) : !HasVerb(terms, i) && HasAction(terms[i])
                    && terms[i + 1].Tag is Direction.Tag.Preposition && terms[i + 1].Word != "of"))
            {
                continue;
            }

            var verb = terms[i].Readings.FirstOrDefault(
                reading => reading is { Tag: Direction.Tag.Verb, Form: WordForm.Third });
            if (verb.Tag == Direction.Tag.Verb)
            {
                yield return (terms[i], verb);
            }
        }
    }

    // Whether what follows is an object, or a place that a noun of many in a list would not have.
    private static bool IsDoneTo(IReadOnlyList<Term> terms, int at) =>
        terms[at + 1].Tag is Direction.Tag.Determiner or Direction.Tag.Possessive or Direction.Tag.Pronoun
        || (terms[at + 1].Tag is Direction.Tag.Preposition or Direction.Tag.Adverb
            && terms[at - 2].Tag is not (Direction.Tag.Noun or Direction.Tag.Adjective)
            && HasAction(terms[at]));

    private static bool HasAction(Term term) => term.Readings.Any(
        reading => reading.Tag == Direction.Tag.Verb && reading.Meanings?.Any(meaning => meaning.Kind == WordKind.Action) == true);

    private static bool HasThird(IReadOnlyList<Term> terms, int at)
    {
        for (var i = at - 1; i >= 0 && terms[i].Chosen is not { Tag: Direction.Tag.Break, Lemma: "." }; i--)
        {
            if (terms[i].Chosen is { Tag: Direction.Tag.Verb, Form: WordForm.Third })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// "A robot waters flowers", "a couple dances": what looks like a noun of many after "a" and a noun of one is its
    /// verb, for "a flowers" is no English. After "the" or nothing it is so only for somebody alive whose sentence has
    /// no other verb.
    /// </summary>
    private static List<(Term Term, Term.Reading Verb)> Doing(IReadOnlyList<Term> terms, int start)
    {
        var isOne = terms[start].Word is "a" or "an" or "another" or "each" or "every" or "one";
        var isOpen = isOne || terms[start].Tag is Direction.Tag.Determiner or Direction.Tag.Possessive;
        var found = new List<(Term, Term.Reading)>();
        var end = start + (isOpen ? 1 : 0);
        while (end < terms.Count
            && terms[end].Tag is Direction.Tag.Noun or Direction.Tag.Adjective or Direction.Tag.Participle)
        {
            end++;
        }

        if ((!isOpen && start > 0 && terms[start - 1].Tag is not (Direction.Tag.Break or Direction.Tag.Conjunction))
            || end - start < 2)
        {
            return found;
        }

        if (SaidOfSeveral(terms, start, end - 1) is { } said)
        {
            found.Add((terms[end - 1], said));
        }

        if (terms[end - 1].Chosen is not { Tag: Direction.Tag.Noun, Form: WordForm.Plural })
        {
            return found;
        }

        for (var k = start + 1; k < end; k++)
        {
            var before = terms[k - 1];
            if ((before.Chosen is { Tag: Direction.Tag.Noun, Form: not WordForm.Plural }
                    || terms[k].Readings.Any(reading => HappensBy(before, reading)) || (isOne && before.Tag != Direction.Tag.Noun
                    && before.Readings.Any(reading => reading is { Tag: Direction.Tag.Noun, Form: WordForm.Base })
                    && before.As(WordKind.Colour) is null && before.As(WordKind.Material) is null))
                && terms[k].Chosen.Tag == Direction.Tag.Noun
                && terms[k].Readings.FirstOrDefault(
                    reading =>
                        reading is { Tag: Direction.Tag.Verb, Form: WordForm.Third }) is { Tag: Direction.Tag.Verb } verb
                && (isOne || ((IsSomebody(before) || HappensBy(before, verb)) && !HasVerb(terms, start))))
            {
                found.Add((terms[k], verb));
            }
        }

        return found;
    }

    // "Birds nest", "a boy and a girl share": after somebody who is several, what ends the run of nouns is their verb if
    // the sentence has no other.
    private static Term.Reading? SaidOfSeveral(IReadOnlyList<Term> terms, int start, int at)
    {
        var before = terms[at - 1];
        if (terms[at].Tag != Direction.Tag.Noun || before.Tag != Direction.Tag.Noun
            || !(IsSomebody(before) || terms[at].Readings.Any(reading => HappensBy(before, reading))
                || (before.As(WordKind.Prop) is not null && at + 1 < terms.Count && terms[at + 1].Tag is Direction.Tag.Preposition))
            || !(before.Chosen.Form == WordForm.Plural || IsLastOfSeveral(terms, at - 1)) || HasVerb(terms, start))
        {
            return null;
        }

        var said = terms[at].Readings.FirstOrDefault(
            reading => reading is { Tag: Direction.Tag.Verb, Form: WordForm.Base });
        return said.Tag == Direction.Tag.Verb ? said : null;
    }

    // "Light streams through", "smoke drifts": weather and light do what nature does.
    private static bool HappensBy(Term term, Term.Reading verb) => verb.Tag == Direction.Tag.Verb
        && verb.Meanings?.Any(meaning => meaning.Kind == WordKind.Nature) == true
        && term.Readings.Any(reading => reading.Tag == Direction.Tag.Noun && reading.Meanings?.Any(
            meaning => meaning.Kind is WordKind.Scenery or WordKind.Weather or WordKind.Wind or WordKind.Mood) == true);

    private static bool IsSomebody(Term term) => term.Member is not null
        || term.Meanings.Any(meaning => meaning.IsAlive);

    // Whether the sentence about a term says already what is done.
    private static bool HasVerb(IReadOnlyList<Term> terms, int at)
    {
        var first = at;
        while (first > 0 && terms[first - 1].Chosen is not { Tag: Direction.Tag.Break, Lemma: "." })
        {
            first--;
        }

        var last = first;
        while (last < terms.Count && terms[last].Chosen is not { Tag: Direction.Tag.Break, Lemma: "." })
        {
            last++;
        }

        // What is only said by the way is no verb of the sentence: "rain falls, lamps glowing".
        return Enumerable.Range(first, last - first).Any(
            i => terms[i].Tag is Direction.Tag.Verb or Direction.Tag.Auxiliary || (terms[i].Tag == Direction.Tag.Gerund
                && !(i > at + 2 && Enumerable.Range(at, i - at).Any(k => terms[k].Tag == Direction.Tag.Break))));
    }

    // The cheapest way through, and its cost; with terms held to one of their readings.
    private static float Choose(IReadOnlyList<Term> terms, Dictionary<Term, Term.Reading> held)
    {
        var costs = new float[terms.Count][];
        var from = new int[terms.Count][];
        for (var i = 0; i < terms.Count; i++)
        {
            var readings = terms[i].Readings;
            (costs[i], from[i]) = (new float[readings.Count], new int[readings.Count]);
            for (var k = 0; k < readings.Count; k++)
            {
                var best = i == 0 ? _steps[0, (int)readings[k].Tag] : float.MaxValue;
                for (var j = 0; i > 0 && j < costs[i - 1].Length; j++)
                {
                    var cost = costs[i - 1][j] + _steps[(int)terms[i - 1].Readings[j].Tag, (int)readings[k].Tag]
                        + Discord(terms, i - 1, terms[i - 1].Readings[j], readings[k]);
                    if (cost < best)
                    {
                        (best, from[i][k]) = (cost, j);
                    }
                }

                costs[i][k] = best
                    + readings[k].Cost + (held.TryGetValue(terms[i], out var one) && one != readings[k] ? Barred : 0);
            }
        }

        // The end is a break: "gulls circling" leaves nothing open that a preposition would want.
        for (var k = 0; k < costs[^1].Length; k++)
        {
            costs[^1][k] += _steps[(int)terms[^1].Readings[k].Tag, (int)Direction.Tag.Break];
        }

        var least = costs[^1].Min();
        var at = Array.IndexOf(costs[^1], least);
        for (var i = terms.Count - 1; i >= 0; i--)
        {
            terms[i].Chosen = terms[i].Readings[at];
            at = from[i][at];
        }

        return least;
    }

    // "A bear fish" and "bears fishes" are no English; in "leaves falling" nobody leaves; "Anna stand" is no stand.
    private static float Discord(IReadOnlyList<Term> terms, int at, Term.Reading subject, Term.Reading verb)
    {
        if (verb.Tag == Direction.Tag.Noun && subject.Tag == Direction.Tag.Noun
            && (subject.Form == WordForm.Plural || terms[at].Member is not null))
        {
            return 1.2f;
        }

        if (subject.Tag == Direction.Tag.Adjective && verb is { Tag: Direction.Tag.Verb, Form: WordForm.Third }
            && (at == 0 || terms[at - 1].Readings[0].Tag == Direction.Tag.Break))
        {
            // "Gulls circling, gentle waves": what opens a clause describes; it does nothing.
            return 2.5f;
        }

        if (subject.Tag == Direction.Tag.Adverb && verb is { Tag: Direction.Tag.Noun, Form: WordForm.Plural }
            && terms[at].Word.EndsWith("ly", StringComparison.Ordinal))
        {
            // "Carefully waters the plants".
            return 1.5f;
        }

        if (subject is { Tag: Direction.Tag.Verb, Form: WordForm.Third } && verb.Tag == Direction.Tag.Gerund)
        {
            return 2.5f;
        }

        if (verb.Tag != Direction.Tag.Verb || verb.Form is not (WordForm.Base or WordForm.Third)
            || subject.Tag is not (Direction.Tag.Noun or Direction.Tag.Pronoun))
        {
            return 0;
        }

        var isPlural = subject.Tag == Direction.Tag.Noun ? subject.Form == WordForm.Plural : subject.Lemma is not ("he"
            or "she" or "it" or "who" or "which" or "that");
        return isPlural == (verb.Form == WordForm.Base) || (verb.Form == WordForm.Base && IsLastOfSeveral(terms, at))
            ? 0 : 1.8f;
    }

    // "A man and a young woman dance": what is said there is said of both.
    private static bool IsLastOfSeveral(IReadOnlyList<Term> terms, int at)
    {
        var k = at - 1;
        while (k > 0 && terms[k].Readings.Any(
            reading => reading.Tag is Direction.Tag.Determiner or Direction.Tag.Possessive or Direction.Tag.Adjective
                or Direction.Tag.Number))
        {
            k--;
        }

        return k > 0 && terms[k].Word is "and" or "&" && terms[k - 1].Readings.Any(
            reading => reading.Tag is Direction.Tag.Noun or Direction.Tag.Pronoun);
    }

    private static float[,] Table(params string[] rows)
    {
        var tags = Enum.GetNames<Tag>();
        var table = new float[tags.Length, tags.Length];
        for (var i = 0; i < tags.Length; i++)
        {
            for (var j = 0; j < tags.Length; j++)
            {
                table[i, j] = Usual;
            }
        }

        foreach (var row in rows)
        {
            var words = row.Split([' ', ':'], StringSplitOptions.RemoveEmptyEntries);
            var tag = Array.IndexOf(tags, words[0]);
            for (var i = 1; i < words.Length; i += 2)
            {
                table[tag, Array.IndexOf(tags, words[i])] = float.Parse(
                    words[i + 1], System.Globalization.CultureInfo.InvariantCulture);
            }
        }

        return table;
    }
}
