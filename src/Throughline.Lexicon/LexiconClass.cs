using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Throughline.Lexicon;

/// <summary>The words and synsets of one class: nouns, verbs, adjectives or adverbs.</summary>
internal sealed class LexiconClass
{
    private readonly List<Synset> _synsets = [];
    private readonly Dictionary<int, int> _numbers = [];
    private readonly SortedDictionary<string, List<(int Synset, int Count)>> _lemmas = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _exceptions = new(StringComparer.Ordinal);
    private readonly string _name;

    private LexiconClass(string name) => _name = name;

    /// <summary>Reads the class's files.</summary>
    public static LexiconClass Read(
        string folder, string name, Dictionary<(string Lemma, int Class, int Sense), int> counts, int mostSenses,
        int mostLetters)
    {
        var words = new LexiconClass(name);
        foreach (var line in Lines(folder, "data." + name))
        {
            words.ReadSynset(line);
        }

        var number = Array.IndexOf(["noun", "verb", "adj", "adv"], name);
        foreach (var line in Lines(folder, "index." + name))
        {
            words.ReadLemma(line, number, counts, mostSenses, mostLetters);
        }

        foreach (var line in File.Exists(Path.Combine(folder, name + ".exc")) ? Lines(folder, name + ".exc") : [])
        {
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length >= 2 && !fields[0].Contains('_') && words._lemmas.ContainsKey(fields[1]))
            {
                words._exceptions.TryAdd(fields[0], fields[1]);
            }
        }

        return words;
    }

    /// <summary>
    /// The five sections of the class: blocks, lemmas, senses, synsets with further hypernyms, exceptions.
    /// </summary>
    /// <param name="adjectives">What adverbs come from.</param>
    /// <param name="block">Lemmas of one block.</param>
    public IEnumerable<byte[]> Sections(LexiconClass adjectives, int block)
    {
        var blocks = new List<byte>();
        var lemmas = new List<byte>();
        var senses = new List<byte>();
        var order = new Dictionary<string, int>(StringComparer.Ordinal);
        var before = "";
        foreach (var (lemma, meanings) in _lemmas)
        {
            var index = order.Count;
            order.Add(lemma, index);
            if (index % block == 0)
            {
                Add32(blocks, lemmas.Count);
                Add32(blocks, senses.Count / 3);
                before = "";
            }

            var shared = lemma.AsSpan().CommonPrefixLength(before);
            lemmas.Add((byte)((shared << 4) | meanings.Count));
            if (shared >= 16)
            {
                throw new FormatException($"a shared beginning of {shared} letters");
            }

            lemmas.Add((byte)(lemma.Length - shared));
            lemmas.AddRange(Encoding.ASCII.GetBytes(lemma[shared..]));
            foreach (var (synset, count) in meanings)
            {
                Add24(senses, synset | (Log(count) << 17));
            }

            before = lemma[..Math.Min(15, lemma.Length)];
        }

        var synsets = new List<byte>();
        var further = new List<byte>();
        for (var i = 0; i < _synsets.Count; i++)
        {
            var synset = _synsets[i];
            var numbers = _name == "adv" ? adjectives._numbers : _numbers;
            var above = synset.Above.Where(numbers.ContainsKey).Select(offset => numbers[offset]).Distinct().ToList();
            Add24(
                synsets,
                (above.Count == 0 ? 0x1FFFF : above[0]) | (synset.File << 17) | (synset.IsInstance ? 1 << 23 : 0));
            Add24(synsets, order.GetValueOrDefault(synset.Word, 0x1FFFF));
            foreach (var other in above.Skip(1))
            {
                Add24(further, i);
                Add24(further, other);
            }
        }

        yield return [.. blocks];
        yield return [.. lemmas];
        yield return [.. senses];
        yield return [.. synsets];
        yield return [.. further];
        yield return Encoding.ASCII.GetBytes(string.Concat(_exceptions.Select(pair => $"{pair.Key} {pair.Value}\n")));
    }

    private static IEnumerable<string> Lines(string folder, string name) =>
        File.ReadLines(Path.Combine(folder, name)).Where(line => line.Length > 0 && line[0] != ' ');

    // 00001740 03 n 01 entity 0 003 ~ 00001930 n 0000 ... | gloss
    private void ReadSynset(string line)
    {
        var fields = line[..Math.Max(0, line.IndexOf('|'))].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 6)
        {
            throw new FormatException($"data.{_name}: not a synset: {line[..Math.Min(60, line.Length)]}");
        }

        var words = int.Parse(fields[3], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var at = 4 + (2 * words);
        var pointers = WordNetBake.Number(fields[at]);
        var above = new List<int>();
        var isInstance = false;
        for (var i = 0; i < pointers; i++)
        {
            var symbol = fields[at + 1 + (4 * i)];
            var target = WordNetBake.Number(fields[at + 2 + (4 * i)]);
            var rises = _name switch
            {
                "adj" => symbol == "&" && fields[2] == "s",
                "adv" => symbol == "\\",
                _ => symbol is "@" or "@i",
            };
            isInstance |= symbol == "@i";
            if (rises)
            {
                above.Add(target);
            }
        }

        _numbers.Add(WordNetBake.Number(fields[0]), _synsets.Count);
        _synsets.Add(new Synset(Plain(fields[4]), WordNetBake.Number(fields[1]), above, isInstance));
    }

    // dog n 7 5 @ ~ #m #p %p 7 1 02084071 ...
    private void ReadLemma(
        string line, int number, Dictionary<(string Lemma, int Class, int Sense), int> counts, int mostSenses,
        int mostLetters)
    {
        var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var at = 4 + WordNetBake.Number(fields[3]) + 2;
        var lemma = fields[0];
        if (lemma.Length > mostLetters || lemma.Any(char.IsAsciiDigit) || !Ascii.IsValid(lemma))
        {
            return;
        }

        var meanings = new List<(int, int)>();
        for (var i = at; i < Math.Min(fields.Length, at + mostSenses); i++)
        {
            meanings.Add(
                (_numbers[WordNetBake.Number(fields[i])], counts.GetValueOrDefault((lemma, number, i - at + 1))));
        }

        _lemmas.Add(lemma, meanings);
    }

    private static string Plain(string word) =>
        (word.IndexOf('(') is > 0 and var bracket ? word[..bracket] : word).ToLowerInvariant();

    // 0 for never, then steps of a fourth of a doubling.
    private static int Log(int count) => count == 0 ? 0 : Math.Min(127, 1 + (int)(4 * Math.Log2(count)));

    private static void Add24(List<byte> bytes, int value)
    {
        bytes.Add((byte)value);
        bytes.Add((byte)(value >> 8));
        bytes.Add((byte)(value >> 16));
    }

    private static void Add32(List<byte> bytes, int value)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(four, value);
        bytes.AddRange(four);
    }

    private sealed record Synset(string Word, int File, List<int> Above, bool IsInstance);
}
