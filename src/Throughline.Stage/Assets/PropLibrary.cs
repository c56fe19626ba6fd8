using Throughline.Problems;
using Throughline.Stage.Assets.Gltf;
using Throughline.Stage.Assets.Modelling;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Assets;

/// <summary>
/// The props, plants and vehicles of a folder, each a small text file (docs/assets.md), and the models beside them
/// (<c>name.glb</c>), which come before a text file of the same name. All files are read and checked at
/// once; building a model cannot fail after that but for its size. Any thread may build.
/// </summary>
public sealed class PropLibrary
{
    private const int DeepestUse = 4;

    private readonly SortedDictionary<string, PropText> _props = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, GltfModel> _models = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _words = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The library of a folder.</summary>
    /// <exception cref="AssetException">Files are not right; it says everything that is wrong in all of
    /// them.</exception>
    public PropLibrary(AssetFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        Shelf = new MaterialShelf(folder);
        var wrong = new List<Problem>();
        foreach (var (name, kind) in new[] { ("props", PropKind.Prop), ("vehicles", PropKind.Vehicle), ("plants", PropKind.Plant) })
        {
            foreach (var file in folder.In(name))
            {
                var problems = new ProblemList(file.Shown);
                if (PropText.Read(file, kind, Shelf, problems) is { } prop)
                {
                    _props[prop.Name] = prop;
                }

                wrong.AddRange(problems.ToList());
            }
        }

        foreach (var file in folder.In("", ".glb"))
        {
            var problems = new ProblemList(file.Shown);
            if (GltfModel.Read(file, problems) is { } model)
            {
                _models[model.Name] = model;
            }

            wrong.AddRange(problems.ToList());
        }

        Bind(wrong);
        if (wrong.Count > 0)
        {
            throw new AssetException(wrong);
        }

        Names = [
            .. _props.Values.Where(prop => !prop.IsPart)
                .Select(prop => prop.Name).Concat(_models.Keys).Distinct().Order(StringComparer.Ordinal)
        ];
        foreach (var name in Names)
        {
            _words[name.Replace('-', ' ').Replace('_', ' ')] = name;
        }

        foreach (var prop in _props.Values.Where(prop => !prop.IsPart))
        {
            foreach (var word in prop.Words)
            {
                _words.TryAdd(word, prop.Name);
            }
        }
    }

    /// <summary>The names, in order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Every word that means one of them, singular, and the name it means.</summary>
    public IReadOnlyDictionary<string, string> Words => _words;

    /// <summary>Named materials and colours.</summary>
    internal MaterialShelf Shelf { get; }

    /// <summary>The name of the prop that a word (singular; spaces between several) means, or null.</summary>
    public string? Find(string word) => _words.GetValueOrDefault(word);

    /// <summary>Whether there is one of this name.</summary>
    public bool Has(string name) => _props.ContainsKey(name) || _models.ContainsKey(name);

    /// <summary>What sort it is.</summary>
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    public PropKind KindOf(string name) => _models.ContainsKey(name) ? PropKind.Prop : Get(name).Kind;

    /// <summary>The size its file states in metres, and the axis it is measured along: 0 X, 1 Y, 2 Z.</summary>
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    public (float Metres, int Axis) SizeOf(string name) =>
        _models.TryGetValue(name, out var model) ? (model.Height, 1) : (Get(name).Size, Get(name).SizeAxis);

    /// <summary>Builds a model. The same arguments give the same model, byte for byte.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="traits">Colours, material, size and variants; those the file does not know are left.</param>
    /// <param name="setting">Season, hour and weather change it.</param>
    /// <param name="seed">Decides everything that chance decides.</param>
    /// <param name="detail">Share of full detail, above 0 to 1: 1 near, 0.4 some way off, 0.15 far.</param>
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    /// <exception cref="AssetException">Its file makes more triangles than a model may have.</exception>
    public Model Build(string name, Traits traits, Setting setting, long seed, float detail = 1)
    {
        ArgumentNullException.ThrowIfNull(traits);
        ArgumentNullException.ThrowIfNull(setting);
        if (_models.TryGetValue(name, out var model))
        {
            return model.Build(traits, Shelf.Colours);
        }

        var context = new ModelContext(traits, Conditions.Of(traits, setting), seed, Math.Clamp(detail, 0.02f, 1));
        return Get(name).Build(context);
    }

    private PropText Get(string name) => _props.GetValueOrDefault(name)
        ?? throw new ArgumentException(
            $"There is no prop '{name}'. {NearestName.Fix(name, _props.Keys)}".TrimEnd(), nameof(name));

    private void Bind(List<Problem> wrong)
    {
        foreach (var prop in _props.Values)
        {
            var problems = new ProblemList(prop.Shown);
            foreach (var part in prop.Uses)
            {
                if (!_props.TryGetValue(part.Prop!, out var other))
                {
                    problems.Unknown(part.Place, $"there is no prop {Quoted.Of(part.Prop!)}", part.Prop!, _props.Keys);
                }
                else if (!IsShallow(other, DeepestUse, prop))
                {
                    problems.Error(
                        part.Place,
                        $"the prop {Quoted.Of(part.Prop!)} has this one as a part in the end, or parts more than {DeepestUse} props deep");
                }
                else
                {
                    prop.Bind(part.Prop!, other);
                }
            }

            wrong.AddRange(problems.ToList());
        }
    }

    private bool IsShallow(PropText prop, int deep, PropText root) =>
        deep > 0 && prop != root
        && prop.Uses.Select(part => part.Prop!).Distinct().All(
            name => !_props.TryGetValue(name, out var other) || IsShallow(other, deep - 1, root));
}
