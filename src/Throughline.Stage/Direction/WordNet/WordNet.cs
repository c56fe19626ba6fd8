using System.Buffers.Binary;
using System.Text;

namespace Throughline.Stage.Direction;

/// <summary>
/// Princeton's WordNet as <c>Throughline.Lexicon</c> bakes it: which words there are and what each is a kind of.
/// Searched where it lies, nothing is parsed; it never changes and any thread may read it.
/// </summary>
public sealed class WordNet
{
    private const string Resource = "wordnet.bin";
    private const int Block = 16;
    private const int SectionsOfClass = 6;
    private const int LongestLemma = 64;
    private const int None = 0x1FFFF;

    private readonly byte[] _file;
    private readonly (int At, int Length)[] _sections;

    private WordNet(byte[] file)
    {
        _file = file;
        _sections = new (int, int)[4 * SectionsOfClass];
        for (var i = 0; i < _sections.Length; i++)
        {
            _sections[i] = (BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4 + (8 * i))),
                BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(8 + (8 * i))));
        }
    }

    private enum Section
    {
        Blocks,
        Lemmas,
        Senses,
        Synsets,
        Further,
        Exceptions,
    }

    /// <summary>Whether it was built into the program: without it only Stage's own words are known.</summary>
    public static bool IsHere => typeof(WordNet).Assembly.GetManifestResourceInfo(Resource) is not null;

    /// <summary>The one that was built in; null when the build could not have WordNet.</summary>
    public static WordNet? Find()
    {
        using var stream = typeof(WordNet).Assembly.GetManifestResourceStream(Resource);
        if (stream is null)
        {
            return null;
        }

        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Open(bytes);
    }

    /// <summary>Opens a baked file, which it keeps.</summary>
    /// <param name="file">The bytes.</param>
    /// <exception cref="FormatException">It is no baked WordNet, or is cut short.</exception>
    public static WordNet Open(byte[] file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Length < 4 + (8 * 4 * SectionsOfClass) || !file.AsSpan(0, 4).SequenceEqual("TLW1"u8))
        {
            throw new FormatException("not a baked WordNet");
        }

        var words = new WordNet(file);
        if (Array.Exists(words._sections, section => section.At < 0 || section.Length < 0 || section.At > file.Length - section.Length))
        {
            throw new FormatException("a baked WordNet that is cut short");
        }

        return words;
    }

    /// <summary>The bytes, for a fingerprint.</summary>
    public ReadOnlySpan<byte> Bytes => _file;

    /// <summary>Whether the class has the word.</summary>
    /// <param name="lemma">In its base form and small letters; words are joined by spaces.</param>
    /// <param name="in">The class.</param>
    public bool Has(string lemma, WordClass @in) => Find(lemma, @in).Count > 0;

    /// <summary>The meanings of a word, the most frequent first; empty when it is not known.</summary>
    /// <param name="lemma">In its base form and small letters; words are joined by spaces.</param>
    /// <param name="in">The class.</param>
    public IReadOnlyList<WordNetSense> Senses(string lemma, WordClass @in)
    {
        var (first, count) = Find(lemma, @in);
        var senses = new WordNetSense[count];
        var bytes = Of(@in, Section.Senses);
        for (var i = 0; i < count; i++)
        {
            var packed = Read24(bytes, first + i);
            senses[i] = new WordNetSense(new Synset(@in, packed & None), packed >> 17);
        }

        return senses;
    }

    /// <summary>
    /// What a meaning is a kind of, the nearest first: a spaniel is a dog. For adjectives the plainer one it is like
    /// (elderly is old), for adverbs the adjective it comes from.
    /// </summary>
    public IReadOnlyList<Synset> Above(Synset synset)
    {
        var into = synset.Class == WordClass.Adverb ? WordClass.Adjective : synset.Class;
        var first = Read24(Of(synset.Class, Section.Synsets), 2 * synset.Number) & None;
        if (first == None)
        {
            return [];
        }

        var above = new List<Synset> { new(into, first) };
        var further = Of(synset.Class, Section.Further);
        var (low, high) = (0, further.Length / 6);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Read24(further, 2 * middle) < synset.Number ? (middle + 1, high) : (low, middle);
        }

        for (; low < further.Length / 6 && Read24(further, 2 * low) == synset.Number; low++)
        {
            above.Add(new Synset(into, Read24(further, (2 * low) + 1)));
        }

        return above;
    }

    /// <summary>WordNet's number of the topic: 5 animals, 6 things made, 18 people, 20 plants, 38 motion, ...</summary>
    public int Topic(Synset synset) => (Read24(Of(synset.Class, Section.Synsets), 2 * synset.Number) >> 17) & 0x3F;

    /// <summary>Whether it is a single one with a name, such as a city or a person, and not a kind.</summary>
    public bool IsNamed(Synset synset) => Read24(Of(synset.Class, Section.Synsets), 2 * synset.Number) >> 23 == 1;

    /// <summary>The first word of a meaning, words joined by spaces.</summary>
    public string NameOf(Synset synset)
    {
        var index = Read24(Of(synset.Class, Section.Synsets), (2 * synset.Number) + 1);
        var blocks = Of(synset.Class, Section.Blocks);
        if (index / Block >= blocks.Length / 8)
        {
            return "";
        }

        Span<byte> lemma = stackalloc byte[LongestLemma];
        var walk = new Walk(Of(synset.Class, Section.Lemmas), blocks, index / Block);
        for (var i = 0; i <= index % Block; i++)
        {
            walk.Next(lemma);
        }

        return Encoding.ASCII.GetString(lemma[..walk.Length]).Replace('_', ' ');
    }

    /// <summary>The base form of an irregular one (<c>geese</c>, <c>ran</c>), or null.</summary>
    /// <param name="form">In small letters.</param>
    /// <param name="in">The class.</param>
    public string? Irregular(string form, WordClass @in)
    {
        var lines = Of(@in, Section.Exceptions);
        var sought = Encoding.UTF8.GetBytes(form + " ");
        var (low, high) = (0, lines.Length);
        while (low < high)
        {
            var start = (low + high) / 2;
            while (start > low && lines[start - 1] != '\n')
            {
                start--;
            }

            var line = lines[start..];
            line = line[..Math.Max(0, line.IndexOf((byte)'\n'))];
            if (line.StartsWith(sought))
            {
                return Encoding.ASCII.GetString(line[sought.Length..]).Replace('_', ' ');
            }

            (low, high) = line.SequenceCompareTo(sought) < 0 ? (start + line.Length + 1, high) : (low, start);
        }

        return null;
    }

    private (int First, int Count) Find(string word, WordClass @in)
    {
        if (word.Length is 0 or >= LongestLemma || !Ascii.IsValid(word))
        {
            return default;
        }

        Span<byte> sought = stackalloc byte[word.Length];
        for (var i = 0; i < word.Length; i++)
        {
            sought[i] = (byte)(word[i] == ' ' ? '_' : word[i]);
        }

        Span<byte> lemma = stackalloc byte[LongestLemma];
        var blocks = Of(@in, Section.Blocks);
        var lemmas = Of(@in, Section.Lemmas);
        var (low, high) = (0, blocks.Length / 8);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            var first = new Walk(lemmas, blocks, middle);
            first.Next(lemma);
            (low, high) = ((ReadOnlySpan<byte>)lemma[..first.Length])
                .SequenceCompareTo(sought) <= 0 ? (middle, high) : (low, middle);
        }

        if (high == 0)
        {
            return default;
        }

        var walk = new Walk(lemmas, blocks, low);
        for (var i = 0; i < Block && walk.Next(lemma); i++)
        {
            if (lemma[..walk.Length].SequenceEqual(sought))
            {
                return (walk.FirstSense, walk.Senses);
            }
        }

        return default;
    }

    private ReadOnlySpan<byte> Of(WordClass words, Section section)
    {
        var (at, length) = _sections[((int)words * SectionsOfClass) + (int)section];
        return _file.AsSpan(at, length);
    }

    private static int Read24(ReadOnlySpan<byte> bytes, int index) =>
        bytes[3 * index] | (bytes[(3 * index) + 1] << 8) | (bytes[(3 * index) + 2] << 16);

    // Goes through the lemmas of a block, each written as what it does not share with the one before.
    private ref struct Walk
    {
        private readonly ReadOnlySpan<byte> _lemmas;
        private int _at;

        public Walk(ReadOnlySpan<byte> lemmas, ReadOnlySpan<byte> blocks, int block)
        {
            _lemmas = lemmas;
            _at = BinaryPrimitives.ReadInt32LittleEndian(blocks[(8 * block)..]);
            FirstSense = BinaryPrimitives.ReadInt32LittleEndian(blocks[((8 * block) + 4)..]);
        }

        public int Length { get; private set; }

        public int FirstSense { get; private set; }

        public int Senses { get; private set; }

        public bool Next(scoped Span<byte> lemma)
        {
            if (_at + 2 > _lemmas.Length)
            {
                return false;
            }

            FirstSense += Senses;
            Senses = _lemmas[_at] & 15;
            var shared = _lemmas[_at] >> 4;
            var own = _lemmas[_at + 1];
            _lemmas.Slice(_at + 2, own).CopyTo(lemma[shared..]);
            _at += 2 + own;
            Length = shared + own;
            return true;
        }
    }
}
