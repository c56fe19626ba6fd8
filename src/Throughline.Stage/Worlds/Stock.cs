using Throughline.Stage.Air;
using Throughline.Stage.Assets;
using Throughline.Stage.Direction;
using Throughline.Stage.Motion;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Worlds;

/// <summary>
/// Everything there is to make a world of: all libraries over one asset folder. Cheap until asked; any thread may ask.
/// </summary>
public sealed class Stock
{
    private readonly Lazy<Colours> _colours;
    private readonly Lazy<PropLibrary> _props;
    private readonly Lazy<SetLibrary> _sets;
    private readonly Lazy<CreatureLibrary> _creatures;
    private readonly Lazy<ActionLibrary> _actions;
    private readonly Lazy<LookLibrary> _looks;
    private readonly Lazy<AirLibrary> _air;

    private readonly Lazy<Vocabulary> _vocabulary;
    private readonly Lazy<Director> _director;

    /// <summary>The stock of a folder.</summary>
    public Stock(AssetFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        Folder = folder;
        _colours = new(() => new Colours(folder));
        _props = new(() => new PropLibrary(folder));
        _sets = new(() => new SetLibrary(folder, Props));
        _creatures = new(() => new CreatureLibrary(folder, HeldProp));
        _actions = new(() => new ActionLibrary(folder));
        _looks = new(() => new LookLibrary(folder));
        _air = new(() => new AirLibrary(folder, _colours.Value));
        _vocabulary = new(() => Vocabulary.Of(folder, WordNet.Find()));
        _director = new(() => new Director(Vocabulary));
    }

    /// <summary>What is built in.</summary>
    public static Stock BuiltIn { get; } = new(AssetFolder.BuiltIn);

    /// <summary>The files.</summary>
    public AssetFolder Folder { get; }

    /// <summary>Props, vehicles and plants.</summary>
    public PropLibrary Props => _props.Value;

    /// <summary>Sets.</summary>
    public SetLibrary Sets => _sets.Value;

    /// <summary>People, animals, robots.</summary>
    public CreatureLibrary Creatures => _creatures.Value;

    /// <summary>What creatures can do.</summary>
    public ActionLibrary Actions => _actions.Value;

    /// <summary>Looks.</summary>
    public LookLibrary Looks => _looks.Value;

    /// <summary>What can be in the air.</summary>
    public AirLibrary Air => _air.Value;

    /// <summary>The words there are for all of it.</summary>
    public Vocabulary Vocabulary => _vocabulary.Value;

    /// <summary>Who stages words.</summary>
    public Director Director => _director.Value;

    // What somebody carries for its light burns.
    private Model? HeldProp(string name, long seed) =>
        (Props.Has(name) ? name : Props.Find(name)) is { } found ? Props.Build(found, Traits.None with { Variants = ["lit"] }, new Setting { Set = "studio" }, seed) : null;
}
