using Throughline.Problems;
using Throughline.Stage.Assets.Staging;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Assets;

/// <summary>
/// The sets of a folder, each a small text file. All are read and checked at once. Any thread may build.
/// </summary>
public sealed class SetLibrary
{
    private readonly SortedDictionary<string, SetText> _sets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _words = new(StringComparer.OrdinalIgnoreCase);
    private readonly PropLibrary _props;

    /// <summary>The library of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="props">The props of the same folder, where they are read already; null reads them.</param>
    /// <exception cref="AssetException">Files are not right; it says everything that is wrong in all of
    /// them.</exception>
    public SetLibrary(AssetFolder folder, PropLibrary? props = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        _props = props ??= new PropLibrary(folder);
        var wrong = new List<Problem>();
        foreach (var file in folder.In("sets"))
        {
            var problems = new ProblemList(file.Shown);
            if (SetText.Read(file, props.Shelf, problems) is { } set)
            {
                _sets[set.Name] = set;
                foreach (var (place, name) in set.Pieces.Select(piece => (piece.Place, piece.Prop))
                    .Concat(set.Scatter.SelectMany(rule => rule.Names.Select(name => (rule.Place, name)))))
                {
                    if (name.Length > 0 && !props.Has(name))
                    {
                        problems.Unknown(place, $"there is no prop {Quoted.Of(name)}", name, props.Names);
                    }
                }
            }

            wrong.AddRange(problems.ToList());
        }

        if (wrong.Count > 0)
        {
            throw new AssetException(wrong);
        }

        Names = [.. _sets.Keys];
        foreach (var set in _sets.Values)
        {
            _words[set.Name.Replace('-', ' ').Replace('_', ' ')] = set.Name;
        }

        foreach (var set in _sets.Values)
        {
            foreach (var word in set.Words)
            {
                _words.TryAdd(word, set.Name);
            }
        }
    }

    /// <summary>The names, in order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Every word that means one of them, and the name it means.</summary>
    public IReadOnlyDictionary<string, string> Words => _words;

    /// <summary>The name of the set that a word (singular; spaces between several) means, or null.</summary>
    public string? Find(string word) => _words.GetValueOrDefault(word);

    /// <summary>Builds a set. The same arguments give the same set, byte for byte.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="setting">Season, hour and weather change it.</param>
    /// <param name="seed">Decides everything that chance decides.</param>
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    /// <exception cref="AssetException">A prop in it has more triangles than a model may have.</exception>
    public SetModel Build(string name, Setting setting, long seed)
    {
        ArgumentNullException.ThrowIfNull(setting);
        var set = _sets.GetValueOrDefault(name)
            ?? throw new ArgumentException(
                $"There is no set '{name}'. {NearestName.Fix(name, _sets.Keys)}".TrimEnd(), nameof(name));
        return new SetBuilder(set, _props, setting, seed).Build();
    }
}
