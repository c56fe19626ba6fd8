using System.Collections.Frozen;
using Throughline.Engines;

namespace Throughline.Stage.Stills;

/// <summary>All effects by name and all words by what they ask for: <c>life.yaml</c>, and a file of the user's over
/// it.</summary>
internal sealed record LifeBook
{
    private const string Resource = "life.yaml";

    private static readonly Lazy<LifeBook> _builtIn = new(ReadBuiltIn);

    /// <summary>What comes with Stage.</summary>
    public static LifeBook BuiltIn => _builtIn.Value;

    /// <summary>The effects by name, in the order of the file.</summary>
    public required IReadOnlyDictionary<string, LifeRecipe> Recipes { get; init; }

    /// <summary>The words, in lower case.</summary>
    public required FrozenDictionary<string, LifeWord> Words { get; init; }

    /// <summary>The book that a shot is shot with.</summary>
    /// <exception cref="EngineException">The shot's own file has mistakes: all of them, with places.</exception>
    public static LifeBook For(ShotOrder order)
    {
        if (order.LifeText is not { } text)
        {
            return BuiltIn;
        }

        var name = order.Shot.Life ?? Resource;
        var book = LifeBookReader.Read(text, name, BuiltIn, out var problems);
        return book ?? throw new EngineException(
            EngineError.BadOrder, $"shot '{order.Shot.Id}':\n" + string.Join('\n', problems.Select(p => p.ToString())));
    }

    private static LifeBook ReadBuiltIn()
    {
        using var stream = typeof(LifeBook).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        return LifeBookReader.Read(reader.ReadToEnd(), Resource, null, out var problems)
            ?? throw new InvalidOperationException(string.Join('\n', problems.Select(p => p.ToString())));
    }
}
