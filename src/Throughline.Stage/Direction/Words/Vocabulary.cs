using System.Security.Cryptography;
using System.Text;
using Throughline.Problems;
using Throughline.Stage.Assets;

namespace Throughline.Stage.Direction;

/// <summary>
/// Every word that direction knows: the names of the assets and the words their files give them, the tables of
/// <c>assets/words</c>, and WordNet for all other words when it is there. It never changes; any thread may ask.
/// </summary>
public sealed class Vocabulary
{
    private const int LongestPhrase = 6;

    private static readonly string[] _endings = ["", "ing", "ed", "es", "s", "d"];

    private readonly Dictionary<string, List<Meaning>> _meanings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _longestFrom = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AssetWords> _assets = new(StringComparer.Ordinal);

    /// <summary>A vocabulary.</summary>
    /// <param name="folder">Where the tables are.</param>
    /// <param name="assets">The assets there are; of two alike in kind and name the first counts.</param>
    /// <param name="wordNet">What unknown words are looked up in; null does without.</param>
    /// <exception cref="AssetException">A table is not right.</exception>
    public Vocabulary(AssetFolder folder, IEnumerable<AssetWords> assets, WordNet? wordNet)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(assets);
        WordNet = wordNet;
        foreach (var asset in assets)
        {
            if (_assets.TryAdd(KeyOf(asset.Kind, asset.Name), asset))
            {
                Add(asset);
            }
        }

        Tables = new WordTables(folder, this);
        Lemmas = new Lemmas(wordNet, Knows, form => Find(form).Any(meaning => meaning.Kind == WordKind.Garment));
        Kin = wordNet is null ? null : new Kin(wordNet, this);
    }

    /// <summary>Whether words that nobody listed are looked up in WordNet.</summary>
    public bool HasWordNet => WordNet is not null;

    /// <summary>The assets.</summary>
    public IReadOnlyCollection<AssetWords> Assets => _assets.Values;

    internal WordNet? WordNet { get; }

    internal WordTables Tables { get; }

    internal Lemmas Lemmas { get; }

    internal Kin? Kin { get; }

    internal IEnumerable<KeyValuePair<string, List<Meaning>>> Meanings => _meanings;

    /// <summary>The vocabulary of a folder of assets.</summary>
    /// <param name="folder">The assets.</param>
    /// <param name="wordNet">What unknown words are looked up in; null does without.</param>
    /// <exception cref="AssetException">A table is not right.</exception>
    public static Vocabulary Of(AssetFolder folder, WordNet? wordNet) => new(folder, AssetScan.Of(folder), wordNet);

    /// <summary>The asset of a kind and name, or null.</summary>
    public AssetWords? Find(AssetKind kind, string name) => _assets.GetValueOrDefault(KeyOf(kind, name));

    /// <summary>Changes with anything that could stage the same prompt differently: words, assets, WordNet.</summary>
    public string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (key, meanings) in _meanings.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{key}={string.Join(';', meanings)}\n"));
        }

        foreach (var asset in _assets.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(
                $"{asset.Name}: {string.Join(',', asset.Also)};{string.Join(',', asset.Pieces)};{string.Join(',', asset.Brings)};{asset.Seating};{asset.Played};{asset.IsSeated}\n"));
        }

        hash.AppendData(Encoding.UTF8.GetBytes(Tables.Fingerprint()));
        hash.AppendData(WordNet is null ? default : WordNet.Bytes);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>What a phrase can ask for.</summary>
    /// <param name="key">Base forms in small letters joined by spaces.</param>
    internal IReadOnlyList<Meaning> Find(string key) => _meanings.TryGetValue(key, out var found) ? found : [];

    /// <summary>
    /// The known word that a slip of the pen may stand for, in the form that it stands in: <c>wlaks</c> is
    /// <c>walks</c>. Null when none is near, and without WordNet, which knows what is no slip but a rarer word.
    /// </summary>
    internal string? Respelt(string word)
    {
        if (WordNet is null || word.Length < 4 || !word.All(char.IsAsciiLetter))
        {
            return null;
        }

        foreach (var ending in _endings)
        {
            if (word.Length - ending.Length >= 4 && word.EndsWith(ending, StringComparison.Ordinal)
                && Near(word[..^ending.Length]) is { } stem)
            {
                return stem + ending;
            }
        }

        return null;

        // Hands slip once within a word, seldom at its first letter.
        string? Near(string stem) => _meanings.Keys.Where(
            key => key.Length >= 4 && key[0] == stem[0] && Math.Abs(key.Length - stem.Length) <= 1
                && !key.Contains(' ', StringComparison.Ordinal) && NearestName.Slips(stem, key) == 1)
            .Min(StringComparer.Ordinal);
    }

    /// <summary>Words of the longest phrase that begins with a word.</summary>
    internal int LongestFrom(string word) => _longestFrom.GetValueOrDefault(word);

    /// <summary>Lets a phrase mean something.</summary>
    internal void Add(string phrase, Meaning meaning)
    {
        var key = Tokens.Key(phrase);
        var words = key.Count(letter => letter == ' ') + 1;
        if (key.Length == 0 || words > LongestPhrase)
        {
            return;
        }

        if (!_meanings.TryGetValue(key, out var known))
        {
            _meanings.Add(key, known = []);
        }

        if (known.TrueForAll(other => other.Kind != meaning.Kind))
        {
            known.Add(meaning);
        }

        var first = words == 1 ? key : key[..key.IndexOf(' ')];
        _longestFrom[first] = Math.Max(words, _longestFrom.GetValueOrDefault(first));
    }

    private static string KeyOf(AssetKind kind, string name) => $"{(int)kind}:{name.Replace('-', '_')}";

    private void Add(AssetWords asset)
    {
        var kind = asset.Kind switch
        {
            AssetKind.Creature => WordKind.Creature,
            AssetKind.Prop => WordKind.Prop,
            AssetKind.Set => WordKind.Set,
            AssetKind.Action => WordKind.Action,
            AssetKind.Garment => WordKind.Garment,
            _ => WordKind.Look,
        };
        foreach (var word in asset.Words.Prepend(asset.Name))
        {
            Add(word, new Meaning(kind, asset.Name, kind == WordKind.Action ? 1 : 0));
        }

        foreach (var anchor in asset.Anchors)
        {
            Add(anchor, new Meaning(WordKind.Anchor, anchor));
        }
    }

    private bool Knows(string lemma, WordClass @in)
    {
        foreach (var meaning in Find(lemma))
        {
            if (WordKinds.Tags(meaning.Kind, lemma).Contains(@in switch
            {
                WordClass.Noun => Tag.Noun,
                WordClass.Verb => Tag.Verb,
                WordClass.Adjective => Tag.Adjective,
                _ => Tag.Adverb,
            }))
            {
                return true;
            }
        }

        return false;
    }
}
