using Throughline.Engines;
using Throughline.Stage;
using Throughline.Stage.Worlds;

namespace Throughline.Cli;

/// <summary>The engines this program comes with, in order of preference.</summary>
internal static class KnownEngines
{
    /// <summary>What they can do.</summary>
    public static IReadOnlyList<EngineCard> Cards { get; } = [.. With(null).Select(engine => engine.Card)];

    /// <summary>What they can do with what there is in a folder: its <c>assets</c> may add looks.</summary>
    public static IReadOnlyList<EngineCard> CardsIn(string folder) =>
        StagedWords.StockIn(folder) is { } stock ? [.. With(null, stock).Select(engine => engine.Card)] : Cards;

    /// <summary>The engines. Creating them is cheap: they load what they need when they shoot.</summary>
    /// <param name="sight">What they are told models see in pictures; null to only ask what they can do.</param>
    /// <param name="stock">What scenes are built of; null for what is built in.</param>
    public static IReadOnlyList<IEngine> With(IPictureSight? sight, Stock? stock = null) =>
        [new StageEngine(sight, stock)];
}
