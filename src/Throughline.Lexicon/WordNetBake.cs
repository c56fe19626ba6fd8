using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Throughline.Lexicon;

/// <summary>
/// WordNet's text files as one compact file that is searched where it lies: what Stage needs of it is which words there
/// are, what each is a kind of, and how often each sense is meant. The layout is told in
/// docs/decisions/0038-direction.md.
/// </summary>
public static class WordNetBake
{
    /// <summary>The first four bytes of the file.</summary>
    public const string Magic = "TLW1";

    /// <summary>Lemmas that share one entry of the block table.</summary>
    public const int Block = 16;

    private const int MostSenses = 12;
    private const int MostLetters = 40;

    private static readonly string[] _classes = ["noun", "verb", "adj", "adv"];
    private static readonly string[] _counts = ["cntlist.rev", "index.sense"];

    /// <summary>Reads the folder and makes the file.</summary>
    /// <param name="folder">A folder with WordNet's <c>index.*</c> and <c>data.*</c>, and where there are any
    /// <c>*.exc</c> and <c>cntlist.rev</c> or <c>index.sense</c>.</param>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="FormatException">A line is not WordNet's.</exception>
    public static byte[] Bake(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var counts = Counts(folder);
        var classes = Array.ConvertAll(
            _classes, name => LexiconClass.Read(folder, name, counts, MostSenses, MostLetters));
        var sections = classes.SelectMany(c => c.Sections(classes[2], Block)).ToArray();
        var head = 4 + (8 * sections.Length);
        var file = new byte[head + sections.Sum(section => section.Length)];
        Encoding.ASCII.GetBytes(Magic, file);
        var at = head;
        for (var i = 0; i < sections.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4 + (8 * i)), at);
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(8 + (8 * i)), sections[i].Length);
            sections[i].CopyTo(file, at);
            at += sections[i].Length;
        }

        return file;
    }

    // How often each sense was met in WordNet's tagged texts: (lemma, class, sense number) to count. Debian's package
    // has them in cntlist.rev ("key number count"), npm's in index.sense ("key offset number count").
    private static Dictionary<(string Lemma, int Class, int Sense), int> Counts(string folder)
    {
        var counts = new Dictionary<(string, int, int), int>();
        var file = _counts.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        foreach (var line in file is null ? [] : File.ReadLines(file))
        {
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length < 3 || fields[0].IndexOf('%') is not (> 0 and var percent))
            {
                throw new FormatException($"{file}: not a count: {line}");
            }

            var kind = fields[0][percent + 1] - '1';
            counts[(fields[0][..percent], kind == 4 ? 2 : kind, Number(fields[^2]))] = Number(fields[^1]);
        }

        return counts;
    }

    /// <summary>A whole number of WordNet's files.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    internal static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
