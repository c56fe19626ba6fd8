using Throughline.Problems;

namespace Throughline.Stage.Assets;

/// <summary>
/// The named materials of a folder (<c>assets/materials/*.yaml</c>, each a list of names) and its colours.
/// </summary>
internal sealed class MaterialShelf
{
    private readonly Dictionary<string, MaterialText> _materials = new(StringComparer.Ordinal);

    /// <summary>The materials of a folder; later ones may be <c>like</c> earlier ones.</summary>
    /// <exception cref="AssetException">A file is not right.</exception>
    public MaterialShelf(AssetFolder folder)
    {
        Colours = new Colours(folder);
        var wrong = new List<Problem>();
        foreach (var file in folder.In("materials"))
        {
            var problems = new ProblemList(file.Shown);
            foreach (var entry in file.Fields("a list of materials", problems)?.Entries ?? [])
            {
                _materials[entry.Key.Text] = MaterialText.Read(entry.Value, this, problems);
            }

            wrong.AddRange(problems.ToList());
        }

        if (wrong.Count > 0)
        {
            throw new AssetException(wrong);
        }
    }

    /// <summary>The colours.</summary>
    public Colours Colours { get; }

    /// <summary>The names of the materials.</summary>
    public IReadOnlyCollection<string> Names => _materials.Keys;

    /// <summary>The material of a name, or null.</summary>
    public MaterialText? Find(string name) => _materials.GetValueOrDefault(name);
}
