using System.Collections.Frozen;

namespace Throughline.Stage.Direction;

/// <summary>The words that hold English sentences together: a closed list, so it is code and no table.</summary>
internal static class GrammarWords
{
    private static readonly FrozenDictionary<string, Tag[]> _tags = Table(
        (Tag.Determiner, "a an the this these those every each another any all both its no"),
        (Tag.Pronoun, "he she it they him them someone somebody everyone everybody something nothing nobody anyone who we us you i me "
            + "himself herself itself themselves one ones there this these those hers theirs each other all both"),
        (Tag.Possessive, "his her their its my our your 's"),
        (Tag.Conjunction, "and or but plus & nor yet then while"),
        (Tag.Auxiliary,
            "is are was were be been being am has have had do does did will would can could may might must shall should"),
        (Tag.Negation, "not never without no none nor neither hardly"),
        (Tag.To, "to"),
        (Tag.Relative, "who which that whose whom where"),
        (Tag.Subordinator,
            "while as when whilst before after until till once because since although though if whereas where so"),
        (Tag.Preposition, "in on at of with by for from into onto over under to through across along around behind beside between near above "
            + "below beneath down up off out about thru against among amid past within without inside outside toward towards upon like via "
            + "beyond during throughout as before after until round per atop amongst than"),
        (Tag.Adverb, "then also too very so quite just only really extremely rather almost here there now again still together away "
            + "out down up around about back off over past along by in on through nearby apart forward ahead already soon always "
            + "once slightly suddenly finally afterwards later meanwhile first next more most less least somewhat fully completely "
            + "directly straight inside outside overhead far close eventually simultaneously"));

    /// <summary>The parts a word of grammar can play; empty when it is none.</summary>
    public static IReadOnlyList<Tag> TagsOf(string word) => _tags.GetValueOrDefault(word) ?? [];

    private static FrozenDictionary<string, Tag[]> Table(params (Tag Tag, string Words)[] rows)
    {
        var tags = new Dictionary<string, List<Tag>>(StringComparer.Ordinal);
        foreach (var (tag, words) in rows)
        {
            foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (!tags.TryGetValue(word, out var known))
                {
                    tags.Add(word, known = []);
                }

                known.Add(tag);
            }
        }

        return tags.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.Ordinal);
    }
}
