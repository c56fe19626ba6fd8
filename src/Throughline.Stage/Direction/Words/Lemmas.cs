using System.Collections.Frozen;

namespace Throughline.Stage.Direction;

/// <summary>Base forms: irregular ones from WordNet and a short list, the others by the rules of English.</summary>
/// <param name="wordNet">Null when there is none.</param>
/// <param name="knows">Whether a base form is a word of our own.</param>
/// <param name="isWhole">Whether a form that looks like a plural is one thing.</param>
internal sealed class Lemmas(WordNet? wordNet, Func<string, WordClass, bool> knows, Func<string, bool> isWhole)
{
    // What every text has, so that it is read without WordNet too.
    private static readonly FrozenDictionary<string, string> _nouns = Pairs(
        "men man women woman children child people person feet foot teeth tooth geese goose mice mouse leaves leaf wolves wolf knives knife "
        + "loaves loaf shelves shelf scarves scarf hooves hoof calves calf elves elf wives wife lives life halves half oxen ox sheep sheep "
        + "deer deer fish fish policemen policeman fishermen fisherman firemen fireman");

    private static readonly FrozenDictionary<string, string> _past = Pairs(
        "ran run sat sit stood stand lay lie lain lie flew fly flown fly swam swim swum swim rode ride ridden ride drove drive driven drive "
        + "threw throw thrown throw went go gone go came come held hold wore wear worn wear fell fall fallen fall rose rise risen rise shone shine "
        + "sang sing sung sing spoke speak spoken speak slept sleep knelt kneel leapt leap crept creep fled flee took take taken take "
        + "gave give given give saw see seen see looked look caught catch brought bring made make built build swung swing spun spin "
        + "hung hang lit light woven weave torn tear broken break broke break frozen freeze froze freeze bent bend left leave met meet "
        + "found find fought fight kept keep felt feel said say told tell thought think drew draw drawn draw grew grow grown grow "
        + "blew blow blown blow shot shoot slid slide struck strike wound wind woke wake began begin begun begin clad clothe dreamt dream "
        + "dove dive sprang spring sank sink sunk sink stole steal stolen steal swept sweep hidden hide hid hide ate eat eaten eat drank drink "
        + "worn wear led lead read read set set put put cut cut shut shut hit hit strewn strew sewn sew bound bind burnt burn");

    /// <summary>
    /// The base forms that a form can have in a class, with how it stands; the likeliest first, none when it is no word
    /// of it.
    /// </summary>
    public IEnumerable<(string Lemma, WordForm Form)> Of(string form, WordClass @in)
    {
        if (@in is WordClass.Adjective or WordClass.Adverb)
        {
            return Graded(form, @in);
        }

        return @in == WordClass.Noun ? Noun(form) : Verb(form);
    }

    private bool Knows(string lemma, WordClass @in) =>
        lemma.Length > 1 && (knows(lemma, @in) || wordNet?.Has(lemma, @in) == true);

    private IEnumerable<(string, WordForm)> Noun(string form)
    {
        if (_nouns.TryGetValue(form, out var irregular)
            || (irregular = wordNet?.Irregular(form, WordClass.Noun)) is not null)
        {
            yield return (irregular, WordForm.Plural);
        }

        if (knows(form, WordClass.Noun))
        {
            yield return (form, WordForm.Base);
        }

        if (isWhole(form))
        {
            // Glasses are no glass.
            yield break;
        }

        if (form.Length > 3 && form[^1] == 's' && form[^2] is not ('s' or 'u' or '\''))
        {
            // "es" is added to a hiss or an o alone: kites are no kit, and plates no plat.
            var isHiss = form[^3] is 's' or 'x' or 'z' or 'h' or 'o';
            foreach (var lemma in Candidates(
                form, ("ies", "y"), ("ves", "f"), ("ves", "fe"), (isHiss ? "es" : "s", ""), ("s", "")))
            {
                if (Knows(lemma, WordClass.Noun)
                    && (lemma.Length > 2 || !form.EndsWith("es", StringComparison.Ordinal)))
                {
                    yield return (lemma, WordForm.Plural);
                    break;
                }
            }
        }

        if (!knows(form, WordClass.Noun) && wordNet?.Has(form, WordClass.Noun) == true)
        {
            yield return (form, WordForm.Base);
        }
    }

    private IEnumerable<(string, WordForm)> Verb(string form)
    {
        if (_past.TryGetValue(form, out var irregular)
            || (irregular = wordNet?.Irregular(form, WordClass.Verb)) is not null)
        {
            var isGerund = form.EndsWith("ing", StringComparison.Ordinal);
            yield return (irregular, isGerund ? WordForm.Gerund : form.EndsWith('s') ? WordForm.Third : WordForm.Past);
        }

        if (Knows(form, WordClass.Verb))
        {
            yield return (form, WordForm.Base);
        }

        var found = form.EndsWith('s') ? (Candidates(form, ("ies", "y"), ("es", "e"), ("es", ""), ("s", "")),
            WordForm.Third)
            : form.EndsWith(
                "ing", StringComparison.Ordinal) ? (Candidates(form, ("ying", "ie"), ("ing", "e"), ("ing", "")),
                    WordForm.Gerund)
            : form.EndsWith("ed", StringComparison.Ordinal) ? (Candidates(form, ("ied", "y"), ("ed", "e"), ("ed", "")),
                WordForm.Past)
            : ([], WordForm.Base);
        string? best = null;
        foreach (var lemma in found.Item1)
        {
            if (lemma.Length > 1 && Knows(lemma, WordClass.Verb))
            {
                // A word of our own is likelier than any of WordNet's: waving is to wave, hopping to hop.
                best = best is null || (!knows(best, WordClass.Verb) && knows(lemma, WordClass.Verb)) ? lemma : best;
            }
        }

        if (best is not null)
        {
            yield return (best, found.Item2);
        }
    }

    private IEnumerable<(string, WordForm)> Graded(string form, WordClass @in)
    {
        if (Knows(form, @in))
        {
            yield return (form, WordForm.Base);
        }

        if (@in == WordClass.Adjective)
        {
            foreach (var lemma in Candidates(form, ("ier", "y"), ("iest", "y"), ("er", ""), ("est", ""), ("er", "e"), ("est", "e")))
            {
                if (lemma.Length > 2 && Knows(lemma, @in))
                {
                    yield return (lemma, WordForm.Base);
                    break;
                }
            }
        }
    }

    private static IEnumerable<string> Candidates(string form, params (string End, string Instead)[] rules)
    {
        foreach (var (end, instead) in rules)
        {
            if (form.Length <= end.Length + 1 || !form.EndsWith(end, StringComparison.Ordinal))
            {
                continue;
            }

            var stem = form[..^end.Length] + instead;
            var doubled = instead.Length == 0
                && end is "ing" or "ed" or "er" or "est" && stem.Length > 2 && stem[^1] == stem[^2];
            if (doubled)
            {
                yield return stem[..^1];
            }

            yield return stem;
        }
    }

    private static FrozenDictionary<string, string> Pairs(string text)
    {
        var words = text.Split(' ');
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i + 1 < words.Length; i += 2)
        {
            pairs[words[i]] = words[i + 1];
        }

        return pairs.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
