using Throughline.Problems;

namespace Throughline.Stage.Assets;

/// <summary>The garments of a folder.</summary>
internal sealed class Wardrobe
{
    private readonly Dictionary<string, Garment> _byWord = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Garment> _garments = [];

    /// <summary>The garments of <c>assets/garments</c>.</summary>
    /// <exception cref="AssetException">Files are not right.</exception>
    public Wardrobe(AssetFolder folder, MaterialShelf shelf)
    {
        var wrong = new List<Problem>();
        foreach (var file in folder.In("garments"))
        {
            var problems = new ProblemList(file.Shown);
            if (file.Fields("a garment", problems) is { } fields)
            {
                _garments.Add(Garment.Read(file.Name, fields, shelf));
            }

            wrong.AddRange(problems.ToList());
        }

        if (wrong.Count > 0)
        {
            throw new AssetException(wrong);
        }

        foreach (var garment in _garments)
        {
            _byWord[garment.Name] = garment;
            _byWord.TryAdd(garment.Name.Replace('_', ' '), garment);
        }

        foreach (var garment in _garments)
        {
            foreach (var word in garment.Words)
            {
                _byWord.TryAdd(word, garment);
            }
        }
    }

    /// <summary>The garments, by name.</summary>
    public IReadOnlyList<Garment> All => _garments;

    /// <summary>All words for garments, names among them.</summary>
    public IEnumerable<string> Words => _byWord.Keys;

    /// <summary>The garment of a name or word, or null.</summary>
    public Garment? Find(string word) => _byWord.GetValueOrDefault(word);
}
