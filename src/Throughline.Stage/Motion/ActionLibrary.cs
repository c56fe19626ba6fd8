using Throughline.Problems;
using Throughline.Stage.Assets;

namespace Throughline.Stage.Motion;

/// <summary>
/// The actions of a folder and the manners in which they are done. Never changes; any thread may ask.
/// </summary>
public sealed class ActionLibrary
{
    private const string MannerFile = "manners/manners.yaml";

    private readonly Dictionary<string, ActionText> _actions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _words = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Manner> _manners = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The actions of <c>assets/actions</c> and the manners of <c>assets/manners/manners.yaml</c>.</summary>
    /// <exception cref="AssetException">Files are not right: all that is wrong in all of them.</exception>
    public ActionLibrary(AssetFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var wrong = new List<Problem>();
        foreach (var file in folder.In("actions"))
        {
            var problems = new ProblemList(file.Shown);
            if (file.Fields("an action", problems) is { } fields)
            {
                _actions.Add(file.Name, ActionText.Read(file, fields));
            }

            wrong.AddRange(problems.ToList());
        }

        foreach (var action in _actions.Values
            .Where(action => action.Otherwise is { } other && !_actions.ContainsKey(other)))
        {
            wrong.Add(new Problem
            {
                File = $"actions/{action.Name}.yaml",
                Place = TextPlace.WholeFile,
                Message = $"there is no action '{action.Otherwise}'",
                Fix = NearestName.Fix(action.Otherwise!, _actions.Keys),
            });
        }

        if (folder.Find(MannerFile) is { } manners)
        {
            var problems = new ProblemList(manners.Shown);
            foreach (var manner in Manner.ReadAll(manners.Fields("the list of manners", problems), problems))
            {
                _manners.Add(manner.Name, manner);
            }

            wrong.AddRange(problems.ToList());
        }

        if (wrong.Count > 0)
        {
            throw new AssetException(wrong);
        }

        Names = [.. _actions.Keys.Order(StringComparer.Ordinal)];
        foreach (var name in Names)
        {
            _words[name] = name;
            _words[name.Replace('_', ' ')] = name;
        }

        foreach (var name in Names)
        {
            foreach (var word in _actions[name].Words)
            {
                _words.TryAdd(word, name);
            }
        }

        foreach (var manner in _manners.Values.ToList())
        {
            foreach (var word in manner.Words)
            {
                _manners.TryAdd(word, manner);
            }
        }
    }

    /// <summary>The names, in order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>All words for actions with the name each stands for.</summary>
    public IReadOnlyDictionary<string, string> Words => _words;

    /// <summary>All words for manners: <c>happily</c>, <c>sadly</c>; moods are among them.</summary>
    public IReadOnlyCollection<string> Manners => _manners.Keys;

    /// <summary>The name of the action that a word stands for, or null.</summary>
    public string? Find(string word) => _words.GetValueOrDefault(word);

    /// <summary>
    /// How an action goes from place to place; <see cref="ActionTravel.None"/> for one that is not known.
    /// </summary>
    public ActionTravel TravelOf(string action) => _actions.GetValueOrDefault(action)?.Travel ?? ActionTravel.None;

    /// <summary>Whether an action can be done in any posture, beside another: waving, talking.</summary>
    public bool IsBeside(string action) => _actions.GetValueOrDefault(action)?.Upper ?? false;

    /// <summary>Whether a family does an action in a way of its own, or by another action that stands for it.</summary>
    public bool Has(string action, CreatureFamily family) => ClipOf(action, family) is not null;

    /// <summary>
    /// Speed of an action in metres a second, as this creature usually does it; null when it stays where it is.
    /// </summary>
    public float? SpeedOf(string action, Creature creature)
    {
        ArgumentNullException.ThrowIfNull(creature);
        return Resolve(action, creature.Family) is { } text ? SpeedOf(text, creature) : null;
    }

    internal static float? SpeedOf(ActionText text, Creature creature)
    {
        var speed = text.Travel switch
        {
            ActionTravel.Ground => text.Fast ? creature.RunSpeed : creature.WalkSpeed,
            ActionTravel.Air => creature.FlySpeed,
            ActionTravel.Water => creature.SwimSpeed,
            ActionTravel.Carried => 2.5f,
            _ => 0,
        };
        return speed > 0 ? speed * text.Speed : null;
    }

    internal Manner? MannerOf(string? name) => name is null ? null : _manners.GetValueOrDefault(name);

    /// <summary>The action as a family does it: itself, or what stands for it; null when there is nothing.</summary>
    internal ActionText? Resolve(string action, CreatureFamily family)
    {
        var text = _actions.GetValueOrDefault(action);
        for (var i = 0; i < 4 && text is not null && !text.Clips.ContainsKey(family); i++)
        {
            text = text.Otherwise is { } other ? _actions.GetValueOrDefault(other) : null;
        }

        return text is not null && text.Clips.ContainsKey(family) ? text : null;
    }

    private Clip? ClipOf(string action, CreatureFamily family) => Resolve(action, family)?.Clips[family];
}
