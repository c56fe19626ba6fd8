using Throughline.Engines;
using Throughline.Stage;

namespace Throughline.Cli;

/// <summary>The engines this program comes with, in order of preference.</summary>
internal static class KnownEngines
{
    /// <summary>The engines. Creating them is cheap: they load what they need when they shoot.</summary>
    public static IReadOnlyList<IEngine> All { get; } = [new StageEngine()];

    /// <summary>What they can do.</summary>
    public static IReadOnlyList<EngineCard> Cards { get; } = [.. All.Select(engine => engine.Card)];

    /// <summary>The engine of that name.</summary>
    public static IEngine Named(string name) => All.First(engine => engine.Card.Name == name);
}
