namespace Throughline.Stage.Direction;

/// <summary>Tokens into terms: the longest phrases that the vocabulary knows, and what each can be.</summary>
internal sealed class Terms
{
    private const float Own = 12;
    private const int LongestCompound = 3;

    // The word of the table of people that says nothing of who it is.
    private const string Somebody = "named one";

    private readonly string _text;
    private readonly IReadOnlyList<Token> _tokens;
    private readonly Vocabulary _vocabulary;
    private readonly IReadOnlyDictionary<string, string> _members;
    private readonly CameraContext _camera;

    private Terms(
        string text, IReadOnlyList<Token> tokens, Vocabulary vocabulary, IReadOnlyDictionary<string, string> members)
    {
        _text = text;
        _tokens = tokens;
        _vocabulary = vocabulary;
        _members = members;
        _camera = new CameraContext(tokens, vocabulary);
    }

    /// <summary>The terms of a prompt, tagged.</summary>
    /// <param name="text">The prompt.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="vocabulary">The words.</param>
    /// <param name="members">Names of the cast as <see cref="Tokens.Key"/> writes them, each with the member's own
    /// name.</param>
    public static IReadOnlyList<Term> Of(
        string text, IReadOnlyList<Token> tokens, Vocabulary vocabulary, IReadOnlyDictionary<string, string> members)
    {
        var terms = new Terms(text, tokens, vocabulary, members).All();
        Tagger.Tag(terms);
        return terms;
    }

    private List<Term> All()
    {
        var terms = new List<Term>();
        for (var i = 0; i < _tokens.Count;)
        {
            var term = Mark(i) ?? Member(i) ?? Phrase(i) ?? Compound(i) ?? Single(i);
            terms.Add(term);
            i += term.Count;
        }

        return terms;
    }

    private Term? Mark(int i) => _tokens[i].Kind switch
    {
        TokenKind.Comma or TokenKind.Stop => Make(
            i, 1, 0,
            [new Term.Reading(Tag.Break, _tokens[i].Kind == TokenKind.Stop ? "." : ",", WordForm.Base, 0, null)]),
        TokenKind.Foreign => Make(i, 1, 1, [new Term.Reading(Tag.Foreign, "", WordForm.Base, 0, null)]),
        _ => null,
    };

    private Term? Member(int i)
    {
        for (var n = Math.Min(6, RunFrom(i)); n > 0 && _members.Count > 0; n--)
        {
            if (_members.TryGetValue(Key(i, n), out var name))
            {
                return Make(
                    i, n, Math.Max(1, Weight(i, n)), [new Term.Reading(Tag.Noun, Key(i, n), WordForm.Base, 0, null)],
                    name);
            }
        }

        return null;
    }

    private Term? Phrase(int i)
    {
        var run = RunFrom(i);
        var firsts = new List<(string Word, WordForm Form)> { (_tokens[i].Word, WordForm.Base) };
        if (run > 1)
        {
            firsts.AddRange(
                _vocabulary.Lemmas.Of(_tokens[i].Word, WordClass.Verb).Where(lemma => lemma.Form != WordForm.Base));
        }

        for (var n = Math.Min(run, firsts.Max(first => _vocabulary.LongestFrom(first.Word))); n > 1; n--)
        {
            var readings = new List<Term.Reading>();
            foreach (var (first, form) in firsts)
            {
                var middle = n > 2 ? " " + Key(i + 1, n - 2) : "";
                var last = _tokens[i + n - 1].Word;
                AddPhrase($"{first}{middle} {last}", form, i, n, readings);
                if (form == WordForm.Base)
                {
                    foreach (var (lemma, plural) in _vocabulary.Lemmas.Of(last, WordClass.Noun)
                        .Where(lemma => lemma.Form == WordForm.Plural))
                    {
                        AddPhrase($"{first}{middle} {lemma}", plural, i, n, readings);
                    }
                }
            }

            if (readings.Count > 0)
            {
                var asks = readings.Exists(
                    reading => reading.Tag is not Tag.Preposition && reading.Meanings?.Any(
                        meaning => meaning is not { Kind: WordKind.Direction, Value: "camera" }) == true);
                return Make(i, n, asks ? Math.Max(1, Weight(i, n)) : 0, readings);
            }
        }

        return null;
    }

    private void AddPhrase(string key, WordForm form, int i, int n, List<Term.Reading> readings)
    {
        var found = _vocabulary.Find(key);
        var meanings = Allowed(found.Count > 0 ? found : _vocabulary.Find(Anybodys(key)), i, n);
        foreach (var tag in meanings.SelectMany(meaning => WordKinds.Tags(meaning.Kind, key)).Distinct()
            .Where(tag => form != WordForm.Plural || tag != Tag.Adjective))
        {
            var own = meanings.Where(meaning => WordKinds.Tags(meaning.Kind, key).Contains(tag)).ToList();
            readings.AddRange(Formed(tag, key, form, 0, own));
        }
    }

    // "Shakes her head": tables say it of him.
    private static string Anybodys(string key) => string.Join(
        ' ', key.Split(' ').Select(word => word is "her" or "their" or "its" or "my" or "your" or "our" ? "his" : word));

    // Two or three words that WordNet has as one thing: sports car, fire engine. What describes is no part of it.
    private Term? Compound(int i)
    {
        if (_vocabulary.Kin is not { } kin || _tokens[i].Kind != TokenKind.Word || GrammarWords.TagsOf(_tokens[i].Word).Count > 0
            || _vocabulary.Find(_tokens[i].Word).Any(
                meaning => WordKinds.Tags(meaning.Kind, _tokens[i].Word).Contains(Tag.Adjective)))
        {
            return null;
        }

        for (var n = Math.Min(LongestCompound, RunFrom(i)); n > 1; n--)
        {
            var last = _tokens[i + n - 1].Word;
            if (GrammarWords.TagsOf(last).Count > 0 || IsGroup(i, n))
            {
                continue;
            }

            var start = Key(i, n - 1);
            foreach (var (lemma, form) in _vocabulary.Lemmas.Of(last, WordClass.Noun).Append((last, WordForm.Base)))
            {
                if (kin.Noun($"{start} {lemma}") is not null)
                {
                    return Make(i, n, n, [new Term.Reading(Tag.Noun, $"{start} {lemma}", form, 0, null)]);
                }
            }
        }

        return null;
    }

    // "A wolf pack" is wolves, though WordNet has it as one thing.
    private bool IsGroup(int i, int n) =>
        _vocabulary.Find(_tokens[i + n - 1].Word).Any(meaning => meaning.Kind == WordKind.Number)
        && _vocabulary.Find(Key(i, n - 1)).Any(meaning => meaning.IsAlive);

    private Term Single(int i)
    {
        var token = _tokens[i];
        var word = token.Word;
        if (IsNameInCapitals(i))
        {
            return Make(
                i, 1, 1,
                [new Term.Reading(Tag.Noun, word, WordForm.Base, 0, [new Meaning(WordKind.Person, Somebody)])]);
        }

        if (token.Kind == TokenKind.Number)
        {
            return Make(i, 1, 1, [new Term.Reading(Tag.Number, word, WordForm.Base, 0, null)]);
        }

        if (word == "'s" && i > 0
            && GrammarWords.TagsOf(_tokens[i - 1].Word).Any(tag => tag is Tag.Pronoun or Tag.Relative or Tag.Adverb))
        {
            return Make(i, 1, 0, [new Term.Reading(Tag.Auxiliary, "is", WordForm.Base, 0, null)]);
        }

        var readings = new List<Term.Reading>();
        var grammar = GrammarWords.TagsOf(word);
        foreach (var tag in grammar)
        {
            var meanings = _vocabulary.Find(word).Where(meaning => WordKinds.Tags(meaning.Kind, word).Contains(tag))
                .ToList();
            readings.Add(new Term.Reading(tag, word, WordForm.Base, 0.2f, meanings));
        }

        var isGrammar = grammar.Count > 0;
        AddOpen(i, word, isGrammar, readings);
        if (readings.Exists(reading => reading.Tag == Tag.Camera))
        {
            // "Slow orbit": where the camera is meant at all, hardly anything else is.
            readings = [
                .. readings.Select(
                    reading => reading.Tag == Tag.Camera ? reading : reading with { Cost = reading.Cost + 2 })
            ];
        }

        if (isGrammar && i > 0 && _tokens[i - 1].Word == "the" && i + 1 < _tokens.Count && _tokens[i + 1].Word == "of")
        {
            // "On the back of a bear".
            readings.Insert(0, new Term.Reading(Tag.Noun, word, WordForm.Base, 0, null));
        }

        AddDoing(i, word, readings);
        if (IsCameras(i) && readings.Exists(reading => reading is { Tag: Tag.Verb, Form: WordForm.Third }))
        {
            // "The camera orbits": it does, whatever an orbit is.
            readings = [
                .. readings.Select(reading => reading.Tag == Tag.Verb ? reading : reading with { Cost = reading.Cost + 2 })
            ];
        }

        var right = readings.Count == 0 && !IsName(i) ? _vocabulary.Respelt(word) : null;
        if (right is not null)
        {
            AddOpen(i, right, false, readings);
        }

        if (readings.Count == 0)
        {
            AddGuesses(word, readings);
        }

        return Make(
            i, 1, isGrammar && !_vocabulary.Find(word)
                .Any(meaning => meaning.Kind is WordKind.Number) ? 0 : IsCameraNoun(readings) ? 0 : 1, readings,
            right: right);
    }

    private bool IsCameras(int i) => i > 0 && _tokens[i - 1].Word is "camera" or "drone";

    // Without WordNet a noun of many may be a verb that nobody listed: "a robot waters flowers", "the camera orbits".
    private void AddDoing(int i, string word, List<Term.Reading> readings)
    {
        if (_vocabulary.HasWordNet || word.Length < 4 || word[^1] != 's' || word[^2] == 's'
            || readings.Exists(reading => reading.Tag is Tag.Verb or Tag.Camera)
            || readings.FirstOrDefault(reading => reading is { Tag: Tag.Noun, Form: WordForm.Plural }) is not { Tag: Tag.Noun } noun)
        {
            return;
        }

        readings.Add(new Term.Reading(Tag.Verb, noun.Lemma, WordForm.Third, IsCameras(i) ? 0 : 4, null));
    }

    // "A Tesla": what is written large within a sentence is a name and no slip.
    private bool IsName(int i) => char.IsUpper(_text[_tokens[i].Start]) && _text.Any(char.IsLower)
        && i > 0 && _tokens[i - 1].Kind != TokenKind.Stop;

    // "MARA, 30s, sits alone": a screenplay's way to name who comes in. Words that the tables know are no names.
    private bool IsNameInCapitals(int i) =>
        _tokens[i] is { Kind: TokenKind.Word } token && token.End - token.Start > 2
        && _text[token.Start..token.End].All(char.IsUpper) && _text.Any(char.IsLower)
        && GrammarWords.TagsOf(token.Word).Count == 0 && _vocabulary.Tables.HasPerson(Somebody)
        && _vocabulary.Lemmas.Of(token.Word, WordClass.Noun).Select(form => form.Lemma).Append(token.Word)
            .All(lemma => _vocabulary.Find(lemma).Count == 0);

    private static bool IsCameraNoun(List<Term.Reading> readings) =>
        readings.Exists(reading => reading.Meanings?.Any(meaning => meaning.Kind == WordKind.CameraNoun) == true);

    private void AddOpen(int i, string word, bool isGrammar, List<Term.Reading> readings)
    {
        var found = new List<(Tag Tag, string Lemma, WordForm Form, float Weight, List<Meaning> Meanings)>();
        foreach (var @in in Enum.GetValues<WordClass>())
        {
            var tag =
                @in switch { WordClass.Noun => Tag.Noun, WordClass.Verb => Tag.Verb, WordClass.Adjective => Tag.Adjective, _ => Tag.Adverb };
            foreach (var (lemma, form) in _vocabulary.Lemmas.Of(word, @in))
            {
                var meanings = Allowed(_vocabulary.Find(lemma), i, 1)
                    .Where(meaning => WordKinds.Tags(meaning.Kind, lemma).Contains(tag)).ToList();
                if (meanings.Count == 0 && (isGrammar || (@in == WordClass.Adverb && form != WordForm.Base)))
                {
                    continue;
                }

                var often = _vocabulary.WordNet?.Senses(lemma, @in)
                    .Sum(sense => sense.Often == 0 ? 0.3f : MathF.Pow(2, (sense.Often - 1) / 4f)) ?? 0;
                var weight = MathF.Max(0.5f, often) * (meanings.Count > 0 ? 3 : 1) + (meanings.Count > 0 ? Own : 0);
                if (@in == WordClass.Adverb && !word.EndsWith("ly", StringComparison.Ordinal) && often == 0)
                {
                    weight /= 4;
                }

                if (@in == WordClass.Adjective && word.EndsWith("ly", StringComparison.Ordinal) && often == 0)
                {
                    weight /= 20;
                }

                if (@in == WordClass.Noun && meanings.Count == 0 && word.EndsWith("ing", StringComparison.Ordinal))
                {
                    // Fishing, hunting: done rather than named.
                    weight /= 5;
                }

                found.Add((tag, lemma, form, weight, meanings));
            }
        }

        foreach (var meaning in Allowed(_vocabulary.Find(word), i, 1))
        {
            foreach (var tag in WordKinds.Tags(meaning.Kind, word))
            {
                if (tag is Tag.Number or Tag.Camera or Tag.Preposition && !isGrammar)
                {
                    readings.Add(new Term.Reading(tag, word, WordForm.Base, 0, [meaning]));
                }
            }
        }

        var total = found.Sum(reading => reading.Weight);
        foreach (var (tag, lemma, form, weight, meanings) in found)
        {
            readings.AddRange(Formed(tag, lemma, form, -MathF.Log(weight / total) + (isGrammar ? 1.2f : 0), meanings));
        }
    }

    private static IEnumerable<Term.Reading> Formed(
        Tag tag, string lemma, WordForm form, float cost, IReadOnlyList<Meaning> meanings)
    {
        if (tag == Tag.Verb && form == WordForm.Gerund)
        {
            yield return new Term.Reading(Tag.Gerund, lemma, form, cost, meanings);
        }
        else if (tag == Tag.Verb && form == WordForm.Past)
        {
            yield return new Term.Reading(Tag.Verb, lemma, form, cost + 0.5f, meanings);
            yield return new Term.Reading(Tag.Participle, lemma, form, cost + 0.5f, meanings);
        }
        else
        {
            yield return new Term.Reading(tag, lemma, form, cost, meanings);
        }
    }

    // A word that nobody knows: what its ending says, and a noun otherwise.
    private static void AddGuesses(string word, List<Term.Reading> readings)
    {
        var (tag, lemma) = word switch
        {
            _ when word.EndsWith("ly", StringComparison.Ordinal) => (Tag.Adverb, word),
            _ when word.Length > 5 && word.EndsWith("ing", StringComparison.Ordinal) => (Tag.Gerund, word[..^3]),
            _ when word.Length > 4 && word.EndsWith("ed", StringComparison.Ordinal) => (Tag.Participle, word[..^2]),
            _ when word.EndsWith("ous", StringComparison.Ordinal) || word.EndsWith("ful", StringComparison.Ordinal)
                || word.EndsWith("less", StringComparison.Ordinal) => (Tag.Adjective, word),
            _ => (Tag.Noun, word),
        };
        if (tag != Tag.Noun)
        {
            readings.Add(new Term.Reading(tag, lemma, tag == Tag.Gerund ? WordForm.Gerund : WordForm.Past, 0.3f, null));
        }

        var isPlural = word.Length > 3 && word[^1] == 's' && word[^2] != 's';
        readings.Add(
            new Term.Reading(
                Tag.Noun, isPlural ? word[..^1] : word, isPlural ? WordForm.Plural : WordForm.Base,
                tag == Tag.Noun ? 0 : 1.5f, null));
        readings.Add(
            new Term.Reading(
                Tag.Verb, isPlural ? word[..^1] : word, isPlural ? WordForm.Third : WordForm.Base, 2.5f, null));
    }

    private IReadOnlyList<Meaning> Allowed(IReadOnlyList<Meaning> meanings, int i, int n) =>
        meanings.Any(meaning => WordKinds.Tags(meaning.Kind, "")[0] == Tag.Camera)
            ? [
                .. meanings.Where(
                    meaning => WordKinds.Tags(meaning.Kind, "")[0] != Tag.Camera || _camera.Allows(meaning, i, n))
            ]
            : meanings;

    private Term Make(
        int i, int n, int weight, List<Term.Reading> readings, string? member = null, string? right = null) => new()
        {
            First = i,
            Count = n,
            Text = Spelled(i, n),
            Word = right ?? Key(i, n),
            Misspelt = right is null ? null : _text[_tokens[i].Start.._tokens[i].End],
            Readings = readings,
            Weight = weight,
            Member = member,
        };

    // Line ends and control characters between the words are no part of how they are spelled.
    private string Spelled(int i, int n) =>
        string.Concat(
            _text[_tokens[i].Start.._tokens[i + n - 1].End].Select(letter => char.IsControl(letter) ? ' ' : letter));

    private int RunFrom(int i)
    {
        var n = 0;
        while (i + n < _tokens.Count && n < 8 && _tokens[i + n].Kind is TokenKind.Word or TokenKind.Number)
        {
            n++;
        }

        return n;
    }

    private string Key(int i, int n) => string.Join(' ', Enumerable.Range(i, n).Select(k => _tokens[k].Word));

    private int Weight(int i, int n) =>
        Enumerable.Range(i, n).Count(k => GrammarWords.TagsOf(_tokens[k].Word).Count == 0 && _tokens[k].Word != "'s");
}
