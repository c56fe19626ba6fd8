using Throughline.Engines;
using Throughline.Server.Tasks;
using Throughline.Stage.Restyling;

namespace Throughline.Server.Aliases;

/// <summary>The engines of this server, by name.</summary>
internal sealed class EngineList
{
    private readonly Dictionary<string, IEngine> _engines;

    /// <summary>Takes the engines.</summary>
    public EngineList(IEnumerable<IEngine> engines) =>
        _engines = engines.ToDictionary(engine => engine.Card.Name, StringComparer.Ordinal);

    /// <summary>Their names.</summary>
    public IEnumerable<string> Names => _engines.Keys;

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<IEngine> All => _engines.Values;

    /// <summary>The engine of that name; null when there is none.</summary>
    public IEngine? Find(string name) => _engines.GetValueOrDefault(name);

    /// <summary>Name and version, as answers name the engine that made a clip: <c>stage/2</c>.</summary>
    public string Signature(string name) => Find(name) is { } engine ? $"{name}/{engine.Card.Version}" : name;

    /// <summary>Who makes an order.</summary>
    public string Signature(TaskOrder order) =>
        Signature(order.Engine) + (order.Kind == OrderKind.Restyle ? $" restyle/{RestyleEngine.Version}" : "");
}
