namespace Throughline.Stage.Direction;

/// <summary>Tagged terms into phrases.</summary>
internal sealed class Phrases
{
    private readonly IReadOnlyList<Term> _terms;

    private Phrases(IReadOnlyList<Term> terms) => _terms = terms;

    /// <summary>The phrases of tagged terms from left to right.</summary>
    public static IReadOnlyList<Phrase> Of(IReadOnlyList<Term> terms)
    {
        var phrases = new List<Phrase>();
        var chunker = new Phrases(terms);
        for (var i = 0; i < terms.Count;)
        {
            var at = i;
            var phrase = chunker.Noun(ref i) ?? chunker.Verb(ref i) ?? (Phrase)new Particle { At = i, Term = terms[i] };
            if (i == at)
            {
                i++;
            }

            phrases.Add(phrase);
        }

        return phrases;
    }

    private Tag TagAt(int i) => i < _terms.Count ? _terms[i].Tag : Tag.Break;

    private string WordAt(int i) => i < _terms.Count ? _terms[i].Word : "";

    private NounPhrase? Noun(ref int i)
    {
        if (TagAt(i) == Tag.Pronoun)
        {
            return new NounPhrase { At = i, Head = _terms[i++] };
        }

        var start = i;
        var phrase = Simple(ref i);
        if (phrase is null)
        {
            i = start;
            return null;
        }

        // The keeper's old lamp: what comes before 's owns what follows.
        while (WordAt(i) == "'s" && TagAt(i) == Tag.Possessive)
        {
            var end = i++;
            if (Simple(ref i) is not { } owned)
            {
                i = end + 1;
                break;
            }

            owned.Owner = phrase;
            phrase = owned;
        }

        return phrase;
    }

    private NounPhrase? Simple(ref int i)
    {
        var start = i;
        var phrase = new NounPhrase { At = i };
        if (TagAt(i) == Tag.Negation && WordAt(i) == "no")
        {
            phrase.IsDenied = true;
            i++;
        }

        while (TagAt(i) is Tag.Determiner or Tag.Possessive)
        {
            if (TagAt(i) == Tag.Possessive)
            {
                if (WordAt(i) == "'s")
                {
                    break;
                }

                phrase.OwnerPronoun = _terms[i];
            }
            else
            {
                phrase.Determiner = WordAt(i);
                phrase.IsDenied |= WordAt(i) == "no";
            }

            i++;
        }

        var opened = i > start;
        while (i < _terms.Count)
        {
            if (TagAt(i) != Tag.Number && TagAt(i + 1) is Tag.Noun or Tag.Adjective
                && _terms[i].Readings.Where(reading => reading.Tag == Tag.Number).ToList() is [var number, ..])
            {
                // "His two dogs": a number that could be something else is none before a noun.
                _terms[i].Chosen = number;
            }

            switch (TagAt(i))
            {
                case Tag.Number:
                    phrase.Numbers.Add(_terms[i++]);
                    continue;
                case Tag.Adverb when IsDescription(i + 1)
                    && (_terms[i].Weight == 0 || TagAt(i + 1) is Tag.Adjective or Tag.Participle):
                    if (_terms[i].Weight > 0)
                    {
                        phrase.Modifiers.Add(_terms[i]);
                    }

                    i++;
                    continue;
                case Tag.Adjective when LeadsToNoun(i):
                    phrase.Modifiers.Add(_terms[i++]);
                    continue;
                case Tag.Gerund or Tag.Participle when (opened || phrase.Modifiers.Count > 0 || phrase.Numbers.Count > 0
                    || TagAt(i) == Tag.Participle) && (TagAt(i + 1) is Tag.Noun or Tag.Adjective
                        || (WordAt(i + 1) is "," or "and" && TagAt(i + 2) is Tag.Adjective)) && LeadsToNoun(i):
                    phrase.Modifiers.Add(_terms[i++]);
                    continue;
                case Tag.Conjunction when WordAt(i) is "and" or "but" && phrase.Modifiers.Count > 0
                    && TagAt(i + 1) is Tag.Adjective or Tag.Participle && LeadsToNoun(i + 1) && JoinsDescriptions(i):
                case Tag.Break when WordAt(i) != "."
                    && phrase.Modifiers.Count > 0 && TagAt(i - 1) is Tag.Adjective or Tag.Participle
                        && TagAt(i + 1) is Tag.Adjective or Tag.Participle && LeadsToNoun(i + 1):
                    i++;
                    continue;
                case Tag.Noun when TagAt(i + 1) == Tag.Noun && !EndsName(i):
                    phrase.Modifiers.Add(_terms[i++]);
                    continue;
                case Tag.Noun:
                    phrase.Head = _terms[i++];
                    return phrase;
            }

            break;
        }

        // Nothing but an article or a number: those who were named before.
        if (phrase.Modifiers.Count > 0 || phrase.Numbers.Count > 0 || (opened && phrase.OwnerPronoun is null))
        {
            return phrase;
        }

        return null;
    }

    // What follows is another noun phrase: "Anna" is no part of a compound, and neither is the flag of "a flag on the
    // moon", which is one word for a set.
    private bool EndsName(int i) => _terms[i].Member is not null || (_terms[i + 1].Count > 1
        && GrammarWords.TagsOf(_terms[i + 1].Word.Split(' ')[0]).Contains(Tag.Preposition));

    private bool IsDescription(int i) => TagAt(i) is Tag.Adjective or Tag.Participle or Tag.Gerund && LeadsToNoun(i);

    // "red and white scarf", but not "the night is dark and old men walk".
    private bool JoinsDescriptions(int i) => TagAt(i - 1) is Tag.Adjective or Tag.Participle;

    private bool LeadsToNoun(int i)
    {
        for (var k = i; k < Math.Min(_terms.Count, i + 8); k++)
        {
            switch (TagAt(k))
            {
                case Tag.Noun:
                    return true;
                case Tag.Adjective or Tag.Adverb or Tag.Number or Tag.Participle or Tag.Gerund:
                case Tag.Conjunction when WordAt(k) is "and" or "but":
                case Tag.Break when WordAt(k) == "," && TagAt(k + 1) is Tag.Adjective or Tag.Participle
                    && TagAt(k - 1) is Tag.Adjective or Tag.Participle:
                    continue;
            }

            return false;
        }

        return false;
    }

    private VerbGroup? Verb(ref int i)
    {
        var start = i;
        var group = new VerbGroup { At = i };
        var passive = false;
        while (i < _terms.Count)
        {
            switch (TagAt(i))
            {
                case Tag.Auxiliary:
                    group.HasAuxiliary = true;
                    passive = WordAt(i) is "is" or "are" or "was" or "were" or "be" or "been" or "being";
                    i++;
                    continue;
                case Tag.Negation when WordAt(i) is "not" or "never" or "hardly" || group.HasAuxiliary:
                    group.IsDenied = true;
                    i++;
                    continue;
                case Tag.Adverb when LeadsToVerb(i) && WordAt(i) is not ("the camera" or "camera" or "the drone" or "drone"):
                    if (_terms[i].Weight > 0)
                    {
                        group.Adverbs.Add(_terms[i]);
                    }

                    i++;
                    continue;
                case Tag.To when TagAt(i + 1) is Tag.Verb or Tag.Adverb && LeadsToVerb(i + 1):
                    i++;
                    continue;
                case Tag.Verb or Tag.Gerund or Tag.Participle:
                    if (_terms[i].As(WordKind.Role)?.Value == "starting" && LeadsToVerb(i + 1, orTo: true))
                    {
                        group.Helpers.Add(_terms[i++]);
                        continue;
                    }

                    group.IsPassive = TagAt(i) == Tag.Participle && (passive || !group.HasAuxiliary);
                    group.Head = _terms[i++];
                    return group;
            }

            break;
        }

        if (group.HasAuxiliary)
        {
            return group;
        }

        i = start;
        return null;
    }

    private bool LeadsToVerb(int i, bool orTo = false)
    {
        for (var k = i; k < Math.Min(_terms.Count, i + 5); k++)
        {
            if (TagAt(k) is Tag.Verb or Tag.Gerund or Tag.Participle)
            {
                return true;
            }

            if (TagAt(k) is not (Tag.Adverb or Tag.Auxiliary or Tag.Negation) && !(orTo && TagAt(k) == Tag.To))
            {
                return false;
            }
        }

        return false;
    }
}
