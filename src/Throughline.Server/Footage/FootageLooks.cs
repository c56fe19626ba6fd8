using Throughline.Engines;
using Throughline.Problems;
using Throughline.Stage.Rendering;
using Throughline.Stage.Worlds;

namespace Throughline.Server.Footage;

/// <summary>The looks that footage is drawn in, and how a client's words name one. Any thread.</summary>
internal sealed class FootageLooks
{
    private readonly Stock _stock = Stock.BuiltIn;

    /// <summary>What footage is drawn in when nobody says.</summary>
    public static string Usual => LookLibrary.Usual;

    /// <summary>A look.</summary>
    /// <exception cref="EngineException">There is none of this name.</exception>
    public Look Find(string name) => _stock.Looks.Find(name)
        ?? throw new EngineException(
            EngineError.NotSupported, $"There is no look '{name}'. {NearestName.Fix(name, Names)}".TrimEnd());

    /// <summary>The look that a prompt names; null when it names none.</summary>
    public string? In(string prompt) => _stock.Director.LookIn(prompt);

    /// <summary>What is said to words that name no look.</summary>
    public string Refusal =>
        $"A given clip can be drawn anew in a look; what it shows cannot be changed. Name a look: {string.Join(", ", Names)}.";

    private IEnumerable<string> Names => _stock.Looks.All.Select(look => look.Name);
}
