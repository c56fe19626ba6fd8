namespace Throughline.Stage.Direction;

/// <summary>
/// Finds, for a word that nobody listed, the nearest thing Stage has by going up what WordNet says it is a kind of.
/// </summary>
internal sealed class Kin
{
    private const int Highest = 9;
    private const int MostSenses = 12;

    // Each further sense is as bad as this many steps up.
    private const float SenseStep = 1.5f;

    // A sense less frequent than this against the most frequent one is not meant: three doublings.
    private const int Rare = 12;

    private static readonly HashSet<int> _animals = [3, 5];
    private static readonly HashSet<int> _beings = [3, 5, 18];
    private static readonly HashSet<int> _things = [3, 6, 8, 10, 13, 17, 19, 20, 21, 25, 27];
    private static readonly HashSet<int> _places = [3, 6, 14, 15, 17];
    private static readonly HashSet<int> _concrete = [3, 5, 6, 8, 13, 14, 15, 17, 18, 19, 20, 27];

    private readonly WordNet _wordNet;
    private readonly Vocabulary _vocabulary;
    private readonly Dictionary<Synset, (Meaning Meaning, string Word, float Cost)> _marks = [];

    /// <summary>Marks in WordNet what the vocabulary has.</summary>
    public Kin(WordNet wordNet, Vocabulary vocabulary)
    {
        _wordNet = wordNet;
        _vocabulary = vocabulary;
        foreach (var asset in vocabulary.Assets)
        {
            MarkAsset(asset);
        }

        foreach (var (asset, word) in vocabulary.Tables.StandIns)
        {
            var isCreature = vocabulary.Find(AssetKind.Creature, asset) is not null;
            Mark(
                word, new Meaning(isCreature ? WordKind.Creature : WordKind.Prop, asset),
                isCreature ? _beings : _things, 0.5f, WordClass.Noun);
        }

        foreach (var (key, meanings) in vocabulary.Meanings)
        {
            foreach (var meaning in meanings)
            {
                if (meaning.Kind is WordKind.Person or WordKind.Breed)
                {
                    Mark(key, meaning, meaning.Kind == WordKind.Person ? _beings : _animals, 0.2f, WordClass.Noun);
                }
                else if (meaning.Kind == WordKind.Garment)
                {
                    Mark(key, meaning, [6], 0.3f, WordClass.Noun);
                }
                else if (meaning.Kind == WordKind.Action)
                {
                    Mark(key, meaning, null, meaning.Number == 1 ? 0 : 0.2f, WordClass.Verb);
                }
            }
        }
    }

    /// <summary>
    /// The nearest thing to a noun: what it is, and the word that it is a kind of; null when nothing is near.
    /// </summary>
    /// <param name="noun">Base form.</param>
    public (Meaning Meaning, string Way)? Noun(string noun) => Nearest(noun, WordClass.Noun, Highest);

    /// <summary>The action nearest to a verb.</summary>
    /// <param name="verb">Base form.</param>
    public (Meaning Meaning, string Way)? Verb(string verb) => Nearest(verb, WordClass.Verb, 3);

    /// <summary>The adjective of the tables that is nearest to an adjective or adverb; null when none is.</summary>
    /// <param name="word">Base form.</param>
    /// <param name="in">Adjective or adverb.</param>
    public (string Word, string Way)? Quality(string word, WordClass @in)
    {
        var senses = _wordNet.Senses(word, @in);
        for (var i = 0; i < Math.Min(2, senses.Count); i++)
        {
            if (senses[i].Often < senses[0].Often - Rare)
            {
                break;
            }

            foreach (var above in _wordNet.Above(senses[i].Synset))
            {
                var name = _wordNet.NameOf(above);
                if (name != word
                    && _vocabulary.Find(name).Any(
                        meaning => WordKinds.Tags(meaning.Kind, name).Contains(Tag.Adjective)))
                {
                    return (name, $"{word} is like {name}");
                }
            }
        }

        return null;
    }

    private void MarkAsset(AssetWords asset)
    {
        var (kind, topics, @in) = asset.Kind switch
        {
            AssetKind.Creature => (WordKind.Creature, asset.Name is "person" ? _beings : [3, 5, 6, 18], WordClass.Noun),
            AssetKind.Prop => (WordKind.Prop, _things, WordClass.Noun),
            AssetKind.Set => (WordKind.Set, _places, WordClass.Noun),
            AssetKind.Action => (WordKind.Action, null, WordClass.Verb),
            AssetKind.Garment => (WordKind.Garment, [6], WordClass.Noun),
            _ => (WordKind.Look, null, WordClass.Noun),
        };
        if (kind == WordKind.Look)
        {
            return;
        }

        var cost = 0f;
        foreach (var word in asset.Words.Prepend(asset.Name))
        {
            Mark(Tokens.Key(word), new Meaning(kind, asset.Name, kind == WordKind.Action ? 1 : 0), topics, cost, @in);
            cost = 0.4f;
        }
    }

    private void Mark(string word, Meaning meaning, HashSet<int>? topics, float cost, WordClass @in)
    {
        foreach (var sense in _wordNet.Senses(word, @in).Take(topics is null ? 1 : 4))
        {
            if (topics is null || topics.Contains(_wordNet.Topic(sense.Synset)))
            {
                if (!_marks.TryGetValue(sense.Synset, out var known) || cost < known.Cost)
                {
                    _marks[sense.Synset] = (meaning, word, cost);
                }

                return;
            }
        }
    }

    private (Meaning Meaning, string Way)? Nearest(string word, WordClass @in, int highest)
    {
        var senses = _wordNet.Senses(word, @in);
        (Meaning Meaning, string Way)? best = null;
        var least = highest + 1f;
        for (var i = 0; i < Math.Min(MostSenses, senses.Count); i++)
        {
            var isMeant = i == 0 || senses[i].Often >= senses[0].Often - Rare
                || (@in == WordClass.Noun && _concrete.Contains(_wordNet.Topic(senses[0].Synset))
                    && senses[0].Often < 40);
            var start = i * SenseStep;
            if (!isMeant || start >= least)
            {
                continue;
            }

            foreach (var (synset, steps) in Upward(senses[i].Synset, (int)(least - start)))
            {
                // Rare senses call people names (a pig, a dragon); that is not what a prompt means.
                if (_marks.TryGetValue(synset, out var mark) && start + steps + mark.Cost < least
                    && (i == 0 || _wordNet.Topic(senses[i].Synset) != 18))
                {
                    least = start + steps + mark.Cost;
                    best = (mark.Meaning, mark.Word == word ? "" : $"{word} is a kind of {mark.Word}");
                }
            }
        }

        return best;
    }

    private IEnumerable<(Synset Synset, int Steps)> Upward(Synset from, int most)
    {
        var seen = new HashSet<Synset> { from };
        var level = new List<Synset> { from };
        for (var steps = 0; steps <= most && level.Count > 0; steps++)
        {
            foreach (var synset in level)
            {
                yield return (synset, steps);
            }

            level = [.. level.SelectMany(_wordNet.Above).Where(seen.Add)];
        }
    }
}
